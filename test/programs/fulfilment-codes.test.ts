import type { ProgramDefinition, PromoCode, Promotion, RewardGrant } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { commandFact } from '../../server/src/engine/index.ts';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { CodeGiving, subjectOfCode } from '../../server/src/rooms/promotions/index.ts';
import { checkHoldings, checkLedger } from '../crash/checks/money.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// Rewards that are given as promo codes which work once, told to the public API on the virtual clock.

let world: RecipeWorld;
let promotion: string;
afterEach(async () => {
  const { database, keys } = world.school;
  const faults = [
    ...(await checkLedger(database.pool, keys.workspace)),
    ...(await checkHoldings(database.pool, keys.workspace)),
  ];
  await world.close();
  if (faults.length > 0) throw new Error(`The books do not agree (INV-3, REW-6): ${JSON.stringify(faults)}`);
});

const coupons = {
  ...{ name: { ru: 'Подарок', en: 'A gift' }, kind: 'single' },
  ...{ discount: { percent: '10' }, perPerson: 5 },
};

/** A game that gives whoever brought a player a promo code. */
async function open(): Promise<void> {
  world = await createRecipe('online-game');
  const { school } = world;
  ({ promotion } = (await school.api('POST', '/api/v1/promotions', { definition: coupons })) as Promotion);
  const path = '/api/v1/referral/programs';
  const { definition } = (await school.api('GET', `${path}/online-game`)) as { definition: ProgramDefinition };
  const rewards = definition.rewards.map((reward) => ({ ...reward, fulfil: { by: 'promo_code', promotion } }));
  const clawBack = 'full_refund';
  const order = [
    { to: 'friend', unit: 'character', amount: '1', holdDays: 0, fulfil: { by: 'promo_code', promotion } },
  ];
  const next = { ...definition, friend: { knownForDays: 1 }, clawBack, rewards: [...rewards, ...order] };
  await school.api('POST', path, { key: 'online-game', definition: next });
}

const makeCodes = (count: number): Promise<unknown> =>
  world.school.api('POST', `/api/v1/promotions/${promotion}/batches`, { count });

async function players(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await world.invite(name);
    await world.happens(name, 'Level Reached', { level: 20 });
  }
}

/** Several processes bring codes and rewards together, until there is nothing to do. */
async function give(processes = 1): Promise<void> {
  const { database, clock, rooms } = world.school;
  const { inbox } = rooms.engine;
  const works = Array.from({ length: processes }, () => new CodeGiving({ pool: database.pool, clock, inbox }));
  for (let round = 0; round < 4; round += 1) {
    await Promise.all([rooms.codeGiving.step(), ...works.map((work) => work.step())]);
    await world.school.settle();
    clock.advance(minuteMs);
  }
}

async function gifts(query = ''): Promise<readonly RewardGrant[]> {
  const { items } = (await world.school.api('GET', `/api/v1/rewards/fulfilments?limit=200&${query}`)) as {
    items: RewardGrant[];
  };
  return items;
}

async function codes(): Promise<readonly PromoCode[]> {
  const url = `/api/v1/promotions/${promotion}/codes?limit=200`;
  return ((await world.school.api('GET', url)) as { items: PromoCode[] }).items;
}

const counted = (all: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const each of all) counts[each] = (counts[each] ?? 0) + 1;
  return counts;
};
const told = async (): Promise<Promotion> =>
  (await world.school.api('GET', `/api/v1/promotions/${promotion}`)) as Promotion;

describe('a promo code as a reward (REW-26, PRM-9)', () => {
  test('waits as long as there is none, which its promotion says, and goes on when some are made', async () => {
    await open();
    await players('boris');
    await give();
    expect((await gifts()).map(({ fulfilment }) => fulfilment?.state)).toEqual(['waiting']);
    expect((await told()).waitingRewards).toBe(1);
    expect(await world.holds(referrer, 'character')).toBe('0 and 1 pending');
    await makeCodes(2);
    await give();
    const [gift] = await gifts();
    expect(gift).toMatchObject({ state: 'fulfilled', fulfilment: { by: 'promo_code', state: 'done', promotion } });
    expect((await told()).waitingRewards).toBe(0);
    const given = (await codes()).filter(({ state }) => state === 'given');
    expect(given.map(({ code }) => code)).toEqual([gift?.fulfilment?.code]);
    expect(given[0]?.holderPerson?.userId).toBe(referrer);
    expect(await world.holds(referrer, 'character')).toBe('0');
  });

  test('no code is given twice and no reward has two, however many processes give them (INV-1)', async () => {
    await open();
    await players(...Array.from({ length: 9 }, (_, index) => `player-${index}`));
    await makeCodes(12);
    await give(4);
    const all = await gifts();
    expect(counted(all.map(({ state }) => state))).toEqual({ fulfilled: 9 });
    const given = all.map(({ fulfilment }) => fulfilment?.code ?? '');
    expect(new Set(given).size).toBe(9);
    const state = new Map((await codes()).map((each) => [each.code, each.state]));
    expect(given.map((code) => state.get(code))).toEqual(given.map(() => 'given'));
    expect(counted([...state.values()])).toEqual({ given: 9, free: 3 });
  });

  test('of several codes for one grant all but one come back, and of several grants one has a code', async () => {
    await open();
    await players('boris', 'clara');
    await makeCodes(4);
    const [one, two] = (await gifts()).map(({ grant, holder }) => ({ grant, profile: holder }));
    const [a, b, c] = (await codes()).map(({ code }) => code);
    const { clock, keys, rooms } = world.school;
    const offer = (to: typeof one, code = '') => {
      const command = { workspace: keys.workspace, name: 'Give Reward Code', to: subjectOfCode(keys.workspace, code) };
      const properties = { grant: to?.grant ?? '', profile: to?.profile ?? '', promotion, code };
      return commandFact({ ...command, messageId: `${to?.grant} ${code}`, properties }, clock);
    };
    await rooms.engine.inbox.accept([offer(one, a), offer(one, b), offer(one, c), offer(two, a)]);
    await world.school.settle();
    expect(counted((await gifts()).map(({ state }) => state))).toEqual({ fulfilled: 1, waiting: 1 });
    expect(counted((await codes()).map(({ state }) => state))).toEqual({ given: 1, free: 3 });
    await give();
    expect(counted((await gifts()).map(({ state }) => state))).toEqual({ fulfilled: 2 });
    expect(counted((await codes()).map(({ state }) => state))).toEqual({ given: 2, free: 2 });
  });

  test('a code that came too late or was one too many is free again (REW-25)', async () => {
    await open();
    await players('boris');
    const order = await world.pays('boris', 1_000);
    await makeCodes(1);
    const { rooms } = world.school;
    // Both are on their way at once: the code is offered when its reward is taken back.
    await rooms.codeGiving.step();
    const refund = world.refunds('boris', order);
    await refund;
    await give();
    const states = counted((await gifts()).map(({ state, fulfilment }) => `${state} ${fulfilment?.state}`));
    const free = counted((await codes()).map(({ state }) => state));
    expect([states, free]).toEqual([{ 'fulfilled done': 1, 'clawed_back cancelled': 1 }, { given: 1 }]);
  });

  test('a code that somebody has at the checkout is not given, and one that was given may be used', async () => {
    await open();
    const { school } = world;
    await makeCodes(2);
    const [first, second] = (await codes()).map(({ code }) => code);
    const reserve = (userId: string, code: string | undefined) =>
      school.api('POST', '/api/v1/checkout/reservations', {
        ...{ userId, order: `of-${userId}`, key: userId, currency: 'RUB', total: 1_000, codes: [code] },
      });
    await school.server({ type: 'identify', userId: 'stranger' });
    await reserve('stranger', first);
    await players('boris');
    await give();
    expect((await gifts())[0]?.fulfilment?.code).toBe(second);
    const { reservation } = (await reserve(referrer, second)) as { reservation: string };
    expect(counted((await codes()).map(({ state }) => state))).toEqual({ reserved: 2 });
    await school.api('POST', `/api/v1/checkout/reservations/${reservation}/release`, {});
    expect((await codes()).find(({ code }) => code === second)?.state).toBe('given');
  });

  test('a paused promotion gives nothing, and support may hand something else out', async () => {
    await open();
    const { school } = world;
    await players('boris');
    await makeCodes(1);
    await school.api('POST', `/api/v1/promotions/${promotion}/status`, { status: 'paused' });
    await give();
    const [gift] = await gifts();
    expect(gift?.state).toBe('waiting');
    await school.api('POST', `/api/v1/rewards/grants/${gift?.grant}/fulfil`, { note: 'A mug instead' });
    await school.api('POST', `/api/v1/promotions/${promotion}/status`, { status: 'active' });
    await give();
    expect((await gifts())[0]?.fulfilment).toMatchObject({ state: 'done', code: null, note: 'A mug instead' });
    expect((await codes()).map(({ state }) => state)).toEqual(['free']);
  });
});

test('a promotion that does not exist, or has no codes that work once, is refused (REF-18)', async () => {
  await open();
  const { school } = world;
  const shared = (await school.api('POST', '/api/v1/promotions', {
    definition: { ...coupons, kind: 'shared' },
  })) as Promotion;
  const { definition } = (await school.api('GET', '/api/v1/referral/programs/online-game')) as {
    definition: ProgramDefinition;
  };
  const problems = async (named: string): Promise<unknown> => {
    const rewards = definition.rewards.map((reward) => ({ ...reward, fulfil: { by: 'promo_code', promotion: named } }));
    const answer = await school.api('POST', '/api/v1/referral/programs/check', {
      definition: { ...definition, rewards: rewards.slice(0, 1) },
    });
    return (answer as { problems: { path: string; code: string }[] }).problems.map(({ code }) => code);
  };
  expect(await problems('prm_000000000000000000')).toEqual(['unknown_promotion']);
  expect(await problems(shared.promotion)).toEqual(['promotion_not_single']);
  expect(await problems(promotion)).toEqual([]);
});
