/**
 * Array parameters for set-based statements, written as PostgreSQL array literals.
 * The driver would escape every element through a regular expression; on the engine's path that costs more than the
 * statement, so plain elements are only looked at once here.
 */
const special = /[\\"]/;

/** A text[] literal; null elements become NULL. */
export function textArray(values: readonly (string | null)[]): string {
  let literal = '{';
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) literal += ',';
    const value = values[index];
    if (value === null || value === undefined) literal += 'NULL';
    else literal += `"${special.test(value) ? value.replace(/[\\"]/g, '\\$&') : value}"`;
  }
  return `${literal}}`;
}

/** A literal for smallint[], bigint[] and boolean[]; null elements become NULL. */
export function scalarArray(values: readonly (number | bigint | boolean | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : String(value))).join(',')}}`;
}
