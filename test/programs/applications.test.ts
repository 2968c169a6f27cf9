import type { Application, FormField, ProgramDefinition } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import type { SubjectId } from '../../server/src/kit/values/ids.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { joinProgram } from '../../server/src/rooms/referral/rules/facts.ts';
import { type Answer, askApi } from '../support/asks.ts';
import { createSchool, type School } from '../support/school.ts';

// Forms and approvals of those who want to take part, told to the public API on the virtual clock.

let school: School;
afterEach(() => school.close());

const form: FormField[] = [
  { field: 'fullName', label: { ru: 'Фамилия, имя, отчество', en: 'Full name' }, kind: 'text', required: true },
  { field: 'born', label: { ru: 'Дата рождения', en: 'Date of birth' }, kind: 'date', required: true },
];
const spent = { spent: 'RUB', is: 'gte', value: 2500 } as const;
const filled = { fullName: 'Иванова Ольга Петровна', born: '1990-05-09' };

async function open(participant: ProgramDefinition['participant']): Promise<void> {
  school = await createSchool({ ...languageSchool, ...(participant === undefined ? {} : { participant }) });
}

const base = '/api/v1/referral/programs/language-school';

const ask = (method: 'GET' | 'POST', url: string, payload?: object, idempotencyKey?: string): Promise<Answer> =>
  askApi(school, school.keys.apiKey, { method, url, payload, idempotencyKey });

const join = (application?: object, userId = 'olga'): Promise<Answer> =>
  ask('POST', `${base}/participants`, { userId, ...(application === undefined ? {} : { application }) });

async function listed(state?: string): Promise<readonly Application[]> {
  const query = state === undefined ? '' : `?state=${state}`;
  return ((await school.api('GET', `${base}/applications${query}`)) as { items: Application[] }).items;
}

async function codesOwned(): Promise<number> {
  const { rows } = await school.database.pool.query("select from people_identifiers where kind = 'code'");
  return rows.length;
}

const pays = (order: string, total: string): Promise<void> =>
  school.server({ type: 'track', event: 'Order Completed', userId: 'olga', properties: { order_id: order, total } });

describe('MGR-1 own purchases of 2,500, then a form', () => {
  test('2,499 is refused with the missing amount, 2,500 and the form make a participant (REF-60, REF-62)', async () => {
    await open({ conditions: spent, form });
    await pays('one', '2499');
    const poor = await join(filled);
    expect(poor).toMatchObject({ status: 409, body: { code: 'not_qualified', result: { missing: '1.00' } } });
    expect(await listed()).toEqual([]);
    await pays('two', '1');
    const unfilled = await join();
    expect(unfilled).toMatchObject({ status: 422, body: { code: 'invalid_application' } });
    expect(await codesOwned()).toBe(0);
    const accepted = await join(filled);
    expect(accepted).toMatchObject({ status: 200, body: { code: expect.stringMatching(/^\w{8}$/) } });
    expect(await join()).toEqual(accepted);
    expect(await codesOwned()).toBe(1);
    expect(await listed()).toMatchObject([
      {
        ...{ person: await school.person('olga'), state: 'accepted', version: 1, note: '', decidedAt: null },
        answers: [
          { field: 'fullName', label: form[0]?.label, kind: 'text', value: 'Иванова Ольга Петровна' },
          { field: 'born', label: form[1]?.label, kind: 'date', value: '1990-05-09' },
        ],
      },
    ]);
  });

  test('each answer that does not fit is told by its field, and nothing is kept (REF-62)', async () => {
    await open({ form });
    const { status, body } = await join({ fullName: ' ', born: '31.02.1990', hobby: 'chess' });
    expect(status).toBe(422);
    expect(body['problems']).toEqual([
      { field: 'fullName', code: 'missing', ru: 'Заполните это поле.', en: 'Fill this in.' },
      { field: 'born', code: 'not_a_date', ru: 'Это не дата. Пример: 09.05.1990.', en: expect.any(String) },
      { field: 'hobby', code: 'unknown_field', ru: 'Такого поля в анкете нет.', en: expect.any(String) },
    ]);
    expect(await listed()).toEqual([]);
    expect(await codesOwned()).toBe(0);
  });
});

describe('an application that somebody approves (REF-63)', () => {
  const url = async (action: string): Promise<string> =>
    `${base}/applications/${await school.person('olga')}/${action}`;

  test('waits without a code, and an approval makes a participant once', async () => {
    await open({ form, approval: 'manual' });
    const waiting = await join(filled);
    expect(waiting).toMatchObject({ status: 200, body: { application: 'waiting' } });
    expect(waiting.body).not.toHaveProperty('code');
    expect(await join()).toEqual(waiting);
    expect(await listed('waiting')).toHaveLength(1);
    expect(await codesOwned()).toBe(0);
    const approved = await ask('POST', await url('approve'), { note: 'A good customer' }, 'once');
    expect(approved).toMatchObject({ status: 200, body: { state: 'accepted', note: 'A good customer' } });
    expect(await ask('POST', await url('approve'), { note: 'A good customer' }, 'once')).toEqual(approved);
    expect(await ask('POST', await url('approve'), {})).toMatchObject({
      ...{ status: 409, body: { code: 'application_decided' } },
    });
    expect(await ask('POST', await url('refuse'), { note: 'Late' })).toMatchObject({ status: 409 });
    const joined = await join();
    expect(joined).toMatchObject({ status: 200, body: { code: expect.stringMatching(/^\w{8}$/) } });
    expect(await listed('waiting')).toEqual([]);
    expect(await listed('accepted')).toHaveLength(1);
    await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: joined.body['code'] } });
    await school.server({
      ...{ type: 'track', event: 'Order Completed', userId: 'boris' },
      properties: { order_id: 'first', total: 4000 },
    });
    expect(await school.lessons('olga')).toBe(2n);
  });

  test('is refused for a reason that the applicant reads, and waits again when that is taken back', async () => {
    await open({ form, approval: 'manual' });
    await join(filled);
    expect(await ask('POST', await url('refuse'), { note: 'No documents' })).toMatchObject({
      ...{ status: 200, body: { state: 'refused', note: 'No documents', decidedAt: expect.any(String) } },
    });
    expect(await join(filled)).toMatchObject({
      status: 409,
      body: {
        ...{ code: 'application_refused', result: { note: 'No documents' } },
        detail_ru: 'Заявка отклонена. Причина: No documents',
      },
    });
    expect(await ask('POST', await url('approve'), {})).toMatchObject({ status: 409 });
    expect(await ask('POST', await url('reopen'))).toMatchObject({
      ...{ status: 200, body: { state: 'waiting', note: '', decidedAt: null } },
    });
    expect(await ask('POST', await url('approve'), {})).toMatchObject({ status: 200, body: { state: 'accepted' } });
    const { rows } = await school.database.pool.query<{ action: string }>(
      "select action from access_audit where action like 'application.%'",
    );
    const actions = rows.map(({ action }) => action);
    expect(actions.toSorted()).toEqual(
      ['application.approve', 'application.approve', 'application.refuse', 'application.reopen'].toSorted(),
    );
  });

  test('of somebody who never applied is not found', async () => {
    await open({ form, approval: 'manual' });
    await school.server({ type: 'identify', userId: 'olga' });
    expect(await ask('POST', await url('approve'), {})).toMatchObject({
      ...{ status: 404, body: { code: 'unknown_application' } },
    });
  });

  test('belongs to the person whom the applicant turns out to be (REF-63)', async () => {
    await open({ form, approval: 'manual' });
    await school.browser({ type: 'page', name: 'Home', anonymousId: 'tablet' });
    const { rows } = await school.database.pool.query<{ subject_id: SubjectId }>(
      "select subject_id from people_identifiers where kind = 'anonymousId' and value = 'tablet'",
    );
    const visitor = rows[0]?.subject_id;
    if (visitor === undefined) throw new Error('Nobody came');
    const { workspace } = school.keys;
    const program = await school.rooms.referral.program(workspace, 'language-school');
    const properties = { program: program?.program ?? '', application: filled };
    const applying = { workspace, name: joinProgram, to: visitor, messageId: 'apply', properties };
    await school.during(school.rooms.engine.commands.send(applying));
    await school.server({ type: 'identify', userId: 'olga', traits: { name: 'Olga' } });
    await school.server({ type: 'identify', userId: 'olga', anonymousId: 'tablet' });
    const olga = await school.person('olga');
    expect(olga).not.toBe(visitor);
    expect(await join()).toMatchObject({ body: { person: olga, application: 'waiting' } });
    expect(await ask('POST', `${base}/applications/${visitor}/approve`, {})).toMatchObject({
      ...{ status: 200, body: { person: olga, state: 'accepted' } },
    });
    expect(await join()).toMatchObject({ body: { person: olga, code: expect.stringMatching(/^\w{8}$/) } });
  });

  test('whoever took part before the program asked for anything stays, without a form', async () => {
    await open(undefined);
    const { body } = await join();
    await school.api('POST', '/api/v1/referral/programs', {
      ...{ key: 'language-school', definition: { ...languageSchool, participant: { form, approval: 'manual' } } },
    });
    expect((await join()).body).toEqual(body);
    expect(await join(filled, 'vera')).toMatchObject({ body: { application: 'waiting' } });
  });
});

test('the list goes on where its page ended', async () => {
  await open({ form, approval: 'manual' });
  for (const userId of ['a', 'b', 'c']) {
    school.clock.advance(1_000);
    await join(filled, userId);
  }
  const seen: string[] = [];
  let cursor = '';
  for (let page = 0; page < 4; page += 1) {
    const url = `${base}/applications?limit=1&state=waiting${cursor}`;
    const { items, next } = (await school.api('GET', url)) as { items: Application[]; next: string | null };
    seen.push(...items.map(({ person }) => person));
    if (next === null) break;
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
  const persons = await Promise.all(['c', 'b', 'a'].map((userId) => school.person(userId)));
  expect(seen).toEqual(persons);
});
