import type { WebhookType } from '@sarafan/contract';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { dayMs, type EpochMs, isoMoment } from '../../../kit/values/time.ts';
import type { Happening } from '../types.ts';
import { dataOf, type Known } from './message.ts';

/** Ids that no workspace has: what is told of them can be mistaken for nothing real. */
const program = 'prg_0000000000000000' as ProgramId;
const referrer = 'per_000000000000000000' as SubjectId;
const friend = 'per_000000000000000001' as SubjectId;

const known: Known = {
  userId: (person) => (person === referrer ? 'sample-referrer' : 'sample-friend'),
  exponent: () => 0,
};

function reward(type: WebhookType, at: EpochMs, more: JsonObject): Happening {
  return {
    type,
    data: {
      ...{ reward: 'grt_0000000000000000', program, version: 1, side: 'referrer', order: 'sample-order' },
      ...{ availableAt: isoMoment(at), ...more },
    },
    persons: { holder: referrer, friend },
    amount: { unit: 'points', minor: '500' },
  };
}

function expiry(type: WebhookType, at: EpochMs): Happening {
  return {
    type,
    data: { expiresAt: isoMoment(at) },
    persons: { holder: referrer },
    amount: { unit: 'points', minor: '120' },
  };
}

const samples: Readonly<Record<WebhookType, (at: EpochMs) => Happening>> = {
  'participant.joined': () => ({
    type: 'participant.joined',
    data: { program, code: 'SAMPLE22' },
    persons: { person: referrer },
  }),
  'pair.changed': () => ({
    type: 'pair.changed',
    data: { program, version: 1, status: 'rewarded', reason: null, channel: 'link', order: 'sample-order' },
    persons: { friend, referrer },
  }),
  'reward.granted': (at) => reward('reward.granted', at + 14 * dayMs, { state: 'pending' }),
  'reward.available': (at) => reward('reward.available', at, { state: 'available' }),
  'reward.due': (at) => reward('reward.due', at, { state: 'waiting' }),
  'reward.fulfilled': (at) => reward('reward.fulfilled', at, { state: 'fulfilled', reference: 'sample-parcel' }),
  'reward.reviewed': (at) => reward('reward.reviewed', at, { review: 'open', reason: 'spent' }),
  'reward.revoked': (at) => reward('reward.revoked', at, { state: 'clawed_back', reason: 'refunded' }),
  'reward.expiring': (at) => expiry('reward.expiring', at + 3 * dayMs),
  'reward.expired': (at) => expiry('reward.expired', at),
  'program.launched': () => ({
    type: 'program.launched',
    data: { program, key: 'sample-program', version: 1, note: 'A sample' },
    persons: {},
  }),
};

/** What a test says: of the same form as what it stands for. */
export function sampleData(type: WebhookType, at: EpochMs): JsonObject {
  return dataOf(samples[type](at), known);
}
