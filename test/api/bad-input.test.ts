import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { type Call, createSchool, type School } from '../support/school.ts';
import { everythingElse } from './attacks.ts';
import { bearer } from './customers.ts';

let school: School;
let code: string;
beforeAll(async () => {
  school = await createSchool();
  code = await school.codeOf('anna');
});
afterAll(() => school.close());

const nested = (open: string, close: string, levels: number): string =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;
const conditions = (levels: number): object => (levels === 0 ? {} : { all: [conditions(levels - 1)] });
const newKey = JSON.stringify({ kind: 'write' });
const definition = (more: object): string => JSON.stringify({ definition: { ...languageSchool, ...more } });
const reward = (more: object): string =>
  definition({ rewards: [{ to: 'referrer', unit: 'lesson', amount: '2', holdDays: 0, ...more }] });
const spending = (more: object): string => JSON.stringify({ userId: 'anna', unit: 'lesson', amount: '1', ...more });
const binding = (at: string): string => JSON.stringify({ userId: 'nobody', code: 'XXXXXXXX', at });

function post(url: string, payload: string | Buffer, headers: Record<string, string> = {}) {
  const key = { ...bearer(school.keys.apiKey), 'content-type': 'application/json' };
  return school.during(
    school.http.inject({ method: 'POST', url: `/api/v1${url}`, headers: { ...key, ...headers }, payload }),
  );
}

type Row = [what: string, url: string, payload: string | Buffer, status: number, code: string, says: string];

describe('the management API answers bad input with a sentence and writes nothing (INV-8)', () => {
  test.each<Row>([
    ['10 MB', '/access/keys', `"${'x'.repeat(10_000_000)}"`, 413, 'body_too_large', 'too long'],
    ['100,000 arrays', '/access/keys', nested('[', ']', 100_000), 400, 'too_deep', 'nested too deep'],
    ['40,000 objects', '/access/keys', nested('{"a":', '}', 40_000), 400, 'too_deep', 'nested too deep'],
    [
      'conditions of 500 levels',
      '/referral/programs/check',
      definition({ friend: { conditions: conditions(500) } }),
      400,
      'too_deep',
      'nested too deep',
    ],
    ['gzip', '/access/keys', gzipSync(newKey), 400, 'bad_json', 'not JSON'],
    ['constructor', '/access/keys', '{"kind":"write","constructor":{"prototype":{}}}', 400, 'bad_json', 'not JSON'],
    ['the year 10000', '/referral/bindings', binding('10000-01-01T00:00:00Z'), 400, 'bad_request', 'body.at'],
    ['the 30th of February', '/referral/bindings', binding('2026-02-30T00:00:00Z'), 400, 'bad_request', 'body.at'],
    ['nothing to spend', '/rewards/spendings', spending({ amount: '0' }), 422, 'not_an_amount', 'above zero'],
    ['half a lesson', '/rewards/spendings', spending({ amount: '0.5' }), 422, 'not_an_amount', 'decimals'],
    ['too many digits', '/rewards/spendings', spending({ amount: '9'.repeat(50) }), 400, 'bad_request', '{1,15}(\\.'],
    ['an exponent', '/rewards/spendings', spending({ amount: '1e3' }), 400, 'bad_request', 'body.amount'],
    ['an unknown unit', '/rewards/spendings', spending({ unit: 'nothing' }), 422, 'unknown_unit', 'no unit'],
    ['an unknown field', '/rewards/spendings', spending({ amout: '1' }), 400, 'bad_request', '"amout" is unknown'],
  ])('%s', async (_what, url, payload, status, problem, says) => {
    const before = await everythingElse(school);
    const answer = await post(url, payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code: problem, detail_ru: expect.stringMatching(/[а-я]/) });
    expect(answer.json<{ detail: string }>().detail).toContain(says);
    expect(await everythingElse(school)).toEqual(before);
  });

  test.each([
    ['{"kind":"gold"}', 'body.kind'],
    ['{"note":"no kind"}', 'body.kind'],
    ['{"kind":"write","note":7}', 'body.note'],
  ])('%s is answered with the place that is at fault', async (payload, at) => {
    const answer = await post('/access/keys', payload);
    expect(answer.json()).toMatchObject({ status: 400, code: 'bad_request', at });
  });

  test.each([
    ['x'.repeat(300), 'too long'],
    ['', 'too short'],
    ['ключ', 'does not match'],
  ])('an Idempotency-Key like %s', async (key, says) => {
    const answer = await post('/access/keys', newKey, { 'idempotency-key': key });
    expect(answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining(says) });
    expect(answer.body).toContain('headers.idempotency-key');
  });

  test.each([
    ['a negative reward', reward({ amount: '-2' }), '/rewards/0/amount'],
    ['a reward of a number', reward({ amount: 2 }), '/rewards/0/amount'],
    ['half a lesson', reward({ amount: '2.5' }), '/rewards/0/amount'],
    ['no lesson', reward({ amount: '0' }), '/rewards/0/amount'],
    ['an unknown unit', reward({ unit: 'nothing' }), '/rewards/0/unit'],
    ['a hold of a million days', reward({ holdDays: 1e6 }), '/rewards/0/holdDays'],
    ['a hold of the past', reward({ holdDays: -1 }), '/rewards/0/holdDays'],
    ['an end in the year 10000', definition({ endsAt: '10000-01-01T00:00:00Z' }), '/endsAt'],
    ['a field that means nothing', definition({ rewardz: [] }), '/rewardz'],
    [
      'an end before its start',
      definition({ startsAt: '2026-02-01T00:00:00Z', endsAt: '2026-01-01T00:00:00Z' }),
      '/endsAt',
    ],
    ['no way to invite', definition({ invite: {} }), '/invite'],
    ['a cap in another unit', definition({ cap: { unit: 'hours', amount: '1' } }), '/cap/unit'],
  ])('a program with %s is told its place and not launched', async (_what, payload, path) => {
    const before = await everythingElse(school);
    const checked = (await post('/referral/programs/check', payload)).json<{ ok: boolean; problems: object[] }>();
    expect(checked.ok).toBe(false);
    expect(checked.problems).toContainEqual({
      path,
      code: expect.any(String),
      en: expect.stringMatching(/^[A-Z].*\.$/),
      ru: expect.stringMatching(/^[А-Я].*\.$/),
    });
    const launch = JSON.stringify({ key: 'wrong', ...JSON.parse(payload) });
    const launched = await post('/referral/programs', launch);
    expect(launched.json()).toMatchObject({ status: 422, code: 'invalid_program' });
    expect(await everythingElse(school)).toEqual(before);
  });

  test.each([
    ['/people/persons?limit=0', 400],
    [`/people/persons?cursor=${'x'.repeat(10_000)}`, 400],
    [`/people/persons/${'x'.repeat(2_000)}`, 414],
    ['/people/persons/%E0%A4%A', 400],
  ])('the address %s is a problem like any other', async (url, status) => {
    const answer = await school.http.inject({ url: `/api/v1${url}`, headers: bearer(school.keys.apiKey) });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ status, code: 'bad_request', detail_ru: expect.stringMatching(/[а-я]/) });
  });
});

/** What is sent as it stands, outside the helper that refuses a refusal. */
async function send(batch: readonly unknown[]): Promise<{ readonly accepted: number; readonly refused: object[] }> {
  const authorization = `Basic ${Buffer.from(`${school.keys.secretKey}:`).toString('base64')}`;
  const payload = JSON.stringify({ batch });
  const headers = { authorization, 'content-type': 'application/json' };
  const answer = await school.http.inject({ method: 'POST', url: '/v1/batch', headers, payload });
  expect(answer.statusCode).toBe(200);
  await school.settle();
  return answer.json();
}

async function kept(userId: string): Promise<string[]> {
  const { rows } = await school.database.pool.query<{ message_id: string }>(
    "select message_id from engine_facts where payload::json->>'userId' = $1 order by message_id",
    [userId],
  );
  return rows.map((row) => row.message_id);
}

describe('ingestion refuses what cannot be stored, and keeps everything else (INV-1)', () => {
  test('the neighbours of refused events take effect, and the refused ones are shown for support', async () => {
    const good = (messageId: string) => ({ type: 'track', event: 'Seen', userId: 'neighbour', messageId });
    const bad: [object | string | null, string][] = [
      [{ ...good('year-0'), timestamp: '0000-01-01T00:00:00Z' }, 'bad_timestamp'],
      [{ ...good('year-10000'), timestamp: '+010000-01-01T00:00:00Z' }, 'bad_timestamp'],
      [{ ...good('nul'), properties: { a: '\u0000' } }, 'bad_character'],
      [{ ...good('surrogate'), event: '\ud83d' }, 'bad_character'],
      [{ ...good('proto'), properties: JSON.parse('{"__proto__":{"a":1}}') }, 'forbidden_key'],
      [{ ...good('deep'), properties: JSON.parse(nested('{"a":', '}', 60)) }, 'too_deep'],
      [{ ...good('long'), properties: { a: 'x'.repeat(40_000) } }, 'event_too_large'],
      [{ ...good('types'), userId: ['u'] }, 'bad_id'],
      [{ ...good('~d0.1.0') }, 'reserved_message_id'],
      ['an event', 'not_an_object'],
      [null, 'not_an_object'],
    ];
    const batch = bad.flatMap(([event], index) => [good(`good-${10 + index}`), event]);
    const answer = await send(batch);
    expect(answer.accepted).toBe(bad.length);
    expect(answer.refused).toMatchObject(bad.map(([, problem], index) => ({ index: index * 2 + 1, code: problem })));
    expect(await kept('neighbour')).toEqual(bad.map((_event, index) => `good-${10 + index}`));
    const headers = bearer(school.keys.apiKey);
    const shown = await school.http.inject({ url: '/api/v1/engine/refusals?limit=50', headers });
    const codes = shown.json<{ items: { code: string }[] }>().items.map((each) => each.code);
    expect(codes.sort()).toEqual(bad.map(([, problem]) => problem).sort());
  });

  test.each<[string, object, string]>([
    ['negative', { total: -4000 }, 'negative'],
    ['huge', { total: 1e300 }, 'too_large'],
    ['of 100 digits', { total: '9'.repeat(100) }, 'too_large'],
    ['of too many decimals', { total: 4000.001 }, 'too_many_decimals'],
    ['no number', { total: '4 000 roubles' }, 'not_a_number'],
    ['a truth', { total: true }, 'not_a_number'],
    ['absent', { total: null }, 'no_total'],
    ['in an unknown currency', { total: 4000, currency: 'ZZZ' }, 'unknown_currency'],
    ['paid in an unknown way', { total: 4000, payments: [{ method: 'barter', amount: 4000 }] }, 'unknown_method'],
  ])('an order whose total is %s stays in the history and pays nobody (INV-3)', async (what, properties, reason) => {
    const userId = `friend ${what}`;
    const order = (id: string, more: object): Call => {
      return { type: 'track', event: 'Order Completed', userId, messageId: `${userId} ${id}`, properties: more };
    };
    const before = await school.lessons('anna');
    await school.server({ type: 'identify', userId, messageId: `${userId} 0`, traits: { referral_code: code } });
    school.clock.advance(minuteMs);
    const answer = await send([order('1', { ...properties, order_id: 'bad' }), order('2', { step: 'next' })]);
    expect(answer).toMatchObject({ accepted: 2, refused: [] });
    expect(await school.lessons('anna')).toBe(before);
    const { rows } = await school.database.pool.query<{ reason: string }>(
      `select detail->>'reason' as reason from engine_decisions
       where subject_id = $1 and outcome = 'order_refused' and detail->>'fact' = $2`,
      [await school.person(userId), `${userId} 1`],
    );
    expect(rows).toEqual([{ reason }]);
    await school.server(order('3', { order_id: 'good', total: 4000, currency: 'RUB' }));
    expect(await school.lessons('anna')).toBe(before + 2n);
    expect(await kept(userId)).toEqual(['0', '1', '2', '3'].map((each) => `${userId} ${each}`));
  });
});
