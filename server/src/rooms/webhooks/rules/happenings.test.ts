import { webhookTypes } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import type { SubjectId } from '../../../kit/values/ids.ts';
import { happeningsOf, type Seen } from './happenings.ts';
import { bodyOf, dataOf } from './message.ts';
import { sampleData } from './samples.ts';
import { toldIn, toldTo, wantedBy } from './told.ts';

const now = Date.UTC(2026, 4, 1);
const friend = 'per_7fbbbbbbbbbbbbbbbb' as SubjectId;
const grant = {
  ...{ id: 'grt_1', program: 'prg_1', version: 3, side: 'referrer', holder: 'per_00aaaaaaaaaaaaaaaa', friend },
  ...{ order: 'o-1', unit: 'points', amountMinor: '1250', availableAt: now, nth: 1, slot: '2' },
};
const webhook = { ...grant, fulfil: { by: 'webhook' } };
const seen: Seen = { fact: { subject: friend }, now, rewards: [], referral: [] };
const reward = (outcome: string, detail: object): Seen => ({
  ...seen,
  rewards: [{ about: 'prg_1', outcome, detail: { grant, ...detail } }],
});
const expiry = (outcome: string): Seen => ({
  ...seen,
  rewards: [
    {
      about: 'points',
      outcome,
      detail: { unit: 'points', amount: '12000', left: '0', expiresAt: '2026-05-15T00:00:00.000Z' },
    },
  ],
});
const pair = (outcome: string, detail: object): Seen => ({
  ...seen,
  referral: [{ about: 'prg_1', outcome, detail: { ...detail } }],
});
const typesOf = (given: Seen): string[] => happeningsOf(given).map(({ type }) => type);

describe('what is told of a decision', () => {
  it.each<[string, Seen, string[]]>([
    ['a grant without a hold', reward('reward_granted', {}), ['reward.granted', 'reward.available']],
    [
      'a grant that is held',
      reward('reward_granted', { grant: { ...grant, availableAt: now + 1 } }),
      ['reward.granted'],
    ],
    ['a grant that waits to be handed out', reward('reward_granted', { waits: true }), ['reward.granted']],
    ['what a server is to hand out', reward('reward_due', { grant: webhook }), ['reward.due']],
    ['what a person is to hand out', reward('reward_due', { grant: { ...grant, fulfil: { by: 'person' } } }), []],
    ['what was handed out', reward('reward_fulfilled', { reference: '17' }), ['reward.fulfilled']],
    ['the end of a hold', reward('reward_available', {}), ['reward.available']],
    ['a claw-back', reward('reward_clawed_back', { because: 'refunded' }), ['reward.revoked']],
    ['a grant that a browser asked for', reward('reward_refused', { failed: 'untrusted' }), []],
    ['a spending', { ...seen, rewards: [{ about: 'per_1', outcome: 'reward_spent', detail: {} }] }, []],
    ['a participant', pair('participant_joined', { program: 'prg_1', code: 'CODE' }), ['participant.joined']],
    ['a verdict', pair('waiting', { program: 'prg_1', version: 1, status: 'waiting' }), ['pair.changed']],
    ['a verdict with a review', pair('review', { program: 'prg_1', version: 1, status: 'refused' }), ['pair.changed']],
    ['a cap that is used up', pair('cap_reached', { grant, left: '0' }), []],
    ['a review that somebody decided', pair('review_approved', { grant: 'grt_1', note: 'fine' }), []],
    ['a reminder', expiry('rewards_expiring'), ['reward.expiring']],
    ['the end of rewards', expiry('rewards_expired'), ['reward.expired']],
    ['nothing', seen, []],
  ])('%s', (_what, given, types) => {
    expect(typesOf(given)).toEqual(types);
  });

  it.each([
    ['spent', { review: 'open', reason: 'spent' }],
    ['window_closed', { review: 'open', reason: 'window_closed' }],
    ['approved', { review: 'approved', reason: null }],
    [null, { review: 'closed', reason: null }],
  ])('a review that is %s', (review, told) => {
    const [happening] = happeningsOf({ ...seen, reviewed: { grant, review } });
    expect(happening).toMatchObject({ type: 'reward.reviewed', data: told });
  });
});

describe('what a message says', () => {
  const known = { userId: (person: string) => (person === friend ? 'boris' : null), exponent: () => 2 };

  it('of a reward', () => {
    const [revoked] = happeningsOf(reward('reward_clawed_back', { because: 'refunded' }));
    expect(revoked && dataOf(revoked, known)).toEqual({
      ...{ reward: 'grt_1', program: 'prg_1', version: 3, side: 'referrer', order: 'o-1', unit: 'points' },
      ...{ amount: '12.50', availableAt: '2026-05-01T00:00:00.000Z', state: 'clawed_back', reason: 'refunded' },
      holder: { person: 'per_00aaaaaaaaaaaaaaaa', userId: null },
      friend: { person: friend, userId: 'boris' },
    });
  });

  it('of what expires', () => {
    const [expiring] = happeningsOf(expiry('rewards_expiring'));
    expect(expiring && dataOf(expiring, known)).toEqual({
      ...{ unit: 'points', amount: '120.00', expiresAt: '2026-05-15T00:00:00.000Z' },
      holder: { person: friend, userId: 'boris' },
    });
  });

  it('of a pair, also when nothing is left of the invitation', () => {
    const touch = { referrer: 'per_00aaaaaaaaaaaaaaaa', channel: 'code', code: 'SECRET22' };
    const verdict = { program: 'prg_1', version: 2, status: 'rewarded', touch, order: { id: 'o-1', totalMinor: '1' } };
    const [rewarded] = happeningsOf(pair('rewarded', verdict));
    expect(rewarded && dataOf(rewarded, known)).toEqual({
      ...{ program: 'prg_1', version: 2, status: 'rewarded', reason: null, channel: 'code', order: 'o-1' },
      friend: { person: friend, userId: 'boris' },
      referrer: { person: 'per_00aaaaaaaaaaaaaaaa', userId: null },
    });
    const [unbound] = happeningsOf(
      pair('refused', { program: 'prg_1', version: 2, status: 'refused', reason: 'unbound' }),
    );
    expect(unbound && dataOf(unbound, known)).toMatchObject({ reason: 'unbound', referrer: null, channel: null });
  });

  it('a sample has the form of what it stands for, and says that it is a test', () => {
    const told = happeningsOf({
      ...reward('reward_granted', {}),
      reviewed: { grant, review: 'spent' },
      referral: [
        { about: 'p', outcome: 'participant_joined', detail: { program: 'prg_1', code: 'CODE' } },
        { about: 'p', outcome: 'waiting', detail: { program: 'prg_1', version: 1, status: 'waiting' } },
      ],
    });
    const [revoked] = happeningsOf(reward('reward_clawed_back', { because: 'refunded' }));
    const expiries = ['rewards_expiring', 'rewards_expired'].flatMap((outcome) => happeningsOf(expiry(outcome)));
    const handedOut = ['reward_due', 'reward_fulfilled'].flatMap((outcome) =>
      happeningsOf(reward(outcome, { grant: webhook })),
    );
    const real = new Map(
      [...told, ...expiries, ...handedOut, ...(revoked === undefined ? [] : [revoked])].map((each) => [
        each.type,
        each,
      ]),
    );
    for (const type of webhookTypes) {
      const body = JSON.parse(bodyOf(type, now, sampleData(type, now), true)) as { test: boolean; data: object };
      expect(body, type).toMatchObject({ type, timestamp: '2026-05-01T00:00:00.000Z', test: true });
      const happening = real.get(type);
      if (happening === undefined) expect(type).toBe('program.launched');
      else expect(Object.keys(body.data).sort(), type).toEqual(Object.keys(dataOf(happening, known)).sort());
    }
    expect(bodyOf('reward.granted', now, {}, false)).toBe(
      '{"type":"reward.granted","timestamp":"2026-05-01T00:00:00.000Z","data":{}}',
    );
  });
});

describe('who is told (WHK-9)', () => {
  const subscription = (id: string, ...types: readonly (typeof webhookTypes)[number][]) => {
    return { subscription: id as Parameters<typeof wantedBy>[0][number]['subscription'], types };
  };

  it('whoever subscribed to the type, and nobody else', () => {
    const wanted = wantedBy([subscription('a', 'reward.granted'), subscription('b', 'reward.granted', 'pair.changed')]);
    const [granted, available] = happeningsOf(reward('reward_granted', {}));
    if (granted === undefined || available === undefined) throw new Error('Nothing happened');
    const item = toldTo(wanted, granted, now, '7.1.0');
    expect(item).toMatchObject({ channel: 'webhook', key: '7.1.0', outlives: true });
    expect(item && toldIn(item.payload)).toMatchObject({ type: 'reward.granted', at: now, to: ['a', 'b'] });
    expect(toldTo(wanted, available, now, '7.1.1')).toBeUndefined();
  });
});
