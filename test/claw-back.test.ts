import type { ProgramDefinition } from '@sarafan/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../server/src/kit/values/time.ts';
import { auditBalances, clearingTotals } from '../server/src/rooms/ledger/index.ts';
import { languageSchool } from '../server/src/rooms/referral/recipes/language-school.ts';
import { checkHoldings } from './crash/checks/money.ts';
import { askApi } from './support/asks.ts';
import { type Call, createSchool, type School } from './support/school.ts';

// A payment, its refunds and a spending in every order of arrival: what somebody holds at the end follows from what was
// paid, refunded and spent alone. Only whether there was enough to spend depends on when that was asked.

const each = { order: 'each' } as const;
const share = { percent: '10', of: 'money', rates: { RUB: '1' } } as const;
const definition: ProgramDefinition = {
  ...languageSchool,
  order: {},
  clawBack: 'proportional',
  rewards: [{ to: 'referrer', unit: 'rub', amount: share, holdDays: 0, on: each }],
};

let school: School;
beforeAll(async () => {
  school = await createSchool();
  const name = { ru: 'рубли', en: 'roubles' };
  await school.api('POST', '/api/v1/ledger/units', { unit: 'rub', exponent: 2, name });
  await school.api('POST', '/api/v1/referral/programs', { key: 'language-school', definition, note: 'a share' });
});
afterAll(async () => {
  const { pool } = school.database;
  const { workspace } = school.keys;
  const wrong = await auditBalances(pool, workspace);
  const left = (await clearingTotals(pool, workspace)).filter(({ total }) => total !== 0n);
  const apart = await checkHoldings(pool, workspace);
  await school.close();
  if (wrong.length + left.length + apart.length > 0) throw new Error('The books do not agree (INV-3, REW-6)');
});

type Step = 'pay' | 'part' | 'other part' | 'whole' | 'whole again' | 'spend';

function* ordersOf(steps: readonly Step[]): Generator<readonly Step[]> {
  if (steps.length === 0) yield [];
  for (const [index, step] of steps.entries()) {
    for (const rest of ordersOf(steps.toSpliced(index, 1))) yield [step, ...rest];
  }
}

const refunds: Partial<Record<Step, object>> = {
  part: { total: 300 },
  'other part': { total: 200 },
  whole: { total: 1_000 },
  'whole again': { total: 1_000 },
};

let told = 0;

/** Plays one order of arrival with people of its own; what happened stands at the same moments whatever comes first. */
async function play(steps: readonly Step[]): Promise<{ readonly spent: boolean; readonly held: number }> {
  told += 1;
  const [inviter, friend] = [`inviter-${told}`, `friend-${told}`];
  const code = await school.codeOf(inviter);
  await school.server({ type: 'identify', userId: friend, traits: { referral_code: code } });
  const paidAt = school.clock.now() + minuteMs;
  school.clock.advance(dayMs);
  let spent = false;
  for (const step of steps) {
    if (step === 'spend') {
      const payload = { userId: inviter, unit: 'rub', amount: '40' };
      const url = '/api/v1/rewards/spendings';
      const answer = await askApi(school, school.keys.apiKey, { method: 'POST', url, payload });
      spent = answer.status < 300;
      continue;
    }
    const refund = refunds[step];
    const order = { order_id: `order-${told}`, currency: 'RUB' };
    const event = refund === undefined ? 'Order Completed' : 'Order Refunded';
    const place = refund === undefined ? 0 : 1 + Object.keys(refunds).indexOf(step);
    const call: Call = {
      ...{ type: 'track', event, userId: friend, messageId: `${step}-${told}` },
      timestamp: new Date(paidAt + place * minuteMs).toISOString(),
      properties: { total: 1_000, ...order, ...refund },
    };
    await school.server(call);
  }
  const person = await school.person(inviter);
  const { items } = (await school.api('GET', `/api/v1/ledger/balances?person=${person}`)) as {
    items: { unit: string; available: string }[];
  };
  return { spent, held: Number(items.find(({ unit }) => unit === 'rub')?.available ?? 0) };
}

test.each<[string, readonly Step[], number]>([
  ['two parts', ['pay', 'part', 'other part', 'spend'], 50],
  ['a part and the whole', ['pay', 'part', 'whole', 'spend'], 0],
  ['the whole, twice', ['pay', 'whole', 'whole again', 'spend'], 0],
])(
  'a payment, refunds of %s and a spending end the same in every order (INV-2, SKY-10)',
  async (_what, steps, due) => {
    const ends = { spent: 0, refused: 0 };
    for (const arrival of ordersOf(steps)) {
      const { spent, held } = await play(arrival);
      expect(held, arrival.join(', ')).toBe(due - (spent ? 40 : 0));
      ends[spent ? 'spent' : 'refused'] += 1;
    }
    // Before the payment there is nothing to spend, and right after it there always is.
    expect(ends.spent).toBeGreaterThan(1);
    expect(ends.refused).toBeGreaterThan(1);
  },
  120_000,
);
