import type { DecideInput, Outcome } from '../../../engine/reactor.ts';
import { amountLimitMinor } from '../../../kit/values/amounts.ts';
import { textIn } from '../../../kit/values/json.ts';
import { availableOf, moveHolding, noRewards, type RewardsPart } from './holdings.ts';
import { takeFromLots } from './lots.ts';
import { movementEffect } from './movement.ts';

export const spendReward = 'Spend Reward';

/**
 * A person pays with what all their profiles hold: only what is available, and never below zero. It is the spending of
 * the profile that it was told under, so when profiles part, each has what it was given less what it spent.
 */
export function decideSpending(input: DecideInput<RewardsPart, undefined>): Outcome<RewardsPart> {
  const { fact } = input;
  const unit = textIn(fact.properties, 'unit');
  const text = fact.properties?.['amountMinor'];
  const amount = typeof text === 'string' && /^\d{1,18}$/.test(text) ? BigInt(text) : 0n;
  if (amount <= 0n || amount > amountLimitMinor) return { reply: { status: 'refused', reason: 'not_an_amount' } };
  const available = availableOf(input.parts.values(), unit);
  if (available < amount) {
    const result = { unit, available: String(available), asked: String(amount) };
    return {
      reply: { status: 'refused', reason: 'not_enough', result },
      decisions: [{ about: unit, outcome: 'spending_refused', detail: result }],
    };
  }
  const left = String(available - amount);
  const { parts } = takeFromLots(input.parts, unit, amount);
  return {
    parts: parts.set(fact.profile, moveHolding(parts.get(fact.profile) ?? noRewards, unit, 0n, -amount)),
    effects: [
      movementEffect({
        key: `spend:${fact.messageId}`,
        kind: 'spend',
        about: fact.messageId,
        unit,
        amountMinor: amount,
        from: { holder: fact.subject, compartment: 'available' },
        to: 'shop',
      }),
    ],
    decisions: [{ about: unit, outcome: 'spent', detail: { unit, amount: String(amount), left } }],
    reply: { status: 'done', result: { unit, spent: String(amount), available: left } },
  };
}
