/** Looks into a value of any form, as a person may have written it. */

export function valueAt(definition: unknown, path: string): unknown {
  let value = definition;
  for (const step of path.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

export function hasField(value: unknown, field: string): boolean {
  return isObject(value) && Object.hasOwn(value, field);
}
