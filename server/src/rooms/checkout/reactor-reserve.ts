import type { DerivedFact, Outcome } from '../../engine/reactor.ts';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../kit/values/json.ts';
import { minuteMs } from '../../kit/values/time.ts';
import { type PeoplePart, personOf } from '../people/index.ts';
import {
  type Claim,
  claimCode,
  claimIdOf,
  claimPromotion,
  claimToJson,
  factAbout,
  type QuotedCode,
  type QuotedCodes,
  quoteCodes,
  readCodeDetail,
  subjectOfCode,
  type TypedCode,
  triedFact,
} from '../promotions/index.ts';
import { broughtIn, paidHistory, type ReferralPart } from '../referral/index.ts';
import { asideFact, availableOf, type RewardsPart } from '../rewards/index.ts';
import { reservationLimits } from './limits.ts';
import { changed, type Input, keptBy, ownPart, replyOf } from './reactor-change.ts';
import { orderFromJson } from './rules/order.ts';
import { type CheckoutPart, countsIn, usesIn, withReservation } from './rules/part.ts';
import { type PointsQuoted, pointsToJson, quotePoints, quoteToJson } from './rules/quote.ts';
import { isOpen, meetReservation, type Reservation, type ReservedClaim, reservationIdOf } from './rules/reservation.ts';
import { checkoutView, type KnownPerson } from './rules/view.ts';

/** What a command to reserve asks for, as the service wrote it down. */
interface Asked {
  readonly key: string;
  readonly hash: string;
  readonly order: string;
  readonly codes: readonly TypedCode[];
  readonly points: { readonly unit: string; readonly minor: bigint } | undefined;
  readonly toPayMinor: bigint | undefined;
  readonly minutes: number;
}

/** Reserves all that is asked for, or nothing: points at once, codes as soon as their own lanes have granted them. */
export function reserve(input: Input): Outcome<CheckoutPart> {
  const asked = askedIn(input);
  const kept = keptBy(input);
  const met = meetReservation(kept, asked);
  if (met !== undefined && 'same' in met) return repeated(input, met.same);
  if (met !== undefined) {
    const { order, id } = met.by;
    return { reply: { status: 'refused', reason: met.refused, result: { values: { order, reservation: id } } } };
  }
  const open = kept.filter(isOpen).length;
  if (open >= reservationLimits.open) {
    const values = { open: String(open), limit: String(reservationLimits.open) };
    return { reply: { status: 'refused', reason: 'too_many_open', result: { values } } };
  }
  const { codes, points } = quote(input, asked);
  const refused = refusalIn(asked, codes, points);
  if (refused === undefined) return keep(input, asked, codes, points);
  const result = { ...refused, quote: quoteToJson(codes, points) };
  return {
    facts: codes.codes.flatMap((each) => triedInVain(input, each)),
    decisions: [{ about: asked.order, outcome: 'reservation_refused', detail: result }],
    reply: { status: 'refused', reason: refused.reason, result },
  };
}

function askedIn({ fact, owner }: Input): Asked {
  const { properties } = fact;
  const typed = properties?.['codes'];
  const points = properties?.['points'];
  const toPay = properties?.['toPayMinor'];
  return {
    key: textIn(properties, 'key'),
    hash: textIn(properties, 'hash'),
    order: textIn(properties, 'order'),
    codes: (Array.isArray(typed) ? typed.filter(isJsonObject) : []).map((each): TypedCode => {
      const code = each['code'];
      const text = { typed: textIn(each, 'typed') };
      if (typeof code !== 'string') return text;
      const found = owner({ kind: 'code', value: code });
      const detail = readCodeDetail(found?.detail);
      if (found === undefined || detail === undefined) return { ...text, code };
      return { ...text, code, led: { promotion: found.subject, owner: detail } };
    }),
    points: isJsonObject(points) ? { unit: textIn(points, 'unit'), minor: BigInt(textIn(points, 'minor')) } : undefined,
    toPayMinor: typeof toPay === 'string' ? BigInt(toPay) : undefined,
    minutes: numberOf(properties?.['minutes']),
  };
}

const numberOf = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** The same rules as a quote's, on what this lane knows; what many persons share is asked of its own lane. */
function quote(input: Input, asked: Asked): { readonly codes: QuotedCodes; readonly points: PointsQuoted | undefined } {
  const { fact, now, profiles, definitions, partsOf, parts } = input;
  const json = fact.properties?.['checkout'];
  const order = orderFromJson(isJsonObject(json) ? json : {});
  // Other rooms' parts of the same person, as the engine kept them.
  const known = personOf(partsOf('people').values() as Iterable<PeoplePart>);
  const referral = [...partsOf('referral').values()] as readonly ReferralPart[];
  const person: KnownPerson = {
    traits: known.traits,
    counts: countsIn(parts.values()),
    paid: paidHistory(referral),
    brought: (leaf, at) => broughtIn(referral, profiles, definitions.sums, leaf, at),
  };
  const view = checkoutView(order, person, definitions.conditions, fact.position);
  const codes = quoteCodes({
    ...{ codes: asked.codes, order, promotions: definitions.promotions, view, now, profiles },
    usedByPerson: (promotion) => usesIn(parts.values(), promotion),
  });
  const held = partsOf('rewards') as ReadonlyMap<string, RewardsPart>;
  const points =
    asked.points === undefined
      ? undefined
      : quotePoints({
          ...{ unit: asked.points.unit, wanted: asked.points.minor, order, view, leftMinor: codes.leftMinor },
          ...{ limits: definitions.limits, exponents: definitions.exponents },
          balance: availableOf(held.values(), asked.points.unit),
        });
  return { codes, points };
}

/** The first thing that stands against it: what was quoted is reserved, or nothing is. */
function refusalIn(
  { points: wanted, toPayMinor }: Asked,
  codes: QuotedCodes,
  points: PointsQuoted | undefined,
): { readonly reason: string; readonly values?: JsonObject } | undefined {
  const code = codes.codes.find(({ refused }) => refused !== undefined)?.refused;
  if (code !== undefined) return { reason: code.reason, values: code.values };
  if (points?.refused !== undefined) return { reason: points.refused.reason, values: points.refused.values };
  if (wanted !== undefined && points !== undefined && points.acceptedMinor < wanted.minor) {
    return { reason: 'too_many_points' };
  }
  const left = codes.leftMinor - (points?.paysMinor ?? 0n);
  return toPayMinor === undefined || toPayMinor === left ? undefined : { reason: 'another_sum' };
}

/** A code that is known and was refused here: its promotion hears of it, since many such tries are a sign of a leak. */
function triedInVain({ fact, profiles }: Input, { typed, refused }: QuotedCode): DerivedFact[] {
  const { code, led } = typed;
  if (refused === undefined || code === undefined || led === undefined) return [];
  const nth = refused.reason === 'not_yours' ? 1 : undefined;
  const profile = profiles[0] ?? fact.profile;
  return [triedFact({ promotion: led.promotion, code, profile }, fact.timestamp, nth)];
}

function keep(input: Input, asked: Asked, codes: QuotedCodes, points: PointsQuoted | undefined): Outcome<CheckoutPart> {
  const { fact, now } = input;
  const { subject: profile } = fact;
  const { order, key, hash, minutes } = asked;
  const json = fact.properties?.['checkout'];
  const { currency, totalMinor } = orderFromJson(isJsonObject(json) ? json : {});
  const id = reservationIdOf(profile, order, key, fact.messageId);
  const claims = codes.codes.map((each) => claimOf(input, each, { id, order, currency }));
  const isAsked = claims.length > 0;
  const reservation: Reservation = {
    ...{ id, key, hash, order, currency, totalMinor: String(totalMinor), claims: claims.map(asReserved) },
    state: isAsked ? 'asked' : 'reserved',
    reservedAt: now,
    expiresAt: now + minutes * minuteMs,
    ...(points === undefined ? {} : { points: pointsToJson(points) }),
    ...(isAsked ? { waiting: [waitingOf(input)] } : {}),
  };
  const facts = claims.map((claim) =>
    claim.single === undefined
      ? factAbout(claimPromotion, claim.promotion, claim, fact.timestamp)
      : factAbout(claimCode, claim.single, claim, fact.timestamp),
  );
  const aside =
    points === undefined || points.acceptedMinor === 0n
      ? []
      : [
          asideFact(
            fact.subject,
            { kind: 'set_aside', about: id, key: id, profile, unit: points.unit, amountMinor: points.acceptedMinor },
            fact.timestamp,
          ),
        ];
  const outcome = changed(input, reservation, {
    outcome: isAsked ? 'reservation_asked' : 'reservation_made',
    facts: [...aside, ...facts],
    uses: { promotions: claims.map(({ promotion }) => promotion), by: 1 },
  });
  return isAsked ? outcome : { ...outcome, reply: replyOf(input, reservation) };
}

function claimOf(
  { fact }: Input,
  { typed, discountMinor }: QuotedCode,
  { id, order, currency }: Pick<Reservation, 'id' | 'order' | 'currency'>,
): Claim {
  const { code, led } = typed;
  if (code === undefined || led === undefined)
    throw new Error(`The code ${typed.typed} was accepted and leads nowhere`);
  const { promotion, owner } = led;
  return {
    ...{ promotion, code, order, currency, profile: fact.subject, reservation: id },
    id: claimIdOf(id, promotion),
    single: owner.kind === 'shared' ? undefined : subjectOfCode(fact.workspace, code),
    amountMinor: discountMinor,
  };
}

function asReserved(claim: Claim): ReservedClaim {
  const { promotion, code, amountMinor } = claim;
  return { claim: claimToJson(claim), promotion, code, minor: String(amountMinor), state: 'asked' };
}

function waitingOf({ fact }: Input): { readonly lane: number; readonly messageId: string } {
  return { lane: fact.replyLane ?? fact.lane, messageId: fact.messageId };
}

/** The same checkout again: what stands is the answer, and who asks while codes are asked for waits with the first. */
function repeated(input: Input, same: Reservation): Outcome<CheckoutPart> {
  const { waiting = [] } = same;
  if (same.state !== 'asked' || waiting.length >= reservationLimits.waiting) return { reply: replyOf(input, same) };
  const next = withReservation(ownPart(input), { ...same, waiting: [...waiting, waitingOf(input)] });
  return { parts: new Map([[input.fact.subject, next]]) };
}
