import type { DecideInput, Outcome, Reactor } from '../../engine/reactor.ts';
import type { ProfileId } from '../../kit/values/ids.ts';
import { type JsonObject, textIn } from '../../kit/values/json.ts';
import { loadPromotions } from './reactor-definitions.ts';
import {
  type Claim,
  claimIn,
  claimPromotion,
  claimToJson,
  factAbout,
  freeCode,
  promotionClaimed,
  promotionDeclined,
  redeemPromotion,
  releasePromotion,
  tryCode,
} from './rules/claim.ts';
import { closeAlarm, giveCodes } from './rules/commands.ts';
import type { PromotionDefinitions } from './rules/definitions.ts';
import { codeBack, codeGiven, givenEffect } from './rules/giving.ts';
import type { Refusal } from './rules/judge.ts';
import { refusalOfStanding, type Standing, untouched, withoutUse, withTry, withUse } from './rules/standing.ts';
import { applyPromotions } from './store.ts';

type Input = DecideInput<Standing, PromotionDefinitions>;

/**
 * A promotion is what many persons share, so it is a subject of its own: its lane alone counts uses and budget, in the
 * order of arrival, and raises the alarm. Only servers' words reach it.
 */
export const promotionReactor: Reactor<Standing, PromotionDefinitions> = {
  name: 'promotions',
  subjects: ['prm'],
  loadDefinitions: loadPromotions,
  decide(input) {
    const { fact } = input;
    if (fact.trust !== 'server') return {};
    if (fact.type === 'command') return decideCommand(input);
    if (fact.type !== 'derived') return {};
    switch (fact.name) {
      case claimPromotion:
        return claim(input, claimIn(fact.properties));
      case releasePromotion:
        return release(input, claimIn(fact.properties));
      case redeemPromotion:
        return redeem(input, claimIn(fact.properties));
      case tryCode:
        return tried(input);
      case codeGiven:
        return { effects: [givenEffect(fact.properties, true)] };
      case codeBack:
        return { effects: [givenEffect(fact.properties, false)] };
      default:
        return {};
    }
  },
  apply: applyPromotions,
};

function decideCommand(input: Input): Outcome<Standing> {
  const { fact } = input;
  if (fact.name === giveCodes) return give(input);
  if (fact.name !== closeAlarm) return {};
  const alarm = textIn(fact.properties, 'alarm');
  const note = textIn(fact.properties, 'note');
  return {
    effects: [{ closed: { alarm, note } }],
    decisions: [{ about: fact.subject, outcome: 'alarm_closed', detail: { alarm, note } }],
    reply: { status: 'done', result: { alarm } },
  };
}

/** The codes that nobody had are the promotion's from now on: the fact claimed them for it. */
function give(input: Input): Outcome<Standing> {
  const { fact, conflicts } = input;
  const taken = new Set(conflicts.map(({ key }) => key.value));
  const codes = (fact.claims ?? []).filter(({ kind, value }) => kind === 'code' && !taken.has(value));
  if (codes.length === 0) return { reply: { status: 'refused', reason: 'code_taken' } };
  const { batch, holder } = fact.properties ?? {};
  const values = codes.map(({ value }) => value);
  const given = { codes: values, batch: batch ?? null, holder: holder ?? null };
  return {
    effects: [{ given }],
    decisions: [
      { about: fact.subject, outcome: 'codes_given', detail: { count: values.length, batch: batch ?? null } },
    ],
    reply: { status: 'done', result: { codes: values.slice(0, 1), count: values.length } },
  };
}

function standingOf({ parts, fact }: Input): Standing {
  return parts.get(fact.subject) ?? untouched;
}

function claim(input: Input, asked: Claim): Outcome<Standing> {
  const { fact, definitions } = input;
  const promotion = definitions.promotions.get(fact.subject);
  const refused: Refusal | undefined =
    promotion === undefined
      ? { reason: 'unknown_code', values: {} }
      : refusalOfStanding(promotion, standingOf(input), asked.amountMinor);
  const attempt = attempted(input, asked.profile, standingOf(input));
  if (refused !== undefined) {
    const { reason, values } = refused;
    const told = { refused: { reason, values } };
    const freed = asked.single === undefined ? [] : [factAbout(freeCode, asked.single, asked, fact.timestamp)];
    return {
      ...attempt,
      facts: [factAbout(promotionDeclined, asked.profile, asked, fact.timestamp, told), ...freed],
      decisions: [
        ...(attempt.decisions ?? []),
        { about: fact.subject, outcome: 'use_declined', detail: { claim: claimToJson(asked), ...told } },
      ],
    };
  }
  const standing = withUse(attempt.part ?? standingOf(input), asked.amountMinor);
  return {
    part: standing,
    effects: [...(attempt.effects ?? []), useEffect(asked, 'reserved')],
    facts: [factAbout(promotionClaimed, asked.profile, asked, fact.timestamp)],
    decisions: [
      ...(attempt.decisions ?? []),
      { about: fact.subject, outcome: 'use_reserved', detail: { claim: claimToJson(asked), taken: standing.taken } },
    ],
  };
}

/** A use that was granted is given back: its reservation ended without a payment. */
function release(input: Input, released: Claim): Outcome<Standing> {
  const freed =
    released.single === undefined ? [] : [factAbout(freeCode, released.single, released, input.fact.timestamp)];
  return {
    part: withoutUse(standingOf(input), released.amountMinor),
    effects: [useEffect(released, 'released')],
    facts: freed,
    decisions: [{ about: input.fact.subject, outcome: 'use_released', detail: { claim: claimToJson(released) } }],
  };
}

function redeem(input: Input, redeemed: Claim): Outcome<Standing> {
  const known = standingOf(input);
  return {
    part: { ...known, redeemed: known.redeemed + 1 },
    effects: [useEffect(redeemed, 'redeemed')],
    decisions: [{ about: input.fact.subject, outcome: 'use_redeemed', detail: { claim: claimToJson(redeemed) } }],
  };
}

/** Somebody tried a code in vain. A code of one person that another tries is an alarm by itself. */
function tried(input: Input): Outcome<Standing> {
  const { fact } = input;
  const profile = textIn(fact.properties, 'profile') as ProfileId;
  const code = textIn(fact.properties, 'code');
  const attempt = attempted(input, profile, standingOf(input));
  const nth = fact.properties?.['nth'];
  if (typeof nth !== 'number') return attempt;
  const alarm = { kind: 'code_of_another', code, profile, persons: nth, paused: false };
  // The first tells that there is something to look at; further ones are counted.
  const isNews = nth === 1;
  return {
    ...attempt,
    effects: [...(attempt.effects ?? []), { alarm }],
    decisions: [
      ...(attempt.decisions ?? []),
      ...(isNews ? [{ about: fact.subject, outcome: 'leak_alarm', detail: alarm }] : []),
    ],
  };
}

function attempted(input: Input, profile: ProfileId, known: Standing): Outcome<Standing> & { part?: Standing } {
  const { fact, now, definitions } = input;
  const promotion = definitions.promotions.get(fact.subject);
  if (promotion === undefined) return {};
  const { standing, alarm: persons } = withTry(promotion, known, profile, now);
  const part = standing === known ? {} : { part: standing };
  if (persons === undefined) return part;
  const paused = standing.pausedVersion === promotion.version;
  const alarm = { kind: 'many_persons', persons, paused };
  return {
    ...part,
    effects: [{ alarm: { ...alarm, code: null, profile: null } }],
    decisions: [{ about: fact.subject, outcome: 'leak_alarm', detail: alarm }],
  };
}

function useEffect(claimed: Claim, state: 'reserved' | 'redeemed' | 'released'): JsonObject {
  return { use: { ...claimToJson(claimed), state } };
}
