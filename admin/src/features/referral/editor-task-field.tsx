import { listAt, textAt, valueAt } from './draft.ts';
import { ChoiceField, useEditing, useEditorTexts } from './editing.tsx';

/** For which task a reward is; asked only where the program has tasks, or the reward names one. */
export function TaskField({ path }: { readonly path: string }) {
  const t = useEditorTexts();
  const { draft } = useEditing();
  const tasks = listAt(draft, '/tasks');
  if (tasks.length === 0 && valueAt(draft, path) === undefined) return undefined;
  const known = tasks.map((task) => ({ value: textAt(task, '/id'), label: textAt(task, '/id') }));
  return (
    <ChoiceField
      path={path}
      label={t('reward_task')}
      optional
      options={[{ value: '', label: t('reward_task_none') }, ...known]}
    />
  );
}
