import type { Id } from './ids.ts';

export type ImportId = Id<'imp'>;

/** The command by which an undo takes back whatever an import told of one person. */
export const takeBackImport = 'Take Back Import';

/** Commands by which an import tells what another system knew of a person; only imports send them. */
export const importParticipant = 'Import Participant';
export const importBinding = 'Import Binding';
export const openBalance = 'Open Balance';

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

/**
 * A part of the state that keeps what imports told apart from everything else, so that an import can be taken back
 * as if it had never been.
 */
export interface Layered<Layer> {
  /** What each import told, by its id. */
  readonly imported?: Readonly<Record<string, Layer>>;
  /** Imports that were taken back: what one of them still tells, held up on its way, counts for nothing. */
  readonly takenBack?: readonly string[];
}

/**
 * So many imports are kept apart in one part; what further ones tell is mixed with everything else and stays when they
 * are taken back. As many that were taken back are remembered.
 */
export const layersAtMost = 100;

/** Where a part keeps what a fact tells: with its own, in the layer of an import, or nowhere. */
export type LayerPlace =
  | { readonly kind: 'own' }
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'layer'; readonly id: ImportId };

export function layerPlace({ imported, takenBack }: Layered<unknown>, messageId: string): LayerPlace {
  const id = importOfMessage(messageId);
  if (id === undefined) return { kind: 'own' };
  if (takenBack?.includes(id) === true) return { kind: 'nowhere' };
  const hasRoom = imported === undefined || Object.hasOwn(imported, id) || Object.keys(imported).length < layersAtMost;
  return hasRoom ? { kind: 'layer', id } : { kind: 'own' };
}

/** The part after an import was taken back from it. */
export function withoutImport<Layer, Part extends Layered<Layer>>(part: Part, id: string): Part {
  const { [id]: _gone, ...imported } = part.imported ?? {};
  const takenBack = [...(part.takenBack ?? []).filter((each) => each !== id), id].slice(-layersAtMost);
  return { ...part, imported, takenBack };
}

/** True when taking an import back changes what the part says. */
export function hasImport(part: Layered<unknown>, id: string): boolean {
  return part.imported !== undefined && Object.hasOwn(part.imported, id);
}
