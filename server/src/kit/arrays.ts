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

const textType = 25;
const headerBytes = 20;

/**
 * A text[] parameter in PostgreSQL's binary format: for long texts full of quotes, such as JSON, where escaping every
 * quote here and reading it there costs more than the statement. The server reads it wherever it takes text[].
 * Layout of `array_send`: dimensions, whether there are nulls, element type, length, lower bound, then for each element
 * its length in bytes (-1 for NULL) and its bytes.
 */
export function bytesColumn<Item>(items: readonly Item[], read: (item: Item) => string | null): Buffer {
  const texts = items.map(read);
  const lengths = texts.map((text) => (text === null ? -1 : Buffer.byteLength(text)));
  const size = lengths.reduce((sum, length) => sum + 4 + Math.max(0, length), headerBytes);
  const bytes = Buffer.allocUnsafe(size);
  bytes.writeInt32BE(1, 0);
  bytes.writeInt32BE(lengths.includes(-1) ? 1 : 0, 4);
  bytes.writeInt32BE(textType, 8);
  bytes.writeInt32BE(texts.length, 12);
  bytes.writeInt32BE(1, 16);
  let offset = headerBytes;
  texts.forEach((text, index) => {
    const length = lengths[index] ?? -1;
    offset = bytes.writeInt32BE(length, offset);
    if (text !== null) offset += bytes.write(text, offset, length, 'utf8');
  });
  return bytes;
}

/** A text[] of JSON in binary format; undefined becomes NULL. Cast the elements where the column is json. */
export function jsonColumn<Item>(items: readonly Item[], read: (item: Item) => object | undefined): Buffer {
  return bytesColumn(items, (item) => {
    const value = read(item);
    return value === undefined ? null : JSON.stringify(value);
  });
}
