/**
 * Array parameters for set-based statements, written as PostgreSQL array literals.
 * The driver would escape every element through a regular expression; on the engine's path that costs more than the
 * statement, so plain elements are only looked at once here.
 */
const special = /[\\"]/;

/** A text[] literal; null elements become NULL. */
export function textArray(values: readonly (string | null)[]): string {
  return textColumn(values, (value) => value);
}

/** A literal for smallint[], bigint[] and boolean[]; null elements become NULL. */
export function scalarArray(values: readonly (number | bigint | boolean | null)[]): string {
  return scalarColumn(values, (value) => value);
}

/** A text[] literal of what `read` finds in each item, built in one pass. */
export function textColumn<Item>(items: readonly Item[], read: (item: Item) => string | null): string {
  let literal = '{';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) literal += ',';
    const value = read(items[index] as Item);
    if (value === null) literal += 'NULL';
    else literal += `"${special.test(value) ? value.replace(/[\\"]/g, '\\$&') : value}"`;
  }
  return `${literal}}`;
}

/** A literal of numbers or booleans of what `read` finds in each item. */
export function scalarColumn<Item>(
  items: readonly Item[],
  read: (item: Item) => number | bigint | boolean | null,
): string {
  let literal = '{';
  for (let index = 0; index < items.length; index += 1) {
    if (index > 0) literal += ',';
    const value = read(items[index] as Item);
    literal += value === null ? 'NULL' : String(value);
  }
  return `${literal}}`;
}
