import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hourMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { createSchool, type School } from '../support/school.ts';
import { ask, bearer, type Method } from './customers.ts';

let school: School;
let key: { readonly authorization: string };
beforeAll(async () => {
  school = await createSchool();
  key = bearer(school.keys.apiKey);
});
afterAll(() => school.close());

const send = (method: Method, url: string, payload?: object) =>
  ask(school, method, { url, ...(payload === undefined ? {} : { payload }) }, key);

interface List {
  readonly items: { readonly [member: string]: unknown }[];
  readonly next: string | null;
}

/** Reads a list to its end in small pages, as a client would. */
async function readAll(url: string, limit: number): Promise<List['items']> {
  const items: List['items'] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: List = (await send('GET', `${url}${url.includes('?') ? '&' : '?'}limit=${limit}${more}`)).json();
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    cursor = page.next;
    if (items.length > 1_000) throw new Error(`${url} has no end`);
  }
  return items;
}

describe('a request that does not fit', () => {
  test.each([
    ['POST', '/access/keys', { kind: 'write', notes: 'x' }, 'notes'],
    ['POST', '/access/keys', { kind: 'root' }, 'body.kind'],
    ['POST', '/access/keys', {}, 'kind'],
    ['POST', '/ledger/units', { unit: 'a', exponent: '2', name: { ru: 'a', en: 'a' } }, 'body.exponent'],
    ['POST', '/ledger/units', { unit: 'a', exponent: 2, name: { ru: 'a', en: 'a', de: 'a' } }, 'de'],
    ['POST', '/ledger/units', { unit: 'a b', exponent: 2, name: { ru: 'a', en: 'a' } }, 'body.unit'],
    ['POST', '/rewards/spendings', { userId: 'a', unit: 'lesson', amount: 1 }, 'body.amount'],
    ['POST', '/rewards/spendings', { userId: 'a', unit: 'lesson', amount: '-1' }, 'body.amount'],
    ['POST', '/rewards/spendings', [], 'body'],
    ['POST', '/referral/bindings', { userId: 'a', code: 'X', at: 'yesterday' }, 'body.at'],
    ['POST', '/referral/bindings', { userId: 7, code: 'X' }, 'body.userId'],
    ['GET', '/people/persons?usrId=anna', undefined, 'usrId'],
    ['GET', '/people/persons?limit=201', undefined, 'query.limit'],
    ['GET', '/people/persons?limit=ten', undefined, 'query.limit'],
    ['GET', '/ledger/balances', undefined, 'person'],
  ] as const)('%s %s %j names what is wrong', async (method, url, payload, named) => {
    const answer = await send(method, url, payload as object | undefined);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    const problem = answer.json<{ detail: string; detail_ru: string }>();
    expect(problem).toMatchObject({ status: 400, code: 'bad_request', title: 'Bad Request' });
    expect(problem.detail).toContain(named);
    expect(problem.detail_ru).toContain(named);
    expect(problem.detail_ru).toMatch(/[а-я]/);
  });

  test.each([
    ['broken off', '{"kind":', 'application/json', 400, 'bad_json'],
    ['empty', '', 'application/json', 400, 'empty_body'],
    ['poisoned', '{"kind":"write","__proto__":{"note":"x"}}', 'application/json', 400, 'bad_json'],
    ['no JSON', '<kind/>', 'application/xml', 415, 'unsupported_media_type'],
    ['long', JSON.stringify({ kind: 'write', note: 'x'.repeat(300_000) }), 'application/json', 413, 'body_too_large'],
    ['with a NUL', JSON.stringify({ kind: 'write', note: 'a\u0000b' }), 'application/json', 400, 'bad_character'],
    ['with half a pair', '{"kind":"write","note":"\\ud800"}', 'application/json', 400, 'bad_character'],
  ])('a body %s', async (_name, payload, type, status, code) => {
    const headers = { ...key, 'content-type': type };
    const answer = await school.http.inject({ method: 'POST', url: '/api/v1/access/keys', headers, payload });
    expect(answer.json()).toMatchObject({ status, code, detail_ru: expect.stringMatching(/[а-я]/) });
    expect(answer.statusCode).toBe(status);
  });

  test.each(['/people/persons?name=%00', '/people/persons/per_%00'])('the address %s', async (url) => {
    expect((await send('GET', url)).json()).toMatchObject({ status: 400, code: 'bad_character' });
  });

  test.each(['null', 'undefined', '0', ' guest ', '00000000-0000-0000-0000-000000000000'])(
    'the user id %s stands for nobody',
    async (userId) => {
      const answers = [
        await send('POST', '/referral/programs/language-school/participants', { userId }),
        await send('POST', '/referral/bindings', { userId, code: 'XXXXXXXX' }),
        await send('POST', '/rewards/spendings', { userId, unit: 'lesson', amount: '1' }),
      ];
      expect(answers.map((answer) => answer.json<{ code: string }>().code)).toEqual(Array(3).fill('placeholder_id'));
    },
  );

  test('a cursor of another list, and an address that is none', async () => {
    for (const url of ['/people/persons', '/access/keys', '/access/audit', '/engine/refusals', '/referral/programs']) {
      expect((await send('GET', `${url}?cursor=bm9uc2Vuc2U`)).json(), url).toMatchObject({ code: 'bad_cursor' });
    }
    const person = await send('POST', '/referral/programs/language-school/participants', { userId: 'cursor' });
    const statement = `/ledger/statement?person=${person.json<{ person: string }>().person}&cursor=x`;
    expect((await send('GET', statement)).json()).toMatchObject({ status: 400, code: 'bad_cursor' });
    expect((await send('GET', '/nothing')).json()).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('a definition is answered with its rules in plain words, as long as it has the form of one', async () => {
    const program = (await send('GET', '/referral/programs/language-school')).json<{ definition: object }>();
    const rewards = [{ to: 'friend', unit: 'lesson', amount: '5', holdDays: 0 }];
    const definition = { ...program.definition, rewards };
    const checked = await send('POST', '/referral/programs/check', { definition });
    expect(checked.json()).toMatchObject({
      ok: true,
      promise: {
        friendGets: { ru: expect.stringContaining('5'), en: expect.stringContaining('5') },
        referrerGets: null,
        rules: expect.arrayContaining([
          {
            ru: 'Вознаграждение начисляется сразу после оплаты.',
            en: 'The reward is granted right after the payment.',
          },
        ]),
      },
    });
    const unread = await send('POST', '/referral/programs/check', { definition: { ...definition, rewards: [] } });
    expect(unread.json()).toMatchObject({ ok: false, promise: null });
  });

  test('a definition is answered with every problem, its place and a sentence in both languages', async () => {
    const program = (await send('GET', '/referral/programs/language-school')).json<{ definition: object }>();
    const definition = {
      ...program.definition,
      endsAt: '2026-01-01T00:00:00Z',
      startsAt: '2026-02-01T00:00:00Z',
      rewards: [{ to: 'friend', unit: 'nothing', amount: '1', holdDays: 0 }],
    };
    const checked = await send('POST', '/referral/programs/check', { definition });
    expect(checked.json()).toMatchObject({
      ok: false,
      problems: [
        {
          ...{ path: '/endsAt', code: 'ends_before_start' },
          ru: 'Конец (1 января 2026 г., 00:00) не позже начала (1 февраля 2026 г., 00:00).',
        },
        { path: '/rewards/0/unit', code: 'unknown_unit', en: 'There is no unit "nothing": make it first.' },
      ],
    });
    const launched = await send('POST', '/referral/programs', { key: 'wrong', definition });
    expect(launched.statusCode).toBe(422);
    expect(launched.json()).toMatchObject({ code: 'invalid_program', problems: [{}, {}] });
    expect((await send('GET', '/referral/programs/wrong')).statusCode).toBe(404);
    const changed = { ...program.definition, correctionDays: 31 };
    const again = { key: 'language-school', definition: changed, note: 'again' };
    expect((await send('POST', '/referral/programs', again)).json()).toMatchObject({ version: 2, isNew: true });
  });
});

describe('lists', () => {
  test('are read to their end, each item once, in their order', async () => {
    const code = await school.codeOf('anna');
    for (const name of ['Яна', 'ян', 'Янина', 'Борис', 'Алла']) {
      school.clock.advance(minuteMs);
      await school.server({ type: 'identify', userId: `u-${name}`, traits: { name, referral_code: code } });
    }
    const persons = await readAll('/people/persons', 2);
    expect(new Set(persons.map((each) => each['person'])).size).toBe(persons.length);
    expect(persons.map((each) => each['userId']).slice(0, 3)).toEqual(['u-Алла', 'u-Борис', 'u-Янина']);
    const named = await readAll(`/people/persons?name=${encodeURIComponent('ЯН')}`, 1);
    expect(named.map((each) => each['name'])).toEqual(['ян', 'Яна', 'Янина']);
    const pairs = await readAll('/referral/programs/language-school/pairs?status=waiting', 2);
    expect(pairs.map((each) => each['status'])).toEqual(Array(5).fill('waiting'));
    expect(await readAll('/referral/programs/language-school/pairs?status=rewarded', 2)).toEqual([]);
    const referrer = await school.person('anna');
    expect(await readAll(`/referral/programs/language-school/pairs?referrer=${referrer}`, 3)).toEqual(pairs);
    const timeline = `/people/persons/${await school.person('u-Яна')}/timeline`;
    const whole = await readAll(timeline, 200);
    expect(whole.length).toBeGreaterThan(1);
    expect(await readAll(timeline, 1)).toEqual(whole);
    const moments = whole.map((each) => String(each['at']));
    expect(moments).toEqual(moments.toSorted().reverse());
    for (const url of ['/access/keys', '/access/audit', '/ledger/units', '/referral/recipes']) {
      expect(await readAll(url, 1), url).toEqual(await readAll(url, 200));
    }
    const versions = await readAll('/referral/programs/language-school/versions', 1);
    expect(versions.map((each) => each['version'])).toEqual([2, 1]);
  });

  test('refused events are shown for a week', async () => {
    const authorization = `Basic ${Buffer.from(`${school.keys.secretKey}:`).toString('base64')}`;
    const batch = [1, 2, 3].map((each) => ({ type: 'track', event: `Lost ${each}`, userId: 'null' }));
    await school.http.inject({ method: 'POST', url: '/v1/batch', headers: { authorization }, payload: { batch } });
    const refused = await readAll('/engine/refusals', 2);
    expect(refused.map((each) => each['code'])).toEqual(Array(3).fill('placeholder_id'));
    school.clock.advance(7 * 24 * hourMs + 1);
    expect(await readAll('/engine/refusals', 2)).toEqual([]);
  });
});

test('a person who joined another leads there, and everything of both is told, newest first (PEO-9)', async () => {
  const code = await school.codeOf('olga');
  await school.browser({ type: 'page', name: 'Home', anonymousId: 'tablet' });
  await school.server({ type: 'identify', userId: 'pavel', traits: { referral_code: code } });
  const anonymous = await school.database.pool.query<{ subject_id: string }>(
    "select subject_id from people_identifiers where kind = 'anonymousId' and value = 'tablet'",
  );
  const loser = anonymous.rows[0]?.subject_id ?? '';
  await school.server({ type: 'identify', userId: 'pavel', anonymousId: 'tablet' });
  await school.server({ type: 'track', event: 'Order Completed', userId: 'pavel', properties: { total: 10 } });
  const survivor = await school.person('pavel');
  expect((await send('GET', `/people/persons/${loser}`)).json()).toMatchObject({ redirect: survivor, identifiers: [] });
  const person = (await send('GET', `/people/persons/${survivor}`)).json<{
    profiles: string[];
    identifiers: object[];
  }>();
  expect(person).toMatchObject({ redirect: null, profiles: [survivor, loser] });
  expect(person.identifiers).toEqual(
    expect.arrayContaining([
      { kind: 'userId', value: 'pavel', profile: survivor },
      { kind: 'anonymousId', value: 'tablet', profile: loser },
    ]),
  );
  const timeline = await readAll(`/people/persons/${loser}/timeline`, 2);
  expect(timeline).toEqual(await readAll(`/people/persons/${survivor}/timeline`, 200));
  expect(timeline.map((each) => each['name'])).toEqual(expect.arrayContaining(['Home', 'Order Completed']));
  expect(JSON.stringify(timeline)).not.toContain('"parts"');
  for (const url of ['/ledger/balances', '/ledger/statement', '/rewards/grants']) {
    expect((await send('GET', `${url}?person=${loser}`)).body).toBe(
      (await send('GET', `${url}?person=${survivor}`)).body,
    );
  }
  const separated = await send('POST', `/people/persons/${loser}/separations`, { profile: loser });
  expect(separated.json()).toEqual({ person: survivor, profile: loser });
  expect((await send('GET', `/people/persons/${loser}`)).json()).toMatchObject({ redirect: null, profiles: [loser] });
  const again = await send('POST', `/people/persons/${survivor}/separations`, { profile: loser });
  expect(again.json()).toMatchObject({ status: 409, code: 'not_a_joined_profile' });
  expect(await readAll(`/people/persons/${loser}/timeline`, 200)).not.toEqual([]);
});

test('bindings: made, refused after the payment, taken away', async () => {
  const code = await school.codeOf('rita');
  const bound = await send('POST', '/referral/bindings', { userId: 'sergey', code: code.toLowerCase() });
  expect(bound.json()).toMatchObject({ programs: [{ status: 'waiting', reason: 'no_payment_yet' }] });
  school.clock.advance(minuteMs);
  const removed = await send('DELETE', '/referral/bindings', { userId: 'sergey', program: 'language-school' });
  expect(removed.json()).toMatchObject({ programs: [{ status: 'refused', reason: 'unbound' }] });
  await school.server({ type: 'track', event: 'Order Completed', userId: 'tanya', properties: { total: 10 } });
  school.clock.advance(hourMs);
  const late = await send('POST', '/referral/bindings', { userId: 'tanya', code });
  expect(late.json()).toMatchObject({ status: 409, code: 'claim_after_payment', detail_ru: expect.any(String) });
  const at = new Date(school.clock.now() - 40 * 24 * hourMs).toISOString();
  const far = await send('POST', '/referral/bindings', { userId: 'tanya', code, at });
  expect(far.json()).toMatchObject({ code: 'back_dated_too_far' });
  for (const body of [{}, { userId: 'tanya', person: 'x' }]) {
    const both = await send('DELETE', '/referral/bindings', { program: 'language-school', ...body });
    expect(both.json()).toMatchObject({ status: 422, code: 'one_of_user_and_person' });
  }
});
