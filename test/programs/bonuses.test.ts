import type { Bonus, ProgramDefinition } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// Rewards of whoever invites for all that they have brought, told to the public API on the virtual clock.

let world: RecipeWorld;
afterEach(() => world.close());

const leads = (count: number): string[] => Array.from({ length: count }, (_, index) => `lead-${index + 1}`);

async function bring(count: number, sales: number): Promise<string[]> {
  const names = leads(count);
  for (const name of names) await world.invite(name);
  const orders: string[] = [];
  for (const name of names.slice(0, sales)) orders.push(await world.pays(name, 10_000));
  return orders;
}

/** The month of the virtual clock is over, and so are the days after it. */
async function closeMonth(): Promise<void> {
  world.school.clock.advance(40 * dayMs);
  await world.school.settle();
}

describe('LED-1 leads of a month (REF-56)', () => {
  test('ten sales of a hundred leads: 300 for each, and nothing before the month is over', async () => {
    world = await createRecipe('accounting-leads');
    await bring(100, 10);
    expect(await world.holds(referrer, 'rub')).toBe('0');
    await closeMonth();
    expect(await world.holds(referrer, 'rub')).toBe('30000.00');
  });

  test('eleven sales: 350 for each of them', async () => {
    world = await createRecipe('accounting-leads');
    await bring(100, 11);
    await closeMonth();
    expect(await world.holds(referrer, 'rub')).toBe('35000.00');
  });
});

describe('a bonus follows the facts of its period (REF-56)', () => {
  test('INV-2 a sale that is told late adds what is missing, a refund takes that back', async () => {
    world = await createRecipe('accounting-leads');
    await bring(100, 10);
    const { school } = world;
    const timestamp = new Date(school.clock.now()).toISOString();
    await closeMonth();
    const late = { order_id: 'late', total: 10_000, currency: 'RUB' };
    await school.server({
      ...{ type: 'track', event: 'Order Completed', userId: 'lead-50', timestamp, messageId: 'late', properties: late },
    });
    expect(await world.holds(referrer, 'rub')).toBe('35000.00');
    expect(await bonusesOf(referrer)).toEqual(['30000.00', '5000.00']);
    await world.refunds('lead-50', 'late');
    expect(await world.holds(referrer, 'rub')).toBe('30000.00');
  });

  test('what was spent is not taken back by itself: a person decides', async () => {
    world = await createRecipe('accounting-leads');
    const [order = ''] = await bring(10, 2);
    await closeMonth();
    const spending = { userId: referrer, unit: 'rub', amount: '3500' };
    await world.school.api('POST', '/api/v1/rewards/spendings', spending);
    await world.refunds('lead-1', order);
    expect(await world.holds(referrer, 'rub')).toBe('0.00');
    const { items } = (await world.school.api('GET', '/api/v1/rewards/grants?state=review')) as { items: object[] };
    expect(items).toMatchObject([{ amount: '3500.00', side: 'bonus', review: 'spent' }]);
  });

  test('each month has its own, by the calendar of the program', async () => {
    world = await createRecipe('accounting-leads');
    await bring(2, 0);
    // The last hour of January in Moscow, and the first of February.
    world.school.clock.moveTo(Date.UTC(2026, 0, 31, 20, 30));
    await world.invite('lead-3');
    world.school.clock.moveTo(Date.UTC(2026, 0, 31, 21, 30));
    await world.invite('lead-4');
    world.school.clock.moveTo(Date.UTC(2026, 1, 5, 20, 59, 59));
    await world.school.settle();
    expect(await bonusesOf(referrer)).toEqual([]);
    world.school.clock.moveTo(Date.UTC(2026, 1, 5, 21, 0, 0));
    await world.school.settle();
    expect(await bonusesOf(referrer)).toEqual(['900.00']);
    world.school.clock.advance(40 * dayMs);
    await world.school.settle();
    expect(await bonusesOf(referrer)).toEqual(['900.00', '300.00']);
  });

  test('a version that is launched within a month says what the next one brings', async () => {
    world = await createRecipe('accounting-leads');
    await bring(2, 0);
    await relaunch((definition) => withLead(definition, '500'));
    await world.invite('lead-3');
    await closeMonth();
    expect(await world.holds(referrer, 'rub')).toBe('900.00');
    await world.invite('lead-4');
    await closeMonth();
    expect(await world.holds(referrer, 'rub')).toBe('1400.00');
  });

  test('the explanation says how it stands before the month is over, and what it came to', async () => {
    world = await createRecipe('accounting-leads');
    await bring(4, 1);
    const open = await world.explain(referrer);
    expect(open.bonuses).toEqual([
      {
        ...{
          version: 1,
          bonus: 0,
          period: 'month:2026-01',
          state: 'open',
          reached: '25',
          unit: 'rub',
          amount: '1400.00',
        },
        dueAt: '2026-02-05T21:00:00.000Z',
        sentence: {
          ru: 'Январь 2026. Продаж на сто заявок: 25, это 1\u00a0400\u00a0₽. Премию начисляют 5 февраля 2026 г.',
          en:
            'January 2026. Sales in a hundred leads: 25, which is 1,400\u00a0₽. ' +
            'The bonus is granted on February 5, 2026',
        },
      },
    ]);
    await closeMonth();
    const { bonuses, rewards, decisions } = await world.explain(referrer);
    expect(bonuses[0]).toMatchObject({ state: 'earned', dueAt: null });
    expect(bonuses[0]?.sentence.ru).toBe('Январь 2026. Продаж на сто заявок: 25. Премия — 1\u00a0400\u00a0₽');
    expect(rewards).toMatchObject([{ side: 'bonus', amount: '1400.00', state: 'available' }]);
    expect(decisions[0]?.sentence.ru).toBe('Положена премия: достигнуто 25');
  });
});

test('a bonus for all time that stands in another place of a later version is not given again', async () => {
  const reached: Bonus = { by: 'leads', steps: [{ from: '2', unit: 'rub', amount: '100' }], holdDays: 0 };
  const prize: Bonus = { by: 'sales', steps: [{ from: '9', unit: 'rub', amount: '5' }], holdDays: 0 };
  world = await createRecipe('accounting-leads', (definition) => ({ ...definition, bonuses: [reached] }));
  await bring(2, 0);
  expect(await bonusesOf(referrer)).toEqual(['100.00']);
  await relaunch((definition) => ({ ...definition, bonuses: [prize, reached] }));
  await world.invite('lead-3');
  expect(await bonusesOf(referrer)).toEqual(['100.00']);
  const more = { ...reached, steps: [{ from: '2', unit: 'rub', amount: '150' }] };
  await relaunch((definition) => ({ ...definition, bonuses: [prize, more] }));
  await world.invite('lead-4');
  expect(await bonusesOf(referrer)).toEqual(['100.00', '50.00']);
  const less = { ...reached, steps: [{ from: '2', unit: 'rub', amount: '10' }] };
  await relaunch((definition) => ({ ...definition, bonuses: [less] }));
  await world.invite('lead-5');
  expect(await bonusesOf(referrer)).toEqual(['100.00', '50.00']);
});

describe('a bonus is tried before it is launched', () => {
  const replayed = async (definition: ProgramDefinition): Promise<Record<string, unknown>[]> => {
    const url = '/api/v1/referral/programs/accounting-leads/replay';
    const { http, keys } = world.school;
    const headers = { authorization: `Bearer ${keys.apiKey}` };
    const { body } = await http.inject({ method: 'POST', url, headers, payload: { definition } });
    return body
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  test('person by person, and in the totals', async () => {
    world = await createRecipe('accounting-leads');
    await bring(4, 0);
    await closeMonth();
    const { definition } = (await world.school.api('GET', '/api/v1/referral/programs/accounting-leads')) as {
      definition: ProgramDefinition;
    };
    const same = await replayed(definition);
    expect(same.filter(({ line }) => line === 'bonus')).toEqual([]);
    expect(same.at(-1)).toMatchObject({ bonuses: 0, totals: [{ side: 'bonus', before: '1200.00', after: '1200.00' }] });
    const lines = await replayed(withLead(definition, '500'));
    expect(lines.filter(({ line }) => line === 'bonus')).toMatchObject([
      {
        holderPerson: { userId: referrer },
        before: [{ side: 'bonus', unit: 'rub', amount: '1200.00' }],
        after: [{ side: 'bonus', unit: 'rub', amount: '2000.00' }],
      },
    ]);
    expect(lines.at(-1)).toMatchObject({ bonuses: 1, totals: [{ difference: '800.00' }] });
  });
});

/** What stands of somebody's bonuses, oldest first. */
async function bonusesOf(userId: string): Promise<string[]> {
  const person = await world.school.person(userId);
  const { items } = (await world.school.api('GET', `/api/v1/rewards/grants?person=${person}`)) as {
    items: { amount: string; side: string; state: string }[];
  };
  return items
    .flatMap(({ amount, side, state }) => (side === 'bonus' && state !== 'clawed_back' ? [amount] : []))
    .toReversed();
}

function withLead(definition: ProgramDefinition, amount: string): ProgramDefinition {
  const [bonus] = definition.bonuses ?? [];
  if (bonus === undefined) throw new Error('The recipe has a bonus');
  const steps = bonus.steps.map((step) => ({ ...step, amount: { each: 'leads' as const, amount } }));
  return { ...definition, bonuses: [{ ...bonus, steps }] };
}

async function relaunch(change: (definition: ProgramDefinition) => ProgramDefinition): Promise<void> {
  const url = '/api/v1/referral/programs/accounting-leads';
  const { definition } = (await world.school.api('GET', url)) as { definition: ProgramDefinition };
  await world.school.api('POST', '/api/v1/referral/programs', {
    key: 'accounting-leads',
    definition: change(definition),
  });
}

/** Whoever invites takes part under a code of their own. */
async function inviteBy(inviter: string, friend: string): Promise<void> {
  const { school } = world;
  const { code } = (await school.api('POST', '/api/v1/referral/programs/gather-a-team/participants', {
    userId: inviter,
  })) as { code: string };
  await world.invite(friend, { referral_code: code, phone: `+7900${friend.length}${friend.codePointAt(0) ?? 0}` });
}

/** Lessons of the chain, without those of pairs. */
async function chainLessons(userId: string): Promise<number> {
  const person = await world.school.person(userId);
  const { items } = (await world.school.api('GET', `/api/v1/rewards/grants?person=${person}`)) as {
    items: { amount: string; order: string; state: string }[];
  };
  const ofChain = items.filter(({ order, state }) => order.startsWith('~bonus') && state !== 'clawed_back');
  return ofChain.reduce((sum, { amount }) => sum + Number(amount), 0);
}

async function each(people: readonly string[]): Promise<number[]> {
  const lessons: number[] = [];
  for (const person of people) lessons.push(await chainLessons(person));
  return lessons;
}

describe('SKY-12 gather a team (REF-57)', () => {
  test('the longer the chain of those who bought, the more for everybody on it', async () => {
    world = await createRecipe('gather-a-team');
    await inviteBy('anna', 'boris');
    await inviteBy('boris', 'clara');
    await inviteBy('clara', 'dima');
    expect(await each(['anna'])).toEqual([0]);
    await world.pays('boris', 10_000);
    expect(await each(['anna', 'boris'])).toEqual([1, 1]);
    await world.pays('clara', 10_000);
    expect(await each(['anna', 'boris', 'clara'])).toEqual([2, 2, 2]);
    await world.pays('dima', 10_000);
    expect(await each(['anna', 'boris', 'clara', 'dima'])).toEqual([3, 3, 3, 3]);
  });

  test('INV-2 in whichever order they pay', async () => {
    world = await createRecipe('gather-a-team');
    await inviteBy('anna', 'boris');
    await inviteBy('boris', 'clara');
    await inviteBy('clara', 'dima');
    await world.pays('dima', 10_000);
    // Boris and Clara have not bought: the chain begins with whoever invited.
    expect(await each(['anna', 'boris', 'clara', 'dima'])).toEqual([0, 0, 1, 1]);
    await world.pays('boris', 10_000);
    expect(await each(['anna', 'boris', 'clara', 'dima'])).toEqual([1, 1, 1, 1]);
    await world.pays('clara', 10_000);
    expect(await each(['anna', 'boris', 'clara', 'dima'])).toEqual([3, 3, 3, 3]);
  });

  test('of two branches the longer one counts', async () => {
    world = await createRecipe('gather-a-team');
    await inviteBy('anna', 'boris');
    await inviteBy('anna', 'elena');
    await inviteBy('boris', 'clara');
    for (const friend of ['elena', 'boris', 'clara']) await world.pays(friend, 10_000);
    expect(await each(['anna', 'boris', 'clara', 'elena'])).toEqual([2, 2, 2, 1]);
  });

  test('a cycle is refused, and a refund shortens the chain', async () => {
    world = await createRecipe('gather-a-team');
    await inviteBy('anna', 'boris');
    await inviteBy('boris', 'clara');
    await world.pays('boris', 10_000);
    const order = await world.pays('clara', 10_000);
    await inviteBy('clara', 'anna');
    await world.pays('anna', 10_000);
    expect(await world.explain('anna')).toMatchObject({ status: 'refused', reason: 'cycle' });
    expect(await each(['anna', 'boris', 'clara'])).toEqual([2, 2, 2]);
    await world.refunds('clara', order);
    expect(await world.explain('anna')).toMatchObject({ status: 'refused', reason: 'cycle' });
    expect(await each(['anna', 'boris', 'clara'])).toEqual([1, 1, 0]);
  });
});
