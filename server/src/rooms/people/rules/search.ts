/**
 * How support looks for a person: by the beginning of any word of the name, of the address, of the customer's own id or
 * of the phone. Each of these stands in one index as a word with its workspace in front (the migration `0011-screens`
 * says how), and this is the query that finds it.
 */
const separators = /[\s.,;:()'"«»„“”/|_-]+/u;
const digitsOnly = /^[\d\s()+.-]+$/;
const wordsAtMost = 8;
/** Fewer digits than this are too little of a phone to look for. */
const digitsAtLeast = 3;

/** One spelling of letters that people do not tell apart. */
function folded(text: string): string {
  return text.trim().toLowerCase().replaceAll('ё', 'е');
}

/** A word as a text-search query writes it; what it begins with is enough. */
function beginning(workspace: string, word: string): string {
  return `'${`${workspace} ${word}`.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`;
}

/** A phone may be written with 8 or 7 in front, or without either. */
function phoneBeginnings(text: string): readonly string[] {
  const digits = text.replaceAll(/\D/g, '');
  if (!digitsOnly.test(text.trim()) || digits.length < digitsAtLeast) return [];
  if (digits.startsWith('8')) return [digits, `7${digits.slice(1)}`];
  return digits.startsWith('9') ? [digits, `7${digits}`] : [digits];
}

/**
 * An id or an address is looked for as a whole: its pieces begin so many others that to find them all costs more than
 * the answer is worth. What has a space in it, or neither a digit nor an @, may be a name.
 */
function isName(text: string): boolean {
  return /\s/u.test(text) || !/[\d@]/u.test(text);
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(separators)
    .filter((word) => word !== '')
    .slice(0, wordsAtMost);
}

/** The text-search query that finds persons of a workspace by what somebody typed. */
export function searchQuery(workspace: string, text: string): string {
  const whole = folded(text);
  const words = isName(whole) ? wordsOf(whole) : [];
  const phones = phoneBeginnings(text).map((digits) => `+${digits}`);
  const all = words.map((word) => beginning(workspace, word)).join(' & ');
  const alternatives = [whole, ...phones].map((word) => beginning(workspace, word));
  return [...alternatives, ...(words.length === 0 ? [] : [`(${all})`])].join(' | ');
}

/** A text of so few characters, or so few digits of a phone, begins much of what is known. */
const shortAtMost = 2;
const fewDigits = 6;

/** Whether a text may be the beginning of what many persons have in common: a name, or very little of anything. */
export function mayFindMany(text: string): boolean {
  const whole = folded(text);
  if (whole.length <= shortAtMost || !/[\d@]/u.test(whole)) return true;
  return phoneBeginnings(text).some((digits) => digits.length <= fewDigits);
}
