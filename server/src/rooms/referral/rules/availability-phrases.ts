import type { Bonus, ProgramDefinition, Reward } from '@sarafan/contract';
import { canonicalJson } from '../../../kit/values/json.ts';
import { counted, type Sentence, sentenceOf, type TextValues } from '../../../kit/values/sentences.ts';
import { availabilityTexts, promisedAvailabilityTexts } from '../texts-availability.ts';
import { countTexts } from '../texts-promise.ts';
import { giftPhrase } from './reward-phrases.ts';
import type { NamedUnit } from './unit-words.ts';

const say = (key: keyof (typeof availabilityTexts)['en'], values: TextValues = {}): Sentence =>
  sentenceOf(availabilityTexts, key, values);
const promise = (key: keyof (typeof promisedAvailabilityTexts)['en'], values: TextValues = {}): Sentence =>
  sentenceOf(promisedAvailabilityTexts, key, values);
const daysWords = (days: number): Sentence => counted(countTexts, 'day', days);

/** When one reward may be spent, in one sentence; none where it is handed out as soon as that can be done. */
export function availabilityRules({ holdDays, accrual, fulfil }: Reward): Sentence[] {
  const way = fulfil === undefined ? 'spent' : 'handed';
  if (accrual !== undefined) return [say(`${way}_${accrual.every}`, { when: accrualWords(accrual, holdDays) })];
  if (holdDays > 0) return [say(`${way}Held`, { hold: daysWords(holdDays) })];
  return way === 'spent' ? [say('spent')] : [];
}

/** When a bonus may be spent once it is granted. */
export function bonusAvailabilityRules({ holdDays, approval, fulfil }: Bonus): Sentence[] {
  const way = fulfil === undefined ? 'spent' : 'handed';
  const hold = daysWords(holdDays);
  if (approval !== undefined) return [say(holdDays > 0 ? `${way}HeldChecked` : `${way}Checked`, { hold })];
  if (holdDays > 0) return [say(`${way}Held`, { hold })];
  return way === 'spent' ? [say('spent')] : [];
}

/** What waits for the end of its period waits for its hold as well, where that is longer. */
function accrualWords({ afterDays = 0, approval }: NonNullable<Reward['accrual']>, holdDays: number): Sentence {
  return say('when', {
    days: afterDays === 0 ? '' : say('andDays', { days: daysWords(afterDays) }),
    hold: holdDays === 0 ? '' : say('andHold', { hold: daysWords(holdDays) }),
    check: approval === undefined ? '' : say('andCheck'),
  });
}

/**
 * When the rewards of a program may be spent. Where some wait for the end of a period and some do not, those that do
 * not are named one by one, so that no two sentences are about the same reward.
 */
export function promisedAvailability(
  { rewards }: ProgramDefinition,
  units: ReadonlyMap<string, NamedUnit>,
): Sentence[] {
  const waiting = rewards.filter(({ accrual }) => accrual !== undefined);
  const others = rewards.filter(({ accrual }) => accrual === undefined);
  if (waiting.length === 0) return heldRules(rewards);
  const kinds = new Map(waiting.map((reward) => [kindOf(reward), reward]));
  const waits = [...kinds.values()].flatMap(availabilityRules);
  if (others.length === 0) return waits;
  const told = others.flatMap((reward) => giftRules(reward, units));
  const [only, ...more] = kinds.values();
  if (only?.accrual === undefined || only.fulfil !== undefined || more.length > 0) return [...told, ...waits];
  return [...told, say(`others_${only.accrual.every}`, { when: accrualWords(only.accrual, only.holdDays) })];
}

const kindOf = ({ accrual, holdDays, fulfil }: Reward): string =>
  canonicalJson({ accrual: accrual ?? null, holdDays, isHanded: fulfil !== undefined });

function giftRules(reward: Reward, units: ReadonlyMap<string, NamedUnit>): Sentence[] {
  const { holdDays, fulfil } = reward;
  const gift = giftPhrase(reward, units);
  if (holdDays > 0) return [promise('giftHeld', { gift, hold: daysWords(holdDays) })];
  return fulfil === undefined ? [promise('giftAtOnce', { gift })] : [];
}

/** In one sentence where it is the same for all, else in one for each side, which says whose rewards it is about. */
function heldRules(rewards: readonly Reward[]): Sentence[] {
  if (new Set(rewards.map(({ holdDays }) => holdDays)).size <= 1) return [heldRule(rewards, 'everybodys')];
  return (['friend', 'referrer'] as const).flatMap((side) => {
    const own = rewards.filter(({ to }) => to === side);
    return own.length === 0 ? [] : [heldRule(own, `${side}s`)];
  });
}

/** It speaks of a payment only where every reward is for one. */
function heldRule(rewards: readonly Reward[], of: 'everybodys' | 'friends' | 'referrers'): Sentence {
  const whose = promise(of);
  const holds = [...new Set(rewards.map(({ holdDays }) => holdDays))];
  const longest = Math.max(0, ...holds);
  const cause = rewards.every(({ on }) => on === undefined || 'order' in on) ? 'payment' : 'anything';
  if (longest === 0) return promise(`atOnce_${cause}`, { whose });
  return promise(`${holds.length === 1 ? 'held' : 'heldAtMost'}_${cause}`, { whose, hold: daysWords(longest) });
}
