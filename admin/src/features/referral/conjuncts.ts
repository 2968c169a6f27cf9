import { conjuncts, treeOf } from './conditions.ts';
import { valueAt } from './draft.ts';
import { useEditing } from './editing.tsx';

/** The conditions at a place, such as `/friend/conditions`, as parts that must all hold, and ways to change them. */
export function useConjuncts(path: string) {
  const { draft, change } = useEditing();
  const parts = conjuncts(valueAt(draft, path));
  const set = (next: readonly unknown[]): void => change(path, treeOf(next));
  return {
    parts,
    add: (part: unknown): void => set([...parts, part]),
    /** Undefined takes the part away. */
    replace: (index: number, part: unknown): void =>
      set(part === undefined ? parts.toSpliced(index, 1) : parts.with(index, part)),
  };
}
