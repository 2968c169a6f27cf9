import type { DerivedFact } from '../../../engine/reactor.ts';
import {
  derivedId,
  type Id,
  type ProfileId,
  type SubjectId,
  subjectId,
  type WorkspaceId,
} from '../../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../../kit/values/json.ts';
import { laneOfAnchor } from '../../../kit/values/lane.ts';
import type { EpochMs } from '../../../kit/values/time.ts';

export type PromotionId = SubjectId;
export type ClaimId = Id<'clm'>;

/** A use of a promotion that an order asks for; facts about it carry it whole. */
export interface Claim {
  readonly id: ClaimId;
  readonly promotion: PromotionId;
  readonly code: string;
  /** The subject that decides who has the code, of one that is used once. */
  readonly single: SubjectId | undefined;
  /** Whose reservation asks: the profile that is answered. */
  readonly profile: ProfileId;
  readonly reservation: string;
  readonly order: string;
  readonly currency: string;
  readonly amountMinor: bigint;
}

/** To a code that is used once: who asks first has it. */
export const claimCode = 'Claim Code';
/** To a promotion: is there a use and budget left? */
export const claimPromotion = 'Claim Promotion';
/** The answers, to whoever asked. */
export const promotionClaimed = 'Promotion Claimed';
export const promotionDeclined = 'Promotion Declined';
/** To a promotion, about a claim that it granted. */
export const releasePromotion = 'Release Promotion';
export const redeemPromotion = 'Redeem Promotion';
/** To a code: nobody has it any more. */
export const freeCode = 'Free Code';
/** To a promotion: somebody tried a code of it and was refused before it was asked. */
export const tryCode = 'Try Code';

/** A reservation asks a promotion once, so its claim follows from both. */
export function claimIdOf(reservation: string, promotion: PromotionId): ClaimId {
  return derivedId('clm', reservation, promotion);
}

/** The subject of a code that is used once: it decides by itself, so any number may claim such codes at a time. */
export function subjectOfCode(workspace: WorkspaceId, code: string): SubjectId {
  return subjectId('cod', laneOfAnchor(workspace, `code:${code}`), workspace, code);
}

export function claimToJson({ amountMinor, single, ...rest }: Claim): JsonObject {
  return { ...rest, amountMinor: String(amountMinor), ...(single === undefined ? {} : { single }) };
}

/** A fact about a claim. It follows from a server's command, and whoever told it has written down that it did. */
export function factAbout(
  name: string,
  subject: SubjectId,
  claim: Claim,
  timestamp: EpochMs,
  more: JsonObject = {},
): DerivedFact {
  const properties = { claim: claimToJson(claim), ...more };
  return { name, subject, timestamp, trust: 'server', owed: true, properties };
}

/** Tells a promotion that somebody tried a code of it; `nth` of so many who tried the code of another. */
export function triedFact(
  { promotion, code, profile }: Pick<Claim, 'promotion' | 'code' | 'profile'>,
  timestamp: EpochMs,
  nth?: number,
): DerivedFact {
  const properties = { code, profile, ...(nth === undefined ? {} : { nth }) };
  return { name: tryCode, subject: promotion, timestamp, trust: 'server', owed: true, properties };
}

/** Reads the claim that a fact of this server carries; any other form is a fault. */
export function claimIn(properties: JsonObject | undefined): Claim {
  const json = properties?.['claim'];
  if (!isJsonObject(json)) throw new Error('A fact about a claim does not carry it');
  const text = (name: string): string => textIn(json, name);
  return {
    id: text('id') as ClaimId,
    promotion: text('promotion') as PromotionId,
    code: text('code'),
    single: typeof json['single'] === 'string' ? (json['single'] as SubjectId) : undefined,
    profile: text('profile') as ProfileId,
    reservation: text('reservation'),
    order: text('order'),
    currency: text('currency'),
    amountMinor: BigInt(text('amountMinor')),
  };
}

/** What a code is, as the identifier that leads to its promotion says. */
export interface CodeOwner {
  readonly kind: 'shared' | 'single' | 'personal';
  /** Of a personal one. */
  readonly holder?: ProfileId;
}

export function codeDetail({ kind, holder }: CodeOwner): string {
  return holder === undefined ? kind : `${kind}:${holder}`;
}

/** Reads what `codeDetail` wrote; undefined for the code of another room. */
export function readCodeDetail(detail: string | undefined): CodeOwner | undefined {
  const [kind, holder] = (detail ?? '').split(':');
  switch (kind) {
    case 'shared':
    case 'single':
      return { kind };
    case 'personal':
      return holder === undefined ? undefined : { kind, holder: holder as ProfileId };
    default:
      return undefined;
  }
}
