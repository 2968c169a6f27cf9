import { type Conditions, ConditionsSchema, conditionLimits } from '@sarafan/contract';
import { Compile } from 'typebox/compile';
import { isJsonObject, type Json } from '../kit/values/json.ts';

export type ParsedConditions =
  | { readonly ok: true; readonly tree: Conditions }
  | { readonly ok: false; readonly path: string; readonly message: string };

const schema = Compile(ConditionsSchema);

/** Reads a tree from outside JSON. What the fields mean is for `checkConditions` to say. */
export function parseConditions(json: Json | undefined): ParsedConditions {
  // The schema's check follows the nesting of what it is given, so how deep that is comes first.
  if (!isShallow(json)) return { ok: false, path: '/', message: 'must not be nested so deep' };
  if (schema.Check(json)) return { ok: true, tree: json };
  const [error] = schema.Errors(json);
  return { ok: false, path: error?.instancePath || '/', message: error?.message ?? 'must be a condition' };
}

/** A level of conditions takes two levels of JSON at most, an object and its list; a value adds one. */
function isShallow(json: Json | undefined): boolean {
  let level: readonly (Json | undefined)[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 2 * conditionLimits.depth + 1) return false;
    level = level.flatMap((value) => {
      if (isJsonObject(value)) return Object.values(value);
      return Array.isArray(value) ? value : [];
    });
  }
  return true;
}
