import type { Ban, Participant, ProgramDefinition } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { type BanWorld, openBanWorld } from '../support/bans.ts';

// Bans of participants, told to the public API on the virtual clock: MGR-9 and what is ours about it.

let world: BanWorld;
afterEach(() => world.close());

async function open(definition?: ProgramDefinition): Promise<void> {
  world = await openBanWorld(definition);
}

const invite = (userId: string, by?: string): Promise<void> => world.invite(userId, by);
const pays = (userId: string, more?: object): Promise<string> => world.pays(userId, more);
const refunds = (userId: string, order: string): Promise<void> => world.refunds(userId, order);
const spend = (userId: string, amount: string): Promise<unknown> => world.spend(userId, amount);

interface Told {
  readonly status: string;
  readonly reason: string | null;
  readonly sentence: { readonly en: string };
  readonly earnings: readonly { readonly to: string; readonly status: string; readonly reason: string | null }[];
}

const explained = (userId: string): Promise<Told> =>
  world.school.api('GET', `/api/v1/referral/explanations?program=language-school&userId=${userId}`) as Promise<Told>;

/** Who of the participants is banned since which day, as their list tells it. */
async function bannedSince(): Promise<Record<string, string | undefined>> {
  const { items } = (await world.school.api('GET', '/api/v1/referral/programs/language-school/participants')) as {
    items: readonly Participant[];
  };
  return Object.fromEntries(items.map((each) => [each.owner?.userId, each.bannedSince?.slice(0, 10)]));
}

/** What somebody has of a unit: what may be spent and what waits. */
async function holds(userId: string, unit: string): Promise<{ available: number; pending: number }> {
  const person = await world.school.person(userId);
  const { items } = (await world.school.api('GET', `/api/v1/ledger/balances?person=${person}`)) as {
    items: { unit: string; available: string; pending: string }[];
  };
  const held = items.find((each) => each.unit === unit);
  return { available: Number(held?.available ?? 0), pending: Number(held?.pending ?? 0) };
}

describe('MGR-9 a ban annuls all rewards, and an appeal restores them (REF-75)', () => {
  test('what was spent is a debt, the friend keeps what is theirs; lifted, the former balance is back', async () => {
    await open();
    for (const friend of ['boris', 'vera']) {
      await invite(friend);
      await pays(friend);
    }
    await spend('anna', '3');
    expect(await world.school.lessons('anna')).toBe(1n);
    // Spending changes nothing about when: the correction window has closed long ago.
    world.school.clock.advance(100 * dayMs);
    const ban = await world.ban('anna');
    expect(await world.school.lessons('anna')).toBe(-3n);
    expect(await world.school.lessons('boris')).toBe(2n);
    expect(await explained('boris')).toMatchObject({
      status: 'rewarded',
      earnings: [
        { to: 'referrer', status: 'refused', reason: 'inviter_banned' },
        { to: 'friend', status: 'earned', reason: null },
      ],
    });
    await world.lift(ban);
    expect(await world.school.lessons('anna')).toBe(1n);
    expect(await world.school.lessons('boris')).toBe(2n);
    expect(await explained('boris')).toMatchObject({ earnings: [{ status: 'earned' }, { status: 'earned' }] });
  });

  test('whom they invite from then on counts for nobody; lifted, it counts for both', async () => {
    await open();
    const ban = await world.ban('anna', 'lookalike_site');
    expect(await bannedSince()).toEqual({ anna: '2026-01-15' });
    await invite('boris');
    await pays('boris');
    expect(await world.school.lessons('anna')).toBe(0n);
    expect(await world.school.lessons('boris')).toBe(0n);
    expect(await explained('boris')).toMatchObject({
      status: 'refused',
      reason: 'inviter_banned',
      sentence: { en: 'Whoever invited was banned from the program on January 15, 2026, so no reward is due' },
    });
    await world.lift(ban);
    expect(await bannedSince()).toEqual({ anna: undefined });
    expect(await world.school.lessons('anna')).toBe(2n);
    expect(await world.school.lessons('boris')).toBe(2n);
  });

  test('a friend of before who pays behind the ban has their own reward, and brings none', async () => {
    await open();
    await invite('boris');
    const ban = await world.ban('anna');
    await pays('boris');
    expect(await world.school.lessons('anna')).toBe(0n);
    expect(await world.school.lessons('boris')).toBe(2n);
    await world.lift(ban);
    expect(await world.school.lessons('anna')).toBe(2n);
  });

  test('two bans in a row, each lifted: exactly what was there', async () => {
    await open();
    await invite('boris');
    await pays('boris');
    for (let round = 0; round < 2; round += 1) {
      const ban = await world.ban('anna');
      expect(await world.school.lessons('anna')).toBe(0n);
      await world.lift(ban);
      expect(await world.school.lessons('anna')).toBe(2n);
    }
  });

  test('what is refunded behind the ban does not come back', async () => {
    await open();
    await invite('boris');
    await invite('vera');
    const order = await pays('boris');
    await pays('vera');
    const ban = await world.ban('anna');
    await refunds('boris', order);
    await world.lift(ban);
    expect(await world.school.lessons('anna')).toBe(2n);
    expect(await world.school.lessons('boris')).toBe(0n);
    expect(await world.school.lessons('vera')).toBe(2n);
  });

  test('a reward on hold is annulled where it is, and comes back on hold until the same moment', async () => {
    const held = languageSchool.rewards.map((reward) => ({ ...reward, holdDays: 14 }));
    await open({ ...languageSchool, rewards: held });
    await invite('boris');
    await pays('boris');
    const ban = await world.ban('anna');
    expect(await holds('anna', 'lesson')).toEqual({ available: 0, pending: 0 });
    world.school.clock.advance(7 * dayMs);
    await world.lift(ban);
    expect(await holds('anna', 'lesson')).toEqual({ available: 0, pending: 2 });
    world.school.clock.advance(7 * dayMs);
    await world.school.settle();
    expect(await holds('anna', 'lesson')).toEqual({ available: 2, pending: 0 });
  });

  test.each([
    ['behind the ban', false, ['ban', 'expire', 'lift'], 0n],
    ['before it', false, ['expire', 'ban', 'lift'], 0n],
    ['after it', false, ['ban', 'lift', 'expire'], 0n],
    ['behind it, spent in time', true, ['ban', 'expire', 'lift'], 0n],
    ['before it, spent in time', true, ['expire', 'ban', 'lift'], 0n],
  ] as const)('a reward that expires %s is what it would be without it', async (_name, isSpent, steps, left) => {
    const expires = { endOf: 'day', after: 7 } as const;
    await open({ ...languageSchool, rewards: languageSchool.rewards.map((reward) => ({ ...reward, expires })) });
    await invite('boris');
    await pays('boris');
    if (isSpent) await spend('anna', '2');
    let ban: Ban | undefined;
    for (const step of steps) {
      if (step === 'ban') ban = await world.ban('anna');
      else if (step === 'lift' && ban !== undefined) await world.lift(ban);
      else world.school.clock.advance(10 * dayMs);
      await world.school.settle();
    }
    expect(await world.school.lessons('anna')).toBe(left);
  });

  test('a reward in review comes back to the queue, and what a person let stand stands again', async () => {
    await open();
    for (const friend of ['boris', 'vera']) {
      await invite(friend);
      await pays(friend);
    }
    await spend('anna', '4');
    for (const userId of ['boris', 'vera']) {
      await world.school.server({ type: 'identify', userId, traits: { legal_form: 'company' } });
    }
    const inReview = async (): Promise<string[]> => {
      const { items } = (await world.school.api('GET', '/api/v1/rewards/grants?state=review')) as {
        items: { grant: string; side: string }[];
      };
      return items.flatMap(({ grant, side }) => (side === 'referrer' ? [grant] : []));
    };
    const [first = ''] = await inReview();
    await world.school.api('POST', `/api/v1/rewards/grants/${first}/approve`, { note: 'It stands' });
    expect(await inReview()).toHaveLength(1);
    expect(await world.school.lessons('anna')).toBe(0n);
    const ban = await world.ban('anna');
    expect(await inReview()).toEqual([]);
    expect(await world.school.lessons('anna')).toBe(-4n);
    await world.lift(ban);
    expect(await inReview()).toHaveLength(1);
    expect(await world.school.lessons('anna')).toBe(0n);
  });

  test('another inviter’s invitation counts where the latest is of somebody banned', async () => {
    await open();
    const others = await world.school.codeOf('olga');
    const ban = await world.ban('anna');
    await invite('boris', others);
    await invite('boris');
    await pays('boris');
    expect([await world.school.lessons('olga'), await world.school.lessons('anna')]).toEqual([2n, 0n]);
    expect(await world.school.lessons('boris')).toBe(2n);
    await world.lift(ban);
    // As if the ban had never been: the latest invitation counts.
    expect([await world.school.lessons('olga'), await world.school.lessons('anna')]).toEqual([0n, 2n]);
    expect(await world.school.lessons('boris')).toBe(2n);
  });

  test('a ban is from one program: in another all stays', async () => {
    await open();
    const { exclusive: _alone, ...twin } = languageSchool;
    await world.school.api('POST', '/api/v1/referral/programs', { key: 'twin', definition: twin });
    const { code: second } = (await world.school.api('POST', '/api/v1/referral/programs/twin/participants', {
      userId: 'anna',
    })) as { code: string };
    await invite('boris', second);
    await pays('boris');
    await world.ban('anna');
    expect(await world.school.lessons('anna')).toBe(2n);
  });
});

/** Every way in which two sequences may be told one among the other. */
function interleaved<Item>(left: readonly Item[], right: readonly Item[]): Item[][] {
  const [first, second] = [left[0], right[0]];
  if (first === undefined || second === undefined) return [[...left, ...right]];
  return [
    ...interleaved(left.slice(1), right).map((rest) => [first, ...rest]),
    ...interleaved(left, right.slice(1)).map((rest) => [second, ...rest]),
  ];
}

const bans = ['ban', 'lift'] as const;
type Step = 'invite' | 'pay' | 'spend' | 'refund' | (typeof bans)[number];

describe('a ban that was lifted is as if it had never been (REF-76)', () => {
  const stories: readonly (readonly Step[])[] = [
    ['invite', 'pay'],
    ['invite', 'pay', 'spend'],
    ['invite', 'pay', 'refund'],
  ];

  test.each(stories.map((story) => ({ story })))('whenever it began and ended: $story', async ({ story }) => {
    await open();
    const told: { readonly steps: readonly Step[]; readonly held: readonly bigint[] }[] = [];
    for (const [index, steps] of [story, ...interleaved<Step>(story, bans)].entries()) {
      const [inviter, friend] = [`inviter-${index}`, `friend-${index}`];
      const ofInviter = await world.school.codeOf(inviter);
      let standing: Ban | undefined;
      let order = '';
      const does: Readonly<Record<Step, () => Promise<unknown>>> = {
        invite: () => invite(friend, ofInviter),
        pay: async () => {
          order = await pays(friend);
        },
        // Behind a ban there is nothing to spend.
        spend: () => spend(inviter, '2').catch(() => undefined),
        refund: () => refunds(friend, order),
        ban: async () => {
          standing = await world.ban(inviter);
        },
        lift: async () => {
          if (standing !== undefined) await world.lift(standing);
        },
      };
      for (const step of steps) await does[step]();
      const isSpent = steps.includes('spend') && !isBehindBan(steps, 'spend');
      const held = [(await world.school.lessons(inviter)) + (isSpent ? 2n : 0n), await world.school.lessons(friend)];
      told.push({ steps, held });
    }
    const [without] = told;
    expect(told.length).toBeGreaterThan(6);
    for (const { steps, held } of told) expect(held, steps.join(', ')).toEqual(without?.held);
  });

  function isBehindBan(steps: readonly Step[], step: Step): boolean {
    const at = steps.indexOf(step);
    return at > steps.indexOf('ban') && steps.includes('ban') && at < steps.indexOf('lift');
  }
});

describe('whoever invited somebody who is banned', () => {
  const levels: ProgramDefinition = {
    ...languageSchool,
    attribution: { ...languageSchool.attribution, windowDays: 3_650 },
    rewards: [...languageSchool.rewards, { to: 'referrer', level: 2, unit: 'lesson', amount: '1', holdDays: 0 }],
  };

  test('keeps what they have for friends of before, and has nothing for those who came behind the ban', async () => {
    await open(levels);
    await invite('vera');
    const ofVera = await world.school.codeOf('vera');
    await pays('vera');
    await invite('boris', ofVera);
    await pays('boris');
    // Two for Vera, and one for whom Vera invited.
    expect(await world.school.lessons('anna')).toBe(3n);
    expect(await world.school.lessons('vera')).toBe(4n);
    const ban = await world.ban('vera');
    expect(await world.school.lessons('anna')).toBe(3n);
    expect(await world.school.lessons('vera')).toBe(2n);
    await invite('gleb', ofVera);
    await pays('gleb');
    expect(await world.school.lessons('anna')).toBe(3n);
    await world.lift(ban);
    expect(await world.school.lessons('anna')).toBe(4n);
    expect(await world.school.lessons('vera')).toBe(6n);
  });

  test('loses what is two levels up where it is they who are banned', async () => {
    await open(levels);
    await invite('vera');
    const ofVera = await world.school.codeOf('vera');
    await invite('boris', ofVera);
    await pays('boris');
    expect([await world.school.lessons('anna'), await world.school.lessons('vera')]).toEqual([1n, 2n]);
    const ban = await world.ban('anna');
    expect([await world.school.lessons('anna'), await world.school.lessons('vera')]).toEqual([0n, 2n]);
    await world.lift(ban);
    expect([await world.school.lessons('anna'), await world.school.lessons('vera')]).toEqual([1n, 2n]);
  });
});

describe('a marketplace’s manager (MGR-9)', () => {
  const managers = '/api/v1/referral/programs/marketplace-managers';
  const join = async (userId: string): Promise<string> => {
    await pays(userId, { total: 2_500 });
    const application = { fullName: 'Иванова Рита', born: '1990-05-09' };
    const joined = await world.school.api('POST', `${managers}/participants`, { userId, application });
    return (joined as { code: string }).code;
  };

  test('orders by the code of somebody banned pay nobody, those by another’s do, and all come back', async () => {
    await open();
    await world.school.api('POST', '/api/v1/referral/recipes/marketplace-managers/install', {});
    const [rita, olga] = [await join('rita'), await join('olga')];
    await invite('boris', rita);
    expect(await holds('boris', 'point')).toEqual({ available: 300, pending: 0 });
    await pays('boris', { total: 2_500, coupon: rita });
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 500 });
    const ban = await world.ban('rita', 'targeted_advertising', 'marketplace-managers');
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 0 });
    expect(await holds('boris', 'point')).toEqual({ available: 300, pending: 0 });
    // A friend of Olga's who names Rita's code: for nobody behind the ban.
    await invite('vera', olga);
    await pays('vera', { total: 3_000, coupon: rita });
    await pays('vera', { total: 3_000, coupon: olga });
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 0 });
    expect(await holds('olga', 'point')).toEqual({ available: 0, pending: 500 });
    const orders = (await world.school.api(
      'GET',
      '/api/v1/referral/explanations?program=marketplace-managers&userId=vera',
    )) as Told;
    const ofOrders = orders.earnings.filter(({ to, reason }) => to === 'referrer' && reason !== null);
    expect(ofOrders).toContainEqual(expect.objectContaining({ reason: 'inviter_banned' }));
    await world.lift(ban);
    expect(await holds('rita', 'point')).toEqual({ available: 0, pending: 1_000 });
    expect(await holds('olga', 'point')).toEqual({ available: 0, pending: 500 });
  });
});

describe('bonuses of somebody banned (REF-75)', () => {
  const bonus: ProgramDefinition = {
    ...languageSchool,
    bonuses: [{ by: 'friends', holdDays: 0, steps: [{ from: '1', unit: 'lesson', amount: '10' }] }],
  };

  test('are annulled and restored, and one that is reached behind the ban is given when it is lifted', async () => {
    await open(bonus);
    await invite('boris');
    await pays('boris');
    expect(await world.school.lessons('anna')).toBe(12n);
    const ban = await world.ban('anna');
    expect(await world.school.lessons('anna')).toBe(0n);
    await world.lift(ban);
    expect(await world.school.lessons('anna')).toBe(12n);
  });

  test('reached behind the ban they are given when it is lifted', async () => {
    await open(bonus);
    await invite('boris');
    const ban = await world.ban('anna');
    await pays('boris');
    expect(await world.school.lessons('anna')).toBe(0n);
    await world.lift(ban);
    expect(await world.school.lessons('anna')).toBe(12n);
  });
});
