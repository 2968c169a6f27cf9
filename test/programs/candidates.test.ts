import { gzipSync } from 'node:zlib';
import type { ProgramDefinition } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { participantByForm } from '../support/application.ts';
import { type OpenedPage, openLanding, postForm, type Typed } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

// The cabinet of somebody who does not take part yet, as a browser without scripts has it.

let school: School;
afterEach(() => school.close());

type Participant = ProgramDefinition['participant'];
const base = '/api/v1/referral/programs/language-school';

interface Visit {
  readonly page: (language?: 'ru' | 'en') => Promise<OpenedPage>;
  readonly send: (typed: Typed, headers?: Record<string, string>) => Promise<OpenedPage>;
}

/** Opens the cabinet of a customer by a link of the API. */
async function visit(asks: unknown): Promise<Visit> {
  school = await createSchool({ ...languageSchool, participant: asks as NonNullable<Participant> });
  const { url } = (await school.api('POST', `${base}/cabinet-links`, { userId: 'olga' })) as { url: string };
  const { pathname, search } = new URL(url);
  const opened = await school.during(openLanding(school, pathname + search, 'ru', { headers: { cookie: '' } }));
  const [cookie = ''] = String(opened.headers['set-cookie']).split(';');
  return {
    page: (language = 'ru') => school.during(openLanding(school, pathname, language, { headers: { cookie } })),
    send: (typed, headers = {}) =>
      school.during(postForm(school, pathname, typed, { headers: { cookie, ...headers } })),
  };
}

const pays = (order: string, total: string): Promise<void> =>
  school.server({ type: 'track', event: 'Order Completed', userId: 'olga', properties: { order_id: order, total } });

const filled = { answer_fullName: 'Иванова Ольга', answer_born: '1990-05-09', answer_agreed: 'true' };

describe('a candidate (REF-64)', () => {
  test('sees what is missing before any question, then the form, then the decision, then the cabinet', async () => {
    const { page, send } = await visit(participantByForm);
    await pays('one', '2499');
    const poor = await page();
    expect(poor.status).toBe(200);
    expect(poor.html).toContain('Потрачено не меньше 2\u00a0500\u00a0₽');
    expect(poor.html).toContain('Не хватает: 1.');
    expect(poor.html).toContain('анкета: Фамилия, имя, отчество, Дата рождения, Где расскажете, Согласен с правилами');
    expect(poor.html).not.toContain('<input');
    expect((await send(filled)).status).toBe(422);
    await pays('two', '1');
    const { html } = await page();
    expect(html).toContain('<h2>Анкета</h2>');
    expect(html).not.toContain('Не хватает');
    expect(gzipSync(html).length).toBeLessThan(10 * 1024);
    const sent = await send(filled);
    expect(sent).toMatchObject({ status: 303, headers: { location: expect.stringMatching(/^prg_/) } });
    expect((await page()).html).toContain('Мы получили её 15 января 2026');
    const person = await school.person('olga');
    const decide = (action: string, more: object): Promise<unknown> =>
      school.api('POST', `${base}/applications/${person}/${action}`, more);
    await decide('refuse', { note: '<img src=x onerror=alert(1)> Нет документов' });
    const refused = await page();
    expect(refused.html).toContain('Причина: &lt;img src=x onerror=alert(1)&gt; Нет документов');
    expect(refused.html).not.toContain('<img src=x');
    expect((await send(filled)).status).toBe(422);
    await decide('reopen', {});
    await decide('approve', {});
    const cabinet = await page();
    expect(cabinet.html).toContain('Ваш код');
    expect((await send(filled)).status).toBe(303);
  });

  test('loses nothing that was typed, and is told what is wrong beside each field', async () => {
    const { page, send } = await visit({ ...participantByForm, conditions: undefined });
    const hostile = '"><script>alert(1)</script>';
    const typed = { answer_fullName: hostile, answer_born: '31.02.1990', answer_where: 'shop', answer_other: 'x' };
    const { status, html } = await send(typed);
    expect(status).toBe(422);
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('type="text" maxlength="500" value="31.02.1990"');
    expect(html).toContain('<option value="shop" selected>');
    expect(html).toContain('Это не дата. Пример: 09.05.1990.');
    expect(html).toContain('Здесь нужно согласие: поставьте отметку.');
    expect(html.match(/class="error"/g)).toHaveLength(2);
    expect(html).not.toContain('answer_other');
    expect((await page('en')).html).toContain('Where you will tell (optional)');
    expect((await send({ ...typed, ...filled, answer_fullName: hostile })).status).toBe(303);
    const { items } = (await school.api('GET', `${base}/applications`)) as { items: { answers: object[] }[] };
    expect(items[0]?.answers[0]).toMatchObject({ value: hostile });
  });

  test('takes a form from its own page and from whoever has the cabinet open, from nobody else', async () => {
    const { send } = await visit({ ...participantByForm, conditions: undefined });
    expect((await send(filled, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send(filled, { cookie: '' })).status).toBe(401);
    expect((await school.api('GET', `${base}/applications`)) as object).toMatchObject({ items: [] });
  });

  test('who sends forms without end has to wait', async () => {
    const { send } = await visit({ ...participantByForm, conditions: undefined });
    const statuses: number[] = [];
    for (let sent = 0; sent < 32; sent += 1) statuses.push((await send({})).status);
    expect(statuses.at(0)).toBe(422);
    expect(statuses.at(-1)).toBe(429);
  });
});

test('where only a condition is asked, whoever meets it takes part by opening the cabinet', async () => {
  const { page } = await visit({ conditions: participantByForm.conditions });
  expect((await page()).html).toContain('Станьте участником');
  await pays('one', '2500');
  expect((await page()).html).toContain('Ваш код');
});

test('where only somebody approves, there is a button and no form', async () => {
  const { page, send } = await visit({ approval: 'manual' });
  const { html } = await page();
  expect(html).toContain('Отправить заявку');
  expect(html).not.toContain('<input');
  expect((await send({})).status).toBe(303);
  expect((await page()).html).toContain('Заявка рассматривается');
});
