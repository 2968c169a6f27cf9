import type { Id } from './ids.ts';

export type ImportId = Id<'imp'>;

/** The command by which an undo takes back whatever an import told of one person. */
export const takeBackImport = 'Take Back Import';

const messageForm = /^~(imp_[0-9a-hjkmnp-tv-z]{16})-/;

/**
 * The message id of a fact that an import tells. Ids that begin so are made inside only, so whoever reads one may
 * believe it; `key` names what the fact is about, so an import that begins again repeats nothing.
 */
export function importMessage(importId: ImportId, key: string): string {
  return `~${importId}-${key}`;
}

/** The import that told a fact; undefined for any other fact. */
export function importOfMessage(messageId: string): ImportId | undefined {
  // The first characters tell almost every fact apart without a regular expression.
  if (!messageId.startsWith('~imp_')) return undefined;
  return messageForm.exec(messageId)?.[1] as ImportId | undefined;
}
