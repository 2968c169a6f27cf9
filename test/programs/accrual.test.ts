import type { ProgramDefinition } from '@sarafan/contract';
import { afterEach, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';

// Rewards that may be spent only when their month is over, told to the public API on the virtual clock.

let world: RecipeWorld;
afterEach(() => world.close());

const accrued =
  (approval?: 'manual') =>
  (definition: ProgramDefinition): ProgramDefinition => ({
    ...definition,
    timeZone: 'Europe/Moscow',
    correctionDays: 90,
    rewards: definition.rewards.map((reward) => ({
      ...reward,
      accrual: { every: 'month', afterDays: 5, ...(approval === undefined ? {} : { approval }) },
    })),
  });

/** The fifth day after January, in Moscow. */
const isOver = Date.UTC(2026, 1, 5, 21);

/** Promotion, of which the referrer has 2.5 percent. */
const spends = (total: number): Promise<string> =>
  world.pays('boris', total, { products: [{ category: 'promotion', price: total, quantity: 1 }] });

interface Waiting {
  readonly grant: string;
  readonly amount: string;
  readonly review: string | null;
}

async function inReview(): Promise<readonly Waiting[]> {
  const { items } = (await world.school.api('GET', '/api/v1/rewards/grants?state=accrual')) as { items: Waiting[] };
  return items;
}

async function moveTo(moment: number): Promise<void> {
  world.school.clock.moveTo(moment);
  await world.school.settle();
}

test('MGR-6 what a month brings is pending until it is over (REW-17)', async () => {
  world = await createRecipe('seo-lifetime', accrued());
  await world.invite('boris');
  await spends(40_000);
  await spends(20_000);
  expect(await world.holds(referrer, 'rub')).toBe('0.00 and 1500.00 pending');
  await moveTo(isOver - 1);
  expect(await world.holds(referrer, 'rub')).toBe('0.00 and 1500.00 pending');
  await moveTo(isOver);
  expect(await world.holds(referrer, 'rub')).toBe('1500.00');
});

test('MGR-6 after a check: it waits for a person, who lets it through or does not (REW-17)', async () => {
  world = await createRecipe('seo-lifetime', accrued('manual'));
  await world.invite('boris');
  await spends(40_000);
  await spends(20_000);
  expect(await inReview()).toEqual([]);
  await moveTo(isOver);
  expect(await world.holds(referrer, 'rub')).toBe('0.00 and 1500.00 pending');
  const waiting = await inReview();
  expect(waiting.map(({ amount, review }) => `${amount} ${review}`).toSorted()).toEqual([
    '1000.00 accrual',
    '500.00 accrual',
  ]);
  for (const { grant, amount } of waiting) {
    const verdict = amount === '500.00' ? 'refuse' : 'approve';
    await world.school.api('POST', `/api/v1/rewards/grants/${grant}/${verdict}`, { note: 'Checked' });
  }
  expect(await world.holds(referrer, 'rub')).toBe('1000.00');
  expect(await inReview()).toEqual([]);
  const { decisions } = await world.explain('boris');
  const told = decisions.map(({ sentence }) => sentence.en);
  expect(told).toContain('A person checked the reward and let it through. In their words: Checked');
  expect(told).toContain('A person checked the reward and did not let it through. In their words: Checked');
});

test('a refund before the check takes back what is pending, one after it what is there', async () => {
  world = await createRecipe('seo-lifetime', accrued('manual'));
  await world.invite('boris');
  const first = await spends(40_000);
  const second = await spends(20_000);
  await moveTo(isOver);
  await world.refunds('boris', first);
  expect(await world.holds(referrer, 'rub')).toBe('0.00 and 500.00 pending');
  const [left] = await inReview();
  expect(left?.amount).toBe('500.00');
  await world.school.api('POST', `/api/v1/rewards/grants/${left?.grant}/approve`, { note: 'Checked' });
  expect(await world.holds(referrer, 'rub')).toBe('500.00');
  await world.refunds('boris', second);
  expect(await world.holds(referrer, 'rub')).toBe('0.00');
});

test('a bonus of a month waits for the check, too', async () => {
  world = await createRecipe('accounting-leads', (definition) => ({
    ...definition,
    bonuses: (definition.bonuses ?? []).map((bonus) => ({ ...bonus, approval: 'manual' as const })),
  }));
  // January is reckoned by the version that stood when it began, and February by this one.
  await moveTo(isOver);
  await world.invite('boris');
  await moveTo(isOver + 28 * dayMs);
  expect(await world.holds(referrer, 'rub')).toBe('0.00 and 300.00 pending');
  const [waiting] = await inReview();
  await world.school.api('POST', `/api/v1/rewards/grants/${waiting?.grant}/approve`, { note: 'Checked' });
  expect(await world.holds(referrer, 'rub')).toBe('300.00');
});
