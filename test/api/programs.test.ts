import type { CheckedProgram, LaunchedProgram, ProgramDefinition } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, isoMoment, minuteMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { createSchool, type School } from '../support/school.ts';
import { ask, bearer, type Method } from './customers.ts';

let school: School;
beforeAll(async () => {
  school = await createSchool();
});
afterAll(() => school.close());

const send = (method: Method, url: string, payload?: object) =>
  ask(
    school,
    method,
    { url: `/referral${url}`, ...(payload === undefined ? {} : { payload }) },
    bearer(school.keys.apiKey),
  );
const launch = (definition: ProgramDefinition) => send('POST', '/programs', { key: 'language-school', definition });
const renamed = (ru: string): ProgramDefinition => ({ ...languageSchool, name: { ru, en: 'School' } });
const versions = async (): Promise<number> =>
  (await send('GET', '/programs/language-school/versions')).json<{ items: object[] }>().items.length;

describe('a version', () => {
  test('is made by a definition that differs, and by no other (REF-33)', async () => {
    const shuffled = Object.fromEntries(Object.entries(languageSchool).reverse()) as unknown as ProgramDefinition;
    for (const same of [languageSchool, shuffled]) {
      expect((await launch(same)).json()).toMatchObject({ version: 1, isNew: false });
    }
    expect(await versions()).toBe(1);
    const answer = await launch(renamed('Новая'));
    expect([answer.statusCode, answer.json<LaunchedProgram>().version]).toEqual([200, 2]);
    const both = await Promise.all([launch(renamed('Третья')), launch(renamed('Третья'))]);
    expect(both.map((each) => each.json<LaunchedProgram>().version)).toEqual([3, 3]);
    expect(await versions()).toBe(3);
  });

  test('is gone back to by launching it again, with a note and an audit entry (REF-33)', async () => {
    school.clock.advance(minuteMs);
    const back = await send('POST', '/programs/language-school/rollback', { version: 1, note: 'too generous' });
    expect(back.json()).toMatchObject({ version: 4, isNew: true });
    const program = (await send('GET', '/programs/language-school')).json<{ definition: object; note: string }>();
    expect(program).toMatchObject({ definition: languageSchool, note: 'too generous' });
    const audit = (await school.api('GET', '/api/v1/access/audit?limit=1')) as { items: object[] };
    expect(audit.items).toMatchObject([{ action: 'program.launch', detail: { version: 4, rolledBackTo: 1 } }]);
    const again = await send('POST', '/programs/language-school/rollback', { version: 1 });
    expect(again.json()).toMatchObject({ version: 4, isNew: false });
  });

  test('that there is not, is not gone back to', async () => {
    expect((await send('POST', '/programs/language-school/rollback', { version: 9 })).json()).toMatchObject({
      ...{ status: 404, code: 'unknown_version' },
    });
    expect((await send('POST', '/programs/nothing/rollback', { version: 1 })).json()).toMatchObject({
      ...{ status: 404, code: 'unknown_program' },
    });
    expect((await send('POST', '/programs/language-school/rollback', { version: 0 })).statusCode).toBe(400);
  });
});

describe('a launch that says what it is based on (REF-86)', () => {
  const key = 'pair';
  const named = (ru: string, basedOn?: unknown, more: object = {}) => {
    const definition = renamed(ru);
    return send('POST', '/programs', { key, definition, ...(basedOn === undefined ? {} : { basedOn }), ...more });
  };
  const running = async () =>
    (await send('GET', `/programs/${key}`)).json<{ version: number; definition: ProgramDefinition }>();

  test('makes a new program only where there is none', async () => {
    expect((await named('Первая', 0)).json()).toMatchObject({ version: 1, isNew: true });
    expect((await named('Вторая', 0)).json()).toMatchObject({ status: 409, code: 'newer_version', version: 1 });
    expect((await named('Первая', 0)).json()).toMatchObject({ version: 1, isNew: false });
    expect(await running()).toMatchObject({ version: 1, definition: { name: { ru: 'Первая' } } });
  });

  test('undoes no version that was launched meanwhile, and says which that is', async () => {
    expect((await named('Коллега', 1)).json()).toMatchObject({ version: 2, isNew: true });
    const late = await named('Опоздавшая', 1);
    expect([late.statusCode, late.json()]).toMatchObject([
      409,
      {
        ...{ code: 'newer_version', version: 2 },
        detail:
          'Version 2 was launched while you were editing. Your draft is kept: compare it with that version and ' +
          'launch it again.',
        detail_ru: 'Пока вы правили, запущена версия 2. Ваш черновик сохранён: сравните его с ней и запустите ещё раз.',
      },
    ]);
    expect(await running()).toMatchObject({ version: 2, definition: { name: { ru: 'Коллега' } } });
    expect((await named('Опоздавшая', 2)).json()).toMatchObject({ version: 3, isNew: true });
  });

  test('is the only one of many at once that are based on the same version', async () => {
    const names = ['А', 'Б', 'В', 'Г', 'Д'];
    const answers = await Promise.all(names.map((name) => named(name, 3)));
    expect(answers.map(({ statusCode }) => statusCode).toSorted((a, b) => a - b)).toEqual([200, 409, 409, 409, 409]);
    const won = names[answers.findIndex(({ statusCode }) => statusCode === 200)];
    expect(await running()).toMatchObject({ version: 4, definition: { name: { ru: won } } });
  });

  test('goes back to an earlier version only from the one that was looked at', async () => {
    const back = (basedOn: unknown) => send('POST', `/programs/${key}/rollback`, { version: 1, basedOn });
    const refused = await back(3);
    expect([refused.statusCode, refused.json()]).toMatchObject([409, { code: 'newer_version', version: 4 }]);
    expect(refused.json<{ detail_ru: string }>().detail_ru).toContain('Тем временем запущена версия 4.');
    expect((await back(4)).json()).toMatchObject({ version: 5, isNew: true });
  });

  test('may be absent: then whatever runs is replaced', async () => {
    expect((await named('Без основы')).json()).toMatchObject({ version: 6, isNew: true });
  });

  test.each([7, 1_000_000_000])('names no version that there is not: %s', async (basedOn) => {
    expect((await named('Будущая', basedOn)).json()).toMatchObject({ status: 404, code: 'unknown_version' });
    expect((await send('POST', `/programs/${key}/rollback`, { version: 1, basedOn })).statusCode).toBe(404);
    const unborn = { key: 'unborn', definition: languageSchool, basedOn };
    expect((await send('POST', '/programs', unborn)).json()).toMatchObject({ status: 404, code: 'unknown_version' });
  });

  test.each([-1, 1.5, '6', null, 1_000_000_001, [6], {}])('names a version by its number: %j', async (basedOn) => {
    expect((await named('Не число', basedOn)).json()).toMatchObject({ status: 400 });
    expect((await send('POST', `/programs/${key}/rollback`, { version: 1, basedOn })).statusCode).toBe(400);
    expect(await running()).toMatchObject({ version: 6 });
  });
});

test('a check tells also that all programs together would have too many rewards', async () => {
  const many = Array.from({ length: 10 }, (_, index) => ({
    ...{ to: 'friend', unit: 'lesson', holdDays: 0 },
    amount: String(index + 1),
  }));
  const definition = { ...languageSchool, rewards: many } as ProgramDefinition;
  const check = async (key?: string) =>
    (await send('POST', '/programs/check', { definition, ...(key === undefined ? {} : { key }) })).json<{
      ok: boolean;
      problems: { code: string }[];
    }>();
  let launched = 0;
  for (; launched < 60; launched += 1) {
    const answer = await send('POST', '/programs', { key: `many-${launched}`, definition });
    if (answer.statusCode !== 201) break;
  }
  expect(launched).toBeGreaterThan(0);
  expect(launched).toBeLessThan(60);
  expect(await check()).toMatchObject({ ok: false, problems: [{ code: 'too_many_rewards' }] });
  expect(await check(`many-${launched}`)).toMatchObject({ ok: false });
  expect(await check('many-0')).toMatchObject({ ok: true, problems: [] });
});

test('a check warns of an end in the past, and says moments by the clock of the workspace', async () => {
  const check = async (change: Partial<ProgramDefinition>) =>
    (await send('POST', '/programs/check', { definition: { ...languageSchool, ...change } })).json<CheckedProgram>();
  const now = school.clock.now();
  const over = await check({ startsAt: isoMoment(now - 2 * dayMs), endsAt: isoMoment(now - dayMs) });
  expect(over).toMatchObject({ ok: true, problems: [] });
  expect(over.warnings).toEqual([
    {
      ...{ path: '/endsAt', code: 'already_over' },
      ru: 'Программа уже закончилась: новые приглашения не засчитываются.',
      en: 'The program is over already: new invitations do not count.',
    },
  ]);
  expect((await check({ endsAt: isoMoment(now + dayMs) })).warnings).toEqual([]);
  await school.api('PATCH', '/api/v1/access/workspace', { timeZone: 'Europe/Moscow' });
  const turned = await check({ startsAt: '2026-01-20T07:00:00.000Z', endsAt: '2026-01-10T07:00:00.000Z' });
  expect(turned.problems).toEqual([
    {
      ...{ path: '/endsAt', code: 'ends_before_start' },
      ru: 'Конец (10 января 2026 г., 10:00) не позже начала (20 января 2026 г., 10:00).',
      en: 'The end (January 10, 2026, 10:00) is not after the beginning (January 20, 2026, 10:00).',
    },
  ]);
});
