import type { ProgramDefinition, RewardGrant } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { checkHoldings, checkLedger } from '../crash/checks/money.ts';
import { tellOfBans } from '../support/bans.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// What is handed out through all that may happen to its holder, told to the public API on the virtual clock.

let world: RecipeWorld;
afterEach(async () => {
  const { database, keys } = world.school;
  const faults = [
    ...(await checkLedger(database.pool, keys.workspace)),
    ...(await checkHoldings(database.pool, keys.workspace)),
  ];
  await world.close();
  if (faults.length > 0) throw new Error(`The books do not agree (INV-3, REW-6): ${JSON.stringify(faults)}`);
});

const handedOut = (to: 'referrer' | 'friend', fulfil: object | undefined, more: object = {}) => ({
  ...{ to, unit: 'glass', amount: '2', holdDays: 0, on: { order: 'first_matching' }, ...more },
  ...(fulfil === undefined ? {} : { fulfil }),
});
const byPerson = { by: 'person' };

async function open(...rewards: readonly object[]): Promise<void> {
  world = await createRecipe('wine-shop', (definition) => {
    return { ...definition, correctionDays: 90, rewards: rewards as ProgramDefinition['rewards'] };
  });
}

async function gifts(query = ''): Promise<readonly RewardGrant[]> {
  const { items } = (await world.school.api('GET', `/api/v1/rewards/fulfilments?${query}`)) as { items: RewardGrant[] };
  return items;
}
const states = async (): Promise<string[]> =>
  (await gifts()).map(({ state, fulfilment }) => `${state} ${fulfilment?.state}`).toSorted();
const say = (grant: string | undefined, verb: string): Promise<unknown> =>
  world.school.api('POST', `/api/v1/rewards/grants/${grant}/${verb}`, { note: 'At the desk' });

describe('when profiles join and part', () => {
  test('what waits goes with its profile, is handed out there, and that may be undone there', async () => {
    await open(handedOut('friend', byPerson));
    const { school } = world;
    // A browser that a server knows by its order alone has a reward of its own.
    await school.server({ type: 'identify', anonymousId: 'browser', traits: { referral_code: world.code } });
    school.clock.advance(60_000);
    const properties = { order_id: 'o-1', total: 1_000, currency: 'RUB' };
    await school.server({ type: 'track', event: 'Order Completed', anonymousId: 'browser', properties });
    expect(await states()).toEqual(['waiting waiting']);
    await school.server({ type: 'identify', userId: 'boris', anonymousId: 'browser' });
    const [gift] = await gifts();
    expect(gift?.holderPerson?.userId).toBe('boris');
    await say(gift?.grant, 'fulfil');
    expect(await states()).toEqual(['fulfilled done']);
    await say(gift?.grant, 'reopen');
    expect(await world.holds('boris', 'glass')).toBe('0 and 2 pending');
    const person = await school.person('boris');
    const { rows } = await school.database.pool.query<{ profile_id: string }>(
      'select profile_id from rewards_grants where workspace_id = $1',
      [school.keys.workspace],
    );
    await school.api('POST', `/api/v1/people/persons/${person}/separations`, { profile: rows[0]?.profile_id });
    expect((await gifts())[0]?.holderPerson?.userId ?? null).toBeNull();
    await say(gift?.grant, 'fulfil');
    expect(await states()).toEqual(['fulfilled done']);
    expect(await world.holds('boris', 'glass')).toBe('0');
  });
});

describe('a ban (REF-76)', () => {
  const ban = async (): Promise<string> => {
    const payload = { userId: referrer, reason: 'spam', note: 'Letters' };
    const { ban: id } = (await world.school.api('POST', '/api/v1/referral/programs/wine-shop/bans', payload)) as {
      ban: string;
    };
    await tellOfBans(world.school);
    return id;
  };
  const lift = async (id: string): Promise<void> => {
    await world.school.api('POST', `/api/v1/referral/programs/wine-shop/bans/${id}/lift`, { note: 'A mistake' });
    await tellOfBans(world.school);
  };

  test('cancels what waits, and lifted lets it wait again', async () => {
    await open(handedOut('referrer', byPerson));
    await world.invite('boris');
    await world.pays('boris', 1_000);
    const id = await ban();
    expect(await states()).toEqual(['clawed_back cancelled']);
    await lift(id);
    expect(await states()).toEqual(['clawed_back cancelled', 'waiting waiting']);
  });

  test('makes a debt of what was handed out, which lifted it settles, and gives nothing twice (REW-25)', async () => {
    await open(handedOut('referrer', byPerson));
    await world.invite('boris');
    await world.pays('boris', 1_000);
    await say((await gifts())[0]?.grant, 'fulfil');
    for (let round = 0; round < 2; round += 1) {
      const id = await ban();
      expect(await world.holds(referrer, 'glass')).toBe('-2');
      await lift(id);
      expect(await world.holds(referrer, 'glass')).toBe('0');
    }
    expect(await gifts('state=waiting')).toEqual([]);
  });
});

describe('corrections, limits and versions', () => {
  test('what was handed out is not taken back by a correction but reviewed, whatever else there is', async () => {
    const order = { conditions: { not: { trait: 'legal_form', is: 'eq', value: 'company' } } };
    await open(handedOut('referrer', byPerson, order), handedOut('referrer', undefined, { amount: '5' }));
    await world.invite('boris');
    await world.pays('boris', 1_000);
    await say((await gifts())[0]?.grant, 'fulfil');
    await world.school.server({ type: 'identify', userId: 'boris', traits: { legal_form: 'company' } });
    expect(await world.holds(referrer, 'glass')).toBe('5');
    expect((await gifts()).map(({ state, review }) => `${state} ${review}`)).toEqual(['review spent']);
    await world.school.api('POST', `/api/v1/rewards/grants/${(await gifts())[0]?.grant}/refuse`, { note: 'A firm' });
    expect(await world.holds(referrer, 'glass')).toBe('3');
    expect(await states()).toEqual(['clawed_back done']);
  });

  test('what waits is cancelled by a correction', async () => {
    const order = { conditions: { not: { trait: 'legal_form', is: 'eq', value: 'company' } } };
    await open(handedOut('referrer', byPerson, order));
    await world.invite('boris');
    await world.pays('boris', 1_000);
    await world.school.server({ type: 'identify', userId: 'boris', traits: { legal_form: 'company' } });
    expect(await states()).toEqual(['clawed_back cancelled']);
  });

  test('after a hold, an end of the month and a check it waits, and not before', async () => {
    const accrual = { every: 'month', afterDays: 1, approval: 'manual' };
    await open(handedOut('referrer', { by: 'webhook' }, { holdDays: 3, accrual }));
    await world.invite('boris');
    await world.pays('boris', 1_000);
    world.school.clock.advance(40 * dayMs);
    await world.school.settle();
    expect(await gifts()).toEqual([]);
    const { items } = (await world.school.api('GET', '/api/v1/rewards/grants?state=accrual')) as {
      items: RewardGrant[];
    };
    await world.school.api('POST', `/api/v1/rewards/grants/${items[0]?.grant}/approve`, { note: 'Checked' });
    expect(await states()).toEqual(['waiting waiting']);
    expect((await gifts())[0]?.fulfilment?.by).toBe('webhook');
  });

  test('a grant keeps the way under which it arose', async () => {
    await open(handedOut('referrer', byPerson));
    await world.invite('boris');
    await world.pays('boris', 1_000);
    const path = '/api/v1/referral/programs';
    const { definition } = (await world.school.api('GET', `${path}/wine-shop`)) as { definition: ProgramDefinition };
    const rewards = [handedOut('referrer', undefined)];
    await world.school.api('POST', path, {
      key: 'wine-shop',
      definition: { ...definition, rewards },
      appliesTo: 'all',
    });
    await world.school.settle();
    await world.pays('boris', 1_000);
    expect(await states()).toEqual(['waiting waiting']);
  });
});

test('the liability is what is still to be handed out', async () => {
  await open(handedOut('referrer', byPerson), handedOut('referrer', { by: 'webhook' }, { amount: '3' }));
  await world.invite('boris');
  await world.pays('boris', 1_000);
  const glasses = async () => {
    const costs = (await world.school.api('GET', '/api/v1/referral/programs/wine-shop/costs')) as {
      liability: { unit: string; pending: string }[];
    };
    return costs.liability.find(({ unit }) => unit === 'glass')?.pending;
  };
  expect(await glasses()).toBe('5');
  await say((await gifts('by=webhook'))[0]?.grant, 'fulfil');
  expect(await glasses()).toBe('2');
});
