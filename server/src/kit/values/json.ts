/** A value that JSON can carry. Money never travels as a JSON number inside the engine; see `amounts.ts`. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** True for plain objects, false for arrays and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads an own property; never one inherited from a prototype. */
export function ownValue(object: JsonObject | undefined, key: string): Json | undefined {
  if (object === undefined || !Object.hasOwn(object, key)) return undefined;
  return object[key];
}

/** The text under a key of what this server wrote itself; a missing or other value is a fault. */
export function textIn(object: JsonObject | undefined, key: string): string {
  const value = ownValue(object, key);
  if (typeof value !== 'string') throw new Error(`The text "${key}" is missing`);
  return value;
}

/** The canonical form of a value: keys sorted, no white space. Equal values have equal texts, so it can be hashed. */
export function canonicalJson(value: Json | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  const object = value as JsonObject;
  const keys = Object.keys(object).filter((key) => object[key] !== undefined);
  keys.sort();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key])}`).join(',')}}`;
}
