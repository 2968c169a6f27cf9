import type { Fact } from '../../../engine/fact.ts';
import type { Decision } from '../../../engine/reactor.ts';
import type { SubjectId } from '../../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../../kit/values/json.ts';
import { type EpochMs, isoMoment } from '../../../kit/values/time.ts';
import type { Happening } from '../types.ts';

/** What the rooms below decided about a fact, as far as others are told of it. */
export interface Seen {
  readonly fact: Pick<Fact, 'subject'>;
  readonly now: EpochMs;
  readonly rewards: readonly Decision[];
  readonly referral: readonly Decision[];
  /** A reward that came into review or out of it: why it is in review, that it was approved, or null. */
  readonly reviewed?: { readonly grant: JsonObject; readonly review: string | null };
}

/** What happened, in the order in which it was decided. The same decisions always give the same list. */
export function happeningsOf(seen: Seen): readonly Happening[] {
  return [
    ...seen.rewards.flatMap((decision) => [...ofReward(decision, seen.now), ...ofExpiry(decision, seen.fact.subject)]),
    ...reviewOf(seen),
    ...seen.referral.flatMap((decision) => ofReferral(decision, seen.fact.subject)),
  ];
}

function ofReward({ outcome, detail }: Decision, now: EpochMs): Happening[] {
  const grant = detail['grant'];
  if (!isJsonObject(grant)) return [];
  switch (outcome) {
    case 'reward_granted': {
      const isHeld = moment(grant, 'availableAt') > now;
      const state = detail['waits'] === true ? 'waiting' : isHeld ? 'pending' : 'available';
      const granted = aboutReward('reward.granted', grant, { state });
      return state === 'available' ? [granted, available(grant)] : [granted];
    }
    case 'reward_due': {
      const fulfil = grant['fulfil'];
      // Who else hands it out needs nobody to tell them.
      const isAsked = isJsonObject(fulfil) && fulfil['by'] === 'webhook';
      return isAsked ? [aboutReward('reward.due', grant, { state: 'waiting' })] : [];
    }
    case 'reward_fulfilled': {
      const reference = typeof detail['reference'] === 'string' ? detail['reference'] : null;
      return [aboutReward('reward.fulfilled', grant, { state: 'fulfilled', reference })];
    }
    case 'reward_available':
      return [available(grant)];
    case 'reward_clawed_back': {
      const reason = typeof detail['because'] === 'string' ? detail['because'] : null;
      return [aboutReward('reward.revoked', grant, { state: 'clawed_back', reason })];
    }
    default:
      return [];
  }
}

const expiryTypes: Readonly<Record<string, Happening['type']>> = {
  rewards_expiring: 'reward.expiring',
  rewards_expired: 'reward.expired',
};

/** Part of what somebody has expires: it is of no single reward, since those of a day are not told apart. */
function ofExpiry({ outcome, detail }: Decision, holder: SubjectId): Happening[] {
  const type = expiryTypes[outcome];
  if (type === undefined) return [];
  const amount = { unit: textIn(detail, 'unit'), minor: textIn(detail, 'amount') };
  return [{ type, data: { expiresAt: textIn(detail, 'expiresAt') }, persons: { holder }, amount }];
}

/** Whoever pays out what can be spent hears of every reward here, also of one that is never held. */
function available(grant: JsonObject): Happening {
  return aboutReward('reward.available', grant, { state: 'available' });
}

function reviewOf({ reviewed }: Seen): Happening[] {
  if (reviewed === undefined) return [];
  const { grant, review } = reviewed;
  const told =
    review === null
      ? { review: 'closed', reason: null }
      : review === 'approved'
        ? { review: 'approved', reason: null }
        : { review: 'open', reason: review };
  return [aboutReward('reward.reviewed', grant, told)];
}

function aboutReward(type: Happening['type'], grant: JsonObject, more: JsonObject): Happening {
  return {
    type,
    data: {
      reward: textIn(grant, 'id'),
      program: textIn(grant, 'program'),
      version: grant['version'],
      side: textIn(grant, 'side'),
      order: textIn(grant, 'order'),
      availableAt: isoMoment(moment(grant, 'availableAt')),
      ...more,
    },
    persons: { holder: textIn(grant, 'holder') as SubjectId, friend: textIn(grant, 'friend') as SubjectId },
    amount: { unit: textIn(grant, 'unit'), minor: textIn(grant, 'amountMinor') },
  };
}

const verdicts: ReadonlySet<unknown> = new Set(['none', 'waiting', 'rewarded', 'refused', 'reversed']);

/** Of the decisions of the referral room those that tell of a verdict, and of a new participant. */
function ofReferral({ outcome, detail }: Decision, subject: SubjectId): Happening[] {
  if (outcome === 'participant_joined') {
    const data = { program: textIn(detail, 'program'), code: textIn(detail, 'code') };
    return [{ type: 'participant.joined', data, persons: { person: subject } }];
  }
  if (!verdicts.has(detail['status'])) return [];
  const touch = isJsonObject(detail['touch']) ? detail['touch'] : undefined;
  const order = isJsonObject(detail['order']) ? detail['order'] : undefined;
  const data = {
    program: textIn(detail, 'program'),
    version: detail['version'],
    status: detail['status'],
    reason: detail['reason'] ?? null,
    channel: touch?.['channel'] ?? null,
    order: order?.['id'] ?? null,
  };
  const referrer = touch === undefined ? {} : { referrer: textIn(touch, 'referrer') as SubjectId };
  return [{ type: 'pair.changed', data, persons: { friend: subject, ...referrer } }];
}

function moment(grant: JsonObject, name: string): EpochMs {
  const value = grant[name];
  if (typeof value !== 'number') throw new Error(`A grant's ${name} is missing`);
  return value;
}
