import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Contests, contests, openContests } from './soak/claims/rounds.ts';

let arena: Contests;
beforeAll(async () => {
  arena = await openContests();
});
afterAll(() => arena.close());

test.each(contests)(
  'of 100 who claim at once exactly as many win as there is to win: %s (PRM-1, PRM-2)',
  async (contest) => {
    for (let round = 0; round < 2; round += 1) {
      const { prizes, won, refused } = await arena.round(contest, 100);
      expect([won, refused]).toEqual([prizes, 100 - prizes]);
    }
  },
  120_000,
);

test('a code that somebody gave back is won once more, and no more often', async () => {
  const { shop } = arena;
  const { promotion, code } = await shop.promote({ uses: 1 });
  const asked = { total: 1_000, codes: [code] };
  const first = await shop.reserve({ ...asked, userId: 'anna', order: 'a' });
  await shop.ask('POST', `/checkout/reservations/${first.body.reservation}/release`);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => shop.reserve({ ...asked, userId: `next-${index}`, order: `n-${index}` })),
  );
  expect(answers.map(({ status }) => status).toSorted((left, right) => left - right)).toEqual([
    201,
    ...Array.from({ length: 19 }, () => 409),
  ]);
  expect(await shop.promotion(promotion)).toMatchObject({ used: 1 });
});
