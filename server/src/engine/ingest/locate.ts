/**
 * Finds where a text stops being JSON. The engine's own parser names a position only in some of its messages, so a text
 * that it refused is read again here. No recursion: nesting may be as deep as the text is long.
 */
export function jsonErrorAt(text: string): number | undefined {
  const open: string[] = [];
  let position = skipSpace(text, 0);
  let expecting: Expecting = 'value';
  for (;;) {
    const step = take(text, position, expecting, open);
    if (step.failed) return step.position;
    position = skipSpace(text, step.position);
    expecting = step.expecting;
    if (expecting === 'end') return position === text.length ? undefined : position;
  }
}

/** What may stand at a position; the `first…` states also allow the container to end at once. */
type Expecting = 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'next' | 'end';
type Step =
  | { readonly failed: true; readonly position: number }
  | { readonly failed: false; readonly position: number; readonly expecting: Expecting };

const fail = (position: number): Step => ({ failed: true, position });
const go = (position: number, expecting: Expecting): Step => ({ failed: false, position, expecting });
const afterValue = (open: readonly string[]): Expecting => (open.length === 0 ? 'end' : 'next');

function take(text: string, position: number, expecting: Expecting, open: string[]): Step {
  const character = text[position];
  if (expecting === 'colon') return character === ':' ? go(position + 1, 'value') : fail(position);
  if (expecting === 'next') return takeNext(character, position, open);
  if (character === '}' && expecting === 'firstKey') return close(position, open);
  if (character === ']' && expecting === 'firstValue') return close(position, open);
  if (expecting === 'key' || expecting === 'firstKey') {
    if (character !== '"') return fail(position);
    const end = endOfString(text, position);
    return end.failed ? end : go(end.position, 'colon');
  }
  if (character === '{') {
    open.push('}');
    return go(position + 1, 'firstKey');
  }
  if (character === '[') {
    open.push(']');
    return go(position + 1, 'firstValue');
  }
  const end = character === '"' ? endOfString(text, position) : endOfScalar(text, position);
  return end.failed ? end : go(end.position, afterValue(open));
}

function takeNext(character: string | undefined, position: number, open: string[]): Step {
  const closing = open.at(-1);
  if (character === ',') return go(position + 1, closing === '}' ? 'key' : 'value');
  return character === closing ? close(position, open) : fail(position);
}

function close(position: number, open: string[]): Step {
  open.pop();
  return go(position + 1, afterValue(open));
}

function skipSpace(text: string, from: number): number {
  let position = from;
  while (' \t\n\r'.includes(text[position] ?? 'x')) position += 1;
  return position;
}

const hexDigits = /^[0-9a-fA-F]{4}$/;

function endOfString(text: string, from: number): Step {
  let position = from + 1;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === 0x22) return go(position + 1, 'end');
    if (code < 0x20) return fail(position);
    if (code !== 0x5c) {
      position += 1;
      continue;
    }
    const escaped = text[position + 1] ?? '';
    if (escaped === 'u') {
      if (!hexDigits.test(text.slice(position + 2, position + 6))) return fail(position);
      position += 6;
    } else {
      if (escaped === '' || !'"\\/bfnrt'.includes(escaped)) return fail(position);
      position += 2;
    }
  }
  return fail(text.length);
}

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function endOfScalar(text: string, from: number): Step {
  scalar.lastIndex = from;
  return scalar.test(text) ? go(scalar.lastIndex, 'end') : fail(from);
}
