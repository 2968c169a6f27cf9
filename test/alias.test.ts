import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minuteMs } from '../server/src/kit/values/time.ts';
import { createSchool, type School } from './support/school.ts';

let school: School;
let code: string;
beforeEach(async () => {
  school = await createSchool();
  code = await school.codeOf('anna');
});
afterEach(() => school.close());

const later = (): void => school.clock.advance(minuteMs);
const entered = (anonymousId: string) => ({
  type: 'track',
  event: 'Referral Code Entered',
  anonymousId,
  properties: { code },
});
const pays = (userId: string) => ({
  type: 'track',
  event: 'Order Completed',
  userId,
  properties: { order_id: `order-${userId}`, total: 4000, currency: 'RUB' },
});
const alias = (userId: string, previousId: string) => ({ type: 'alias', userId, previousId });

async function owner(kind: string, value: string): Promise<string | undefined> {
  const { rows } = await school.database.pool.query<{ subject_id: string }>(
    'select subject_id from people_identifiers where workspace_id = $1 and kind = $2 and value = $3',
    [school.keys.workspace, kind, value],
  );
  return rows[0]?.subject_id;
}

async function suggestions(): Promise<{ readonly reason: string; readonly key: object }[]> {
  const { rows } = await school.database.pool.query<{ detail: { reason: string; key: object } }>(
    "select detail from engine_decisions where outcome = 'join_suggested' order by lane, seq, position",
  );
  return rows.map((row) => row.detail);
}

describe('an alias by a server joins what was done before', () => {
  test('a visitor enters a code, becomes a user by an alias, and pays: bound', async () => {
    await school.browser(entered('browser-1'));
    later();
    await school.server(alias('boris', 'browser-1'));
    later();
    await school.server(pays('boris'));
    expect(await school.pair('boris')).toEqual({ status: 'rewarded', reason: null });
    expect(await school.lessons('anna')).toBe(2n);
    expect(await owner('anonymousId', 'browser-1')).toBe(await school.person('boris'));
    expect(await suggestions()).toEqual([]);
  });

  test('in whatever order: the user is known first, and the alias comes before the browser', async () => {
    await school.server({ type: 'identify', userId: 'boris' });
    await school.server(alias('boris', 'browser-2'));
    later();
    await school.browser(entered('browser-2'));
    later();
    await school.server(pays('boris'));
    expect(await school.pair('boris')).toEqual({ status: 'rewarded', reason: null });
  });

  test('a person who turns out to be themselves stays as they were', async () => {
    await school.server({ type: 'identify', userId: 'boris', anonymousId: 'browser-3' });
    const before = await school.person('boris');
    await school.server(alias('boris', 'browser-3'), alias('boris', 'boris'));
    expect(await school.person('boris')).toBe(before);
    expect(await owner('anonymousId', 'boris')).toBeUndefined();
    expect(await suggestions()).toEqual([]);
  });
});

describe('two users never join by an alias (PEO-4)', () => {
  test('of two known users it only suggests, and neither gets what the other did', async () => {
    await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
    await school.server({ type: 'identify', userId: 'vera' });
    await school.server(alias('vera', 'boris'));
    expect(await school.person('vera')).not.toBe(await school.person('boris'));
    expect(await suggestions()).toMatchObject([{ reason: 'two_users', key: { kind: 'userId', value: 'boris' } }]);
    later();
    await school.server(pays('vera'));
    expect(await school.lessons('anna')).toBe(0n);
  });

  test('nor does a browser that calls itself by that user id speak for the one who was named', async () => {
    await school.server({ type: 'identify', userId: 'boris' });
    await school.server(alias('vera', 'boris'));
    expect(await owner('anonymousId', 'boris')).toBeUndefined();
    await school.browser(entered('boris'));
    later();
    await school.server(pays('vera'));
    expect(await school.pair('vera')).toBeUndefined();
    expect(await school.lessons('anna')).toBe(0n);
  });

  test('nor when the other is known only because somebody paid for them', async () => {
    const order = pays('parent');
    await school.server({ ...order, properties: { ...order.properties, learner_id: 'child' } });
    await school.server(alias('vera', 'child'));
    expect(await school.person('vera')).not.toBe(await school.person('child'));
    expect(await suggestions()).toMatchObject([{ reason: 'two_users' }]);
  });

  test('nor does a browser that pretends to be an id which a server will name', async () => {
    await school.server({ type: 'identify', userId: 'boris' });
    await school.browser(entered('boris'));
    later();
    await school.server(alias('vera', 'boris'));
    later();
    await school.server(pays('vera'));
    expect(await school.lessons('anna')).toBe(0n);
  });

  test('nor when the browser already belongs to another user', async () => {
    await school.server({ type: 'identify', userId: 'boris', anonymousId: 'shared' });
    await school.server(alias('vera', 'shared'));
    expect(await school.person('vera')).not.toBe(await school.person('boris'));
    expect(await suggestions()).toMatchObject([{ reason: 'two_users', key: { kind: 'anonymousId', value: 'shared' } }]);
  });
});

test('an alias by a browser changes nothing (INV-4)', async () => {
  await school.browser(entered('browser-4'));
  await school.server({ type: 'identify', userId: 'boris' });
  await school.browser(
    alias('boris', 'browser-4'),
    { ...alias('boris', 'browser-4'), anonymousId: 'browser-5' },
    { ...alias('browser-4', 'boris'), anonymousId: 'browser-4' },
  );
  later();
  await school.server(pays('boris'));
  expect(await school.pair('boris')).toBeUndefined();
  expect(await school.lessons('anna')).toBe(0n);
  expect(await owner('anonymousId', 'browser-4')).not.toBe(await school.person('boris'));
  expect(await suggestions()).toEqual([]);
});
