/** Control characters, and those that turn the direction of the text around them: a name must not disguise another. */
const disguises = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A person's or a workspace's name as it is kept; empty when nothing of it can be seen. */
export function cleanName(text: string): string {
  const cleaned = text.normalize('NFC').replace(disguises, '').replace(/\s+/gu, ' ').trim();
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(cleaned) ? cleaned : '';
}

/** An address as it is kept and looked for: two spellings of one address are one user. */
export function cleanEmail(text: string): string {
  return text.trim().toLowerCase();
}
