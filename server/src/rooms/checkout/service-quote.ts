import type { Quote, QuoteRequest } from '@sarafan/contract';
import { readSubjects, readSurvivor, type StoredSubject } from '../../engine/index.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import { parseAmount } from '../../kit/values/amounts.ts';
import { kindOfSubject, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import { readAnyCode } from '../../kit/values/old-codes.ts';
import { positionOf } from '../../kit/values/position.ts';
import { findOwners, findPersonByUserId, type PeoplePart, personOf } from '../people/index.ts';
import {
  type CheckoutOrder,
  type QuotedCodes,
  quoteCodes,
  readCodeDetail,
  type SharedStates,
  standingsOf,
  subjectOfCode,
  type TypedCode,
} from '../promotions/index.ts';
import { broughtIn, paidHistory, type ReferralPart } from '../referral/index.ts';
import { availableOf, type RewardsPart } from '../rewards/index.ts';
import { type CheckoutDefinitions, labelsOf } from './rules/definitions.ts';
import { type CheckoutPart, countsIn, usesIn } from './rules/part.ts';
import { type PointsQuoted, quotePoints } from './rules/quote.ts';
import { checkoutView, type KnownPerson } from './rules/view.ts';
import { presentQuote } from './service-present.ts';

export interface QuoteOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly definitions: CheckoutDefinitions;
}

export interface QuoteAsked {
  readonly workspace: WorkspaceId;
  readonly userId: string;
  readonly order: CheckoutOrder;
  readonly codes: readonly string[];
  readonly points: QuoteRequest['points'];
}

/** How each code is read; where it leads is looked up by whoever decides. */
export function readCodes(codes: readonly string[]): { readonly typed: string; readonly code?: string }[] {
  return codes.map((typed) => {
    const code = readAnyCode(typed);
    return code === undefined ? { typed } : { typed, code };
  });
}

/**
 * What a checkout would come to now: by the rules that decide a reservation, from what the lanes left. It reserves
 * nothing and changes nothing. Of a person whom nobody knows yet nothing is known.
 */
export async function quoteNow(options: QuoteOptions, asked: QuoteAsked): Promise<Quote | 'bad_points'> {
  const { pool, clock, definitions } = options;
  const { workspace, order } = asked;
  const found = await findPersonByUserId(pool, workspace, asked.userId);
  const stored = found === undefined ? undefined : await readSurvivor(pool, workspace, found);
  const wanted = wantedOf(asked.points, definitions);
  if (wanted === 'bad_points') return wanted;
  const typed = await leadCodes(pool, workspace, asked.codes);
  const parts = partsOf(stored, definitions);
  const now = clock.now();
  const at = positionOf({ timestamp: now, trust: 'server', messageId: 'quote' });
  const view = checkoutView(order, parts.known, definitions.conditions, at);
  const codes = quoteCodes({
    ...{ codes: typed, order, promotions: definitions.promotions, view, now },
    profiles: stored?.profiles ?? [],
    usedByPerson: (promotion) => usesIn(parts.checkout, promotion),
    shared: await sharedStates(pool, workspace, typed),
  });
  const points = quotedPoints(asked, codes, { parts, view, definitions, wanted });
  return presentQuote(order, codes, points, labelsOf(definitions.sums));
}

interface Parts {
  readonly checkout: readonly CheckoutPart[];
  readonly rewards: readonly RewardsPart[];
  readonly known: KnownPerson;
}

/** The rooms' own parts, as the engine kept them. */
function partsOf(stored: StoredSubject | undefined, { sums }: CheckoutDefinitions): Parts {
  const of = <Part>(reactor: string): readonly Part[] => (stored?.partsOf(reactor) ?? []) as readonly Part[];
  const checkout = of<CheckoutPart>('checkout');
  const { traits } = personOf(of<PeoplePart>('people'));
  const referral = of<ReferralPart>('referral');
  const known: KnownPerson = {
    ...{ traits, counts: countsIn(checkout), paid: paidHistory(referral) },
    brought: (leaf, at) => broughtIn(referral, stored?.profiles ?? [], sums, leaf, at),
  };
  return { checkout, rewards: of<RewardsPart>('rewards'), known };
}

function wantedOf(
  points: QuoteRequest['points'],
  { exponents }: CheckoutDefinitions,
): bigint | undefined | 'bad_points' {
  const exponent = points === undefined ? undefined : exponents.get(points.unit);
  if (points?.amount === undefined || exponent === undefined) return undefined;
  const parsed = parseAmount(points.amount, exponent);
  return parsed.ok && parsed.minor > 0n ? parsed.minor : 'bad_points';
}

function quotedPoints(
  { order, points }: QuoteAsked,
  { leftMinor }: QuotedCodes,
  known: {
    readonly parts: Parts;
    readonly view: ReturnType<typeof checkoutView>;
    readonly definitions: CheckoutDefinitions;
    readonly wanted: bigint | undefined;
  },
): PointsQuoted | undefined {
  if (points === undefined) return undefined;
  const { parts, view, definitions, wanted } = known;
  const { limits, exponents } = definitions;
  const balance = availableOf(parts.rewards, points.unit);
  return quotePoints({ unit: points.unit, wanted, balance, order, leftMinor, view, limits, exponents });
}

/** Codes with the promotions that they lead to, as a reservation would find them. */
async function leadCodes(pool: Pool, workspace: WorkspaceId, codes: readonly string[]): Promise<TypedCode[]> {
  const read = readCodes(codes);
  const keys = read.flatMap(({ code }) =>
    code === undefined ? [] : [{ workspace, kind: 'code', value: code } as const],
  );
  const owners = new Map((await findOwners(pool, keys)).map(({ key, owner }) => [key.value, owner]));
  return read.map((typed) => {
    const owner = typed.code === undefined ? undefined : owners.get(typed.code);
    const detail = readCodeDetail(owner?.detail);
    if (owner === undefined || detail === undefined || kindOfSubject(owner.subject) !== 'prm') return typed;
    return { ...typed, led: { promotion: owner.subject, owner: detail } };
  });
}

async function sharedStates(pool: Pool, workspace: WorkspaceId, codes: readonly TypedCode[]): Promise<SharedStates> {
  const promotions = codes.flatMap(({ led }) => led?.promotion ?? []);
  const single = codes.flatMap(({ code, led }): SubjectId[] =>
    code === undefined || led === undefined || led.owner.kind === 'shared' ? [] : [subjectOfCode(workspace, code)],
  );
  const [standing, subjects] = await Promise.all([
    standingsOf(pool, workspace, promotions),
    single.length === 0 ? [] : readSubjects(pool, workspace, single),
  ]);
  const taken = new Set(
    subjects.flatMap((each) => {
      const part = each.partOf('codes', each.subject) as { readonly claim?: string } | undefined;
      return part?.claim === undefined ? [] : [each.subject];
    }),
  );
  return { standing, isTaken: (code) => taken.has(subjectOfCode(workspace, code)) };
}
