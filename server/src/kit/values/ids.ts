import { createHash } from 'node:crypto';

/** Ids are prefixed by what they name and branded, so that one kind cannot be passed for another. */
declare const brand: unique symbol;
export type Id<Prefix extends string> = string & { readonly [brand]: Prefix };

export type WorkspaceId = Id<'wsp'>;
export type ProgramId = Id<'prg'>;
export type GrantId = Id<'grt'>;
export type TransferId = Id<'trf'>;

/** A subject's id carries its lane: `per_` + two hex digits of the lane + a hash. A profile's id has the same form. */
export type SubjectId = Id<'subject'>;
export type ProfileId = SubjectId;

export const laneCount = 256;
export type Lane = number;
export const allLanes: readonly Lane[] = Array.from({ length: laneCount }, (_, lane) => lane);

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

/** Sixteen characters of Crockford's base 32 (80 bits) out of at least ten bytes, highest bits first. */
function encode(bytes: Uint8Array): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (let index = 0; index < 10; index += 1) {
    held = (held << 8) | (bytes[index] ?? 0);
    for (bits += 8; bits >= 5; bits -= 5) text += alphabet[(held >>> (bits - 5)) & 31] ?? '';
    held &= 31;
  }
  return text;
}

/** A new id from random bytes (ten at least), given by the caller: rules have no source of randomness. */
export function idFrom<Prefix extends string>(prefix: Prefix, bytes: Uint8Array): Id<Prefix> {
  return `${prefix}_${encode(bytes)}` as Id<Prefix>;
}

/** An id that follows from what it names: the same parts always give the same id, so a repeat makes no second thing. */
export function derivedId<Prefix extends string>(prefix: Prefix, ...parts: readonly string[]): Id<Prefix> {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return idFrom(prefix, hash.digest());
}

/** The lane in which a subject lives for good, read from its id. Throws on text that is no subject's id. */
export function laneOfSubject(subject: SubjectId): Lane {
  const lane = Number.parseInt(subject.slice(4, 6), 16);
  if (!(lane >= 0 && lane < laneCount)) throw new Error(`Not a subject id: ${subject}`);
  return lane;
}

/** A subject's id of three-letter kind, living in `lane`, derived from what it stands for. */
export function subjectId(kind: SubjectKind, lane: Lane, ...parts: readonly string[]): SubjectId {
  const hex = lane.toString(16).padStart(2, '0');
  const hash = derivedId(kind, ...parts).slice(4);
  return `${kind}_${hex}${hash}` as SubjectId;
}

/** What a subject can be: a person, or what many persons share: a cap, a promotion, a promo code that is used once. */
export const subjectKinds = ['per', 'cap', 'prm', 'cod'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

export function kindOfSubject(subject: SubjectId): SubjectKind {
  const kind = subjectKinds.find((candidate) => subject.startsWith(`${candidate}_`));
  if (kind === undefined) throw new Error(`Not a subject id: ${subject}`);
  return kind;
}

/** Reads a subject's id from outside text; undefined when the text has another form. */
export function parseSubjectId(text: string): SubjectId | undefined {
  return /^(per|cap|prm|cod)_[0-9a-f]{2}[0-9a-hjkmnp-tv-z]{16}$/.test(text) ? (text as SubjectId) : undefined;
}
