/** A definition as it stands in the editor: any JSON, since it may be anything as long as it is being typed. */
export type Draft = Readonly<Record<string, unknown>>;

/** What stands at a place such as `/rewards/0/amount`; undefined when there is nothing. */
export function valueAt(draft: unknown, path: string): unknown {
  let value = draft;
  for (const step of stepsOf(path)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = Reflect.get(value, step);
  }
  return value;
}

/** The draft with another value at a place; undefined takes away what stands there. What lies on the way is made. */
export function withValue(draft: Draft, path: string, value: unknown): Draft {
  return set(draft, stepsOf(path), value) as Draft;
}

function set(node: unknown, steps: readonly string[], value: unknown): unknown {
  const [step, ...further] = steps;
  if (step === undefined) return value;
  if (Array.isArray(node)) {
    const items: unknown[] = [...node];
    const index = Number(step);
    if (further.length === 0 && value === undefined) items.splice(index, 1);
    else items[index] = set(items[index], further, value);
    return items;
  }
  const members = Object.entries(isObject(node) ? node : {});
  const next = set(isObject(node) ? node[step] : undefined, further, value);
  const others = members.filter(([name]) => name !== step);
  const at = members.findIndex(([name]) => name === step);
  const changed: [string, unknown][] = next === undefined ? [] : [[step, next]];
  return Object.fromEntries(at < 0 ? [...others, ...changed] : others.toSpliced(at, 0, ...changed));
}

function stepsOf(path: string): string[] {
  return path.split('/').slice(1);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether two drafts say the same, in whichever order their members stand. */
export function isSameDraft(left: unknown, right: unknown): boolean {
  return sorted(left) === sorted(right);
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}

/** A list at a place: empty when there is none. */
export function listAt(draft: unknown, path: string): readonly unknown[] {
  const value = valueAt(draft, path);
  return Array.isArray(value) ? value : [];
}

export function textAt(draft: unknown, path: string): string {
  const value = valueAt(draft, path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A number as the contract writes it: what is typed with a comma and with spaces is meant with a point and without. */
export function decimalTyped(text: string): string {
  return text.replace(',', '.').replace(/\s/g, '');
}

/** A draft that was kept, with the version that it was begun from; undefined for a text that is none. */
export interface Kept {
  readonly base: number;
  readonly definition: Draft;
  /** The key that was typed for a new program. */
  readonly key?: string;
}

export function readKept(text: string | undefined): Kept | undefined {
  if (text === undefined) return undefined;
  try {
    const kept: unknown = JSON.parse(text);
    if (!isObject(kept)) return undefined;
    const { base, definition, key } = kept;
    if (typeof base !== 'number' || !isObject(definition)) return undefined;
    return { base, definition, ...(typeof key === 'string' ? { key } : {}) };
  } catch {
    return undefined;
  }
}
