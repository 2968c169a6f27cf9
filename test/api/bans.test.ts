import type { Ban } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { type Answer, askApi } from '../support/asks.ts';
import { type Banning, createBanning } from '../support/bans.ts';
import { type OpenedPage, openLanding, postForm } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

// Bans and appeals by the API and by the pages of those whom they concern.

let school: School;
let banning: Banning;
const base = '/api/v1/referral/programs/language-school';

beforeAll(async () => {
  school = await createSchool();
  banning = createBanning(school);
});
afterAll(() => school.close());

const ask = (method: 'GET' | 'POST', url: string, payload?: object, idempotencyKey?: string): Promise<Answer> =>
  askApi(school, school.keys.apiKey, { method, url, payload, idempotencyKey });

const listed = async (query = ''): Promise<{ items: Ban[]; next: string | null }> =>
  (await school.api('GET', `${base}/bans${query}`)) as { items: Ban[]; next: string | null };

async function audited(action: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const { items } = (await school.api('GET', '/api/v1/access/audit?area=ban')) as { items: { action: string }[] };
  return items.filter((each) => each.action === action);
}

describe('a ban that cannot be (REF-78)', () => {
  const bad = (payload: object, program = 'language-school'): Promise<Answer> =>
    ask('POST', `/api/v1/referral/programs/${program}/bans`, payload);

  test.each([
    ['a program that is not there', 'nothing', { userId: 'x', reason: 'spam' }, 404, 'unknown_program'],
    ['nobody', 'language-school', { reason: 'spam' }, 422, 'one_of_user_and_person'],
    [
      'somebody by both ids',
      'language-school',
      { userId: 'x', person: 'y', reason: 'spam' },
      422,
      'one_of_user_and_person',
    ],
    ['somebody unknown', 'language-school', { userId: 'nobody', reason: 'spam' }, 404, 'unknown_person'],
    ['a reason that is none', 'language-school', { userId: 'x', reason: 'bad mood' }, 400, 'bad_request'],
    ['no reason', 'language-school', { userId: 'x' }, 400, 'bad_request'],
    [
      'a note that is too long',
      'language-school',
      { userId: 'x', reason: 'spam', note: 'a'.repeat(501) },
      400,
      'bad_request',
    ],
  ])('names %s', async (_name, program, payload, status, code) => {
    const answer = await bad(payload, program);
    expect(answer).toMatchObject({ status, body: { code, detail_ru: expect.stringMatching(/[а-я]/) } });
  });

  test('is refused for whoever does not take part, and a second time', async () => {
    await school.server({ type: 'identify', userId: 'passer-by', traits: { name: 'A guest' } });
    expect(await bad({ userId: 'passer-by', reason: 'spam' })).toMatchObject({
      status: 409,
      body: { code: 'not_a_participant' },
    });
    await school.codeOf('twice');
    expect((await bad({ userId: 'twice', reason: 'spam' })).status).toBe(201);
    expect(await bad({ userId: 'twice', reason: 'other' })).toMatchObject({
      status: 409,
      body: { code: 'banned_already' },
    });
  });

  test('a decision needs a note, a ban that is there and stands, and an appeal that waits', async () => {
    await school.codeOf('once');
    const { body } = await bad({ userId: 'once', reason: 'spam' });
    const url = `${base}/bans/${String(body['ban'])}`;
    const decide = (action: string, payload: object = { note: 'So it is' }, at = url): Promise<Answer> =>
      ask('POST', `${at}/${action}`, payload);
    for (const action of ['lift', 'keep']) {
      expect(await decide(action, {})).toMatchObject({ status: 400 });
      expect(await decide(action, { note: '' })).toMatchObject({ status: 400 });
      expect(await decide(action, undefined, `${base}/bans/ban_0`)).toMatchObject({
        status: 404,
        body: { code: 'unknown_ban' },
      });
    }
    expect(await decide('keep')).toMatchObject({ status: 409, body: { code: 'no_appeal' } });
    expect(await decide('lift')).toMatchObject({ status: 200, body: { state: 'lifted', liftNote: 'So it is' } });
    expect(await decide('lift')).toMatchObject({ status: 409, body: { code: 'ban_lifted' } });
    expect(await decide('keep')).toMatchObject({ status: 409, body: { code: 'ban_lifted' } });
  });
});

test('a ban under one Idempotency-Key is one ban, and one entry in the audit log', async () => {
  await school.codeOf('repeated');
  const send = (): Promise<Answer> =>
    ask(
      'POST',
      `${base}/bans`,
      { userId: 'repeated', reason: 'paid_advertising', note: 'An advertisement' },
      'ban-once',
    );
  const first = await send();
  expect(first).toMatchObject({
    status: 201,
    body: { state: 'standing', reason: 'paid_advertising', note: 'An advertisement', appeal: null, liftedAt: null },
  });
  expect(await send()).toEqual(first);
  const entries = await audited('ban.begin');
  const own = entries.filter((each) => each['target'] === first.body['person']);
  expect(own).toMatchObject([
    { detail: { key: 'language-school', ban: first.body['ban'], reason: 'paid_advertising' } },
  ]);
});

test('a list of bans shows each once, newest first, by state and by person', async () => {
  const names = ['list-1', 'list-2', 'list-3'];
  const made: Ban[] = [];
  for (const name of names) {
    await school.codeOf(name);
    school.clock.advance(minuteMs);
    made.push(await banning.ban(name));
  }
  const [first, second] = made;
  if (first === undefined || second === undefined) throw new Error('Nobody was banned');
  await banning.lift(second);
  const all: Ban[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page = await listed(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    all.push(...page.items);
    cursor = page.next;
  }
  expect(all.slice(0, 3).map(({ ban }) => ban)).toEqual(made.map(({ ban }) => ban).toReversed());
  expect(new Set(all.map(({ ban }) => ban)).size).toBe(all.length);
  const ids = async (query: string): Promise<string[]> => (await listed(query)).items.map(({ ban }) => ban);
  expect(await ids('?state=lifted')).toContain(second.ban);
  expect(await ids('?state=standing')).not.toContain(second.ban);
  expect(await ids(`?person=${first.person}`)).toEqual([first.ban]);
  expect((await listed(`?person=${first.person}`)).items[0]?.work).toEqual({ isDone: true, told: 1 });
  expect((await ask('GET', `${base}/bans?person=per_00aaaaaaaaaaaaaaaa`)).body).toMatchObject({
    code: 'unknown_person',
  });
});

test('a workspace has so many bans at once (INV-8)', async () => {
  await school.codeOf('one-more');
  const { pool } = school.database;
  await pool.query(
    `insert into referral_bans
       (workspace_id, ban_id, program_id, person_id, profiles, reason, note, since, banned_by, revision)
     select $1, 'full_' || n, 'prg_full', 'per_00full', array[]::text[], 'spam', '', 0, 'test', 0
     from generate_series(1, 1000) n`,
    [school.keys.workspace],
  );
  const send = (): Promise<Answer> => ask('POST', `${base}/bans`, { userId: 'one-more', reason: 'spam' });
  expect(await send()).toMatchObject({ status: 409, body: { code: 'too_many_bans' } });
  await pool.query("delete from referral_bans where ban_id like 'full_%'");
  expect((await send()).status).toBe(201);
});

interface Cabinet {
  readonly page: (language?: 'ru' | 'en') => Promise<OpenedPage>;
  readonly appeal: (text: string, headers?: Record<string, string>) => Promise<OpenedPage>;
}

/** The cabinet of somebody, opened by a link of the API. */
async function cabinetOf(userId: string): Promise<Cabinet> {
  const { url } = (await school.api('POST', `${base}/cabinet-links`, { userId })) as { url: string };
  const { pathname, search } = new URL(url);
  const opened = await school.during(openLanding(school, pathname + search, 'ru', { headers: { cookie: '' } }));
  const [cookie = ''] = String(opened.headers['set-cookie']).split(';');
  return {
    page: (language = 'ru') => school.during(openLanding(school, pathname, language, { headers: { cookie } })),
    appeal: (text, headers = {}) =>
      school.during(postForm(school, pathname, { appeal: text }, { headers: { cookie, ...headers } })),
  };
}

describe('whoever is banned (REF-79)', () => {
  test('reads since when and for what, appeals once, and reads what was decided', async () => {
    await school.codeOf('anna');
    const { page, appeal } = await cabinetOf('anna');
    expect((await page()).html).not.toContain('отстранены');
    const ban = await banning.ban('anna', 'lookalike_site');
    const banned = await page();
    expect(banned.html).toContain('Вы отстранены от программы');
    expect(banned.html).toContain('С 15 января 2026 г., причина: сайт, похожий на наш.');
    expect(banned.html).toContain('<textarea');
    // There is nothing to share.
    expect(banned.html).not.toContain('data-copy=');
    expect(banned.html).not.toContain('Подарок появится здесь');
    expect((await page('en')).html).toContain('the reason: a site that looks like ours.');

    expect(await appeal('  ')).toMatchObject({ status: 422 });
    const long = await appeal(`Not me ${'a'.repeat(2_000)}`);
    expect(long.status).toBe(422);
    expect(long.html).toContain('Слишком длинно: можно не больше 2000 знаков.');
    expect(long.html).toContain('Not me aaa');
    expect((await appeal('From elsewhere', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const sent = await appeal('<b>Not me</b>, a namesake');
    expect(sent.status).toBe(303);
    const waiting = await page();
    expect(waiting.html).toContain('&lt;b&gt;Not me&lt;/b&gt;, a namesake');
    expect(waiting.html).toContain('её прочитает сотрудник');
    expect(waiting.html).not.toContain('<textarea');
    expect((await appeal('Once more')).status).toBe(422);
    const { items } = await listed('?state=appealed');
    expect(items).toMatchObject([{ ban: ban.ban, appeal: { text: '<b>Not me</b>, a namesake', decision: 'waiting' } }]);
    const person = await school.person('anna');
    expect(await audited('ban.appeal')).toMatchObject([{ actor: person, target: person, detail: { ban: ban.ban } }]);

    const keep = (note: string): Promise<Answer> => ask('POST', `${base}/bans/${ban.ban}/keep`, { note });
    expect(await keep('It is your own site')).toMatchObject({
      status: 200,
      body: { state: 'standing', appeal: { decision: 'kept' } },
    });
    expect(await keep('Again')).toMatchObject({ status: 409, body: { code: 'appeal_decided' } });
    expect((await page()).html).toContain('Апелляция отклонена 15 января 2026 г., ответ: It is your own site');
    await banning.lift(ban, '<b>Sorry</b>, a namesake');
    const lifted = await page();
    expect(lifted.html).not.toContain('отстранены');
    expect(lifted.html).toContain('Отстранение снято 15 января 2026 г., ответ: &lt;b&gt;Sorry&lt;/b&gt;, a namesake');
    expect((await page('en')).html).toContain('The ban was lifted on January 15, 2026, the answer:');
  });

  test('reads for thirty days that a ban was lifted, unless another one stands', async () => {
    await school.codeOf('olga');
    await banning.lift(await banning.ban('olga'), 'A mistake');
    const notice = async (): Promise<boolean> => {
      const { page } = await cabinetOf('olga');
      return (await page()).html.includes('Отстранение снято');
    };
    expect(await notice()).toBe(true);
    const again = await banning.ban('olga');
    expect(await notice()).toBe(false);
    school.clock.advance(dayMs);
    await banning.lift(again);
    school.clock.advance(30 * dayMs);
    expect(await notice()).toBe(true);
    school.clock.advance(minuteMs);
    expect(await notice()).toBe(false);
  });

  test('finds a reward once, as it stands, when it was given anew', async () => {
    const code = await school.codeOf('petr');
    await school.server({ type: 'identify', userId: 'of-petr', traits: { referral_code: code } });
    school.clock.advance(minuteMs);
    const properties = { order_id: 'of-petr', total: 4_000, currency: 'RUB' };
    await school.server({ type: 'track', event: 'Order Completed', userId: 'of-petr', properties });
    const gained = async (): Promise<string[]> => {
      const { html } = await (await cabinetOf('petr')).page();
      const [, told = ''] = /<div class="gain">(.*?)<\/div>/.exec(html) ?? [];
      return [...told.matchAll(/<p class="(\w+)">/g)].map(([, state = '']) => state);
    };
    expect(await gained()).toEqual(['available']);
    school.clock.advance(minuteMs);
    const ban = await banning.ban('petr');
    expect(await gained()).toEqual(['clawed_back']);
    school.clock.advance(minuteMs);
    await banning.lift(ban);
    expect(await gained()).toEqual(['available']);
    // Support sees everything.
    const person = await school.person('petr');
    const { items } = (await school.api('GET', `/api/v1/rewards/grants?person=${person}`)) as {
      items: { state: string }[];
    };
    expect(items.map(({ state }) => state)).toEqual(['available', 'clawed_back']);
  });

  test('is told of in their timeline', async () => {
    const code = await school.codeOf('told');
    await school.server({ type: 'identify', userId: 'their-friend', traits: { referral_code: code } });
    const ban = await banning.ban('told', 'fake_friends');
    await banning.lift(ban, 'They are real');
    const person = await school.person('told');
    const { items } = (await school.api('GET', `/api/v1/people/persons/${person}/timeline`)) as {
      items: { kind: string; outcome?: string }[];
    };
    const outcomes = items.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(expect.arrayContaining(['participant_banned', 'ban_lifted']));
  });

  test('their landing and their widget promise nothing, and take no form', async () => {
    const code = await school.codeOf('advertiser');
    const landing = `/i/language-school?code=${code}`;
    expect((await openLanding(school, landing)).html).toMatch(/2\sурока/);
    const ban = await banning.ban('advertiser');
    const page = await openLanding(school, landing);
    expect(page.html).toContain('Это приглашение больше не действует');
    expect(page.html).not.toMatch(/2\sурока/);
    expect(page.html).not.toContain('<form');
    const widget = await school.http.inject(`/sdk/programs/language-school?code=${code}&lang=ru`);
    expect(widget.body).not.toMatch(/2\sурока/);
    await banning.lift(ban);
    expect((await openLanding(school, landing)).html).toMatch(/2\sурока/);
  });

  test('is a reason of its own among lost referrals', async () => {
    const code = await school.codeOf('spammer');
    await banning.ban('spammer', 'spam');
    await school.server({ type: 'identify', userId: 'lost-friend', traits: { referral_code: code } });
    const { reasons } = (await school.api('GET', `${base}/lost`)) as { reasons: { reason: string; count: number }[] };
    expect(reasons).toContainEqual(expect.objectContaining({ reason: 'inviter_banned', count: 1 }));
  });
});
