import { programLimits } from '@sarafan/contract';
import fc from 'fast-check';
import { expect } from 'vitest';
import { amountLimitMinor } from '../../../server/src/kit/values/amounts.ts';
import { canonicalJson } from '../../../server/src/kit/values/json.ts';
import { dayIn } from '../../../server/src/kit/values/zones.ts';
import { greatestCost } from '../../../server/src/rooms/referral/rules/cost.ts';
import { explainedEarnings } from '../../../server/src/rooms/referral/rules/explained-earnings.ts';
import { explainedDecision, verdictSentence } from '../../../server/src/rooms/referral/rules/explanation.ts';
import { refusedPayment } from '../../../server/src/rooms/referral/rules/payment-outcome.ts';
import { toldAtMost, verdictToJson } from '../../../server/src/rooms/referral/rules/verdict-json.ts';
import { definitions, exponents } from './definitions.ts';
import { type Fold, histories, type Judged, judgeFriend, programOf } from './friend.ts';

const inOrder = (length: number): number[] => Array.from({ length }, (_, index) => index);
const units = new Map([...exponents].map(([unit, exponent]) => [unit, { exponent, name: { ru: unit, en: unit } }]));

/** A definition, a history and another order of its arrival. */
const cases = fc
  .tuple(definitions, histories)
  .chain(([definition, history]) =>
    fc.tuple(
      fc.constant(definition),
      fc.constant(history),
      fc.shuffledSubarray(inOrder(history.length), { minLength: history.length }),
    ),
  );

function told({ verdict, owed, part }: Judged): unknown {
  return [verdictToJson(verdict), owed, canonicalJson(JSON.parse(JSON.stringify(part)))];
}

/** INV-2: whatever order the facts come in, the end is the same. */
export function orderDoesNotMatter(fold: Fold) {
  return fc.property(cases, ([definition, history, arrival]) => {
    const program = programOf(definition);
    const straight = judgeFriend(program, history, inOrder(history.length), fold);
    expect(told(judgeFriend(program, history, arrival, fold))).toEqual(told(straight));
  });
}

/** How much was tried: a property that says no to everybody has shown nothing. */
export interface Tried {
  owed: number;
  refused: number;
}

/** Every owed reward is one that the explanation calls earned, within the limits (INV-8). */
export function explanationAgrees(tried: Tried) {
  return fc.property(definitions, histories, (definition, history) => {
    const judged = judgeFriend(programOf(definition), history, inOrder(history.length));
    const { verdict } = judged;
    const earned = verdict.earnings.filter(({ status }) => status === 'earned');
    expect(judged.owed).toHaveLength(earned.length);
    expect(new Set(judged.owed).size).toBe(judged.owed.length);
    expect(verdict.earnings.length).toBeLessThanOrEqual(definition.rewards.length * programLimits.causes);
    for (const { amountMinor, status } of verdict.earnings) {
      expect(amountMinor !== undefined).toBe(status === 'earned');
      expect(amountMinor ?? 1n).toBeGreaterThan(0n);
      expect(amountMinor ?? 1n).toBeLessThanOrEqual(amountLimitMinor);
    }
    const explained = explainedEarnings(verdict, definition, units, dayIn('UTC'));
    expect(explained.filter(({ status }) => status === 'earned')).toHaveLength(earned.length);
    for (const { sentence, gift, status, reason } of explained) {
      expect(`${sentence.ru}${sentence.en}${gift.ru}${gift.en}`).not.toMatch(/[{}]|undefined|NaN/);
      expect(reason === null).toBe(status === 'earned');
    }
    expectHeadline(verdict);
    tried.owed += earned.length;
    tried.refused += explained.length - earned.length;
  });
}

/** The sentence of a whole pair, now and as it is stored, follows what was decided of its payments. */
function expectHeadline(verdict: Judged['verdict']): void {
  const dayOf = dayIn('UTC');
  const told = verdictSentence(verdict, dayOf);
  const stored = { id: '1.1.0', at: 0, outcome: verdict.status, revision: 1, detail: verdictToJson(verdict) };
  const ofPayments = verdict.earnings.filter(({ cause }) => cause.order !== undefined);
  if (verdict.earnings.length < toldAtMost) expect(explainedDecision(stored, dayOf).sentence).toEqual(told);
  if (verdict.status !== 'rewarded') return;
  const isPaid = ofPayments.some(({ status }) => status === 'earned');
  expect(/: (a|the first) payment was made on /.test(told.en)).toBe(isPaid);
  const refused = refusedPayment(verdict);
  const isRefused = ofPayments.every(({ status }) => status === 'refused' || status === 'reversed');
  expect(refused !== undefined).toBe(ofPayments.length > 0 && isRefused);
  if (refused !== undefined) expect(ofPayments.map(({ reason }) => reason)).toContain(refused.reason);
}

/**
 * No friend costs more than the checker says of the definition, in any unit. What limits and caps have no room for is
 * declined after the verdict, so they are left out on both sides.
 */
export function costIsBounded(tried: { bounded: number }) {
  return fc.property(definitions, histories, ({ cap: _cap, ...definition }, history) => {
    const rewards = definition.rewards.map(({ perPerson: _limit, ...reward }) => reward);
    const { verdict } = judgeFriend(programOf({ ...definition, rewards }), history, inOrder(history.length));
    for (const { unit, minor } of greatestCost({ ...definition, rewards }, exponents)) {
      const own = verdict.earnings.filter(({ reward }) => rewards[reward]?.unit === unit);
      const cost = own.reduce((sum, { amountMinor = 0n }) => sum + amountMinor, 0n);
      if (minor === undefined) continue;
      expect(cost).toBeLessThanOrEqual(minor);
      if (cost > 0n) tried.bounded += 1;
    }
  });
}
