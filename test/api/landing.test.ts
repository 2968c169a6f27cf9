import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayMs, hourMs, minuteMs } from '../../server/src/kit/values/time.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { hiddenFields, openLanding, postForm, sendForm } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let program: string;
let code: string;
let path: string;
beforeAll(async () => {
  school = await createSchool({ ...languageSchool, endsAt: '2026-03-01T00:00:00Z' });
  code = await school.codeOf('anna');
  await school.server({
    type: 'identify',
    userId: 'anna',
    traits: { name: 'Анна Иванова', email: 'anna@example.com' },
  });
  program = ((await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: string }).program;
  path = `/i/${program}?code=${code}`;
});
afterAll(() => school.close());

const borisForm = { name: 'Борис', email: 'boris@example.com' };
let paid = 0;

function pay(userId: string): Promise<void> {
  paid += 1;
  return school.server({
    ...{ type: 'track', event: 'Order Completed', userId },
    properties: { order_id: `order-${paid}`, total: 10 },
  });
}

async function formFacts(): Promise<{ body: string }[]> {
  await school.settle();
  const { rows } = await school.database.pool.query<{ body: string }>(
    "select payload::text as body from engine_facts where name = 'Invite Form Sent' order by seq",
  );
  return rows;
}

/** From an address of its own, so that no test uses up what another one needs. */
const from = (last: number) => ({ address: `198.51.100.${last}` });

describe('the landing of a program', () => {
  test('names the inviter by the given name alone, says what the friend gets, and remembers nothing', async () => {
    const russian = await openLanding(school, path);
    expect(russian.status).toBe(200);
    expect(russian.html).toContain('Анна приглашает вас в «School»');
    expect(russian.html).toContain('2\u00a0урока в подарок');
    expect(russian.html).toContain('платит частное лицо, а не компания и не ИП');
    expect(russian.html).not.toContain('Иванова');
    expect(russian.html).not.toContain('anna@example.com');
    expect(russian.headers['set-cookie']).toBeUndefined();
    expect(russian.headers).toMatchObject({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex, nofollow' });
    const english = await openLanding(school, path, 'en');
    expect(english.html).toContain('Анна invites you to School');
    expect(english.html).toContain('A gift for you: 2\u00a0lessons');
    expect((await openLanding(school, `${path}&lang=en`)).html).toContain('A gift for you');
    expect((await openLanding(school, `/i/language-school/${code}`)).html).toContain('Анна приглашает');
  });

  test('allows no script, no frame and nothing from elsewhere', async () => {
    const { html, headers } = await openLanding(school, path);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("form-action 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(html).not.toContain('<script');
    expect(html).not.toMatch(/(src|href)="https?:/);
  });

  test('is less than 10 KB on its way, style included (INV-8)', async () => {
    const { html } = await openLanding(school, path);
    expect(gzipSync(html).length).toBeLessThan(10_000);
    const compressed = await school.http.inject({
      url: path,
      headers: { 'accept-encoding': 'gzip', 'user-agent': 'x' },
    });
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(compressed.rawPayload.length).toBeLessThan(10_000);
  });

  test('a code that is nobody’s, and none at all, leave a neutral greeting and a field for a code', async () => {
    for (const address of [`/i/${program}?code=XXXXXXXX`, `/i/${program}`, `/i/${program}?code=%00%ff`]) {
      const { status, html } = await openLanding(school, address, 'ru', from(2));
      expect(status, address).toBe(200);
      expect(html, address).toContain('Вас приглашают в «School»');
      expect(html, address).toContain('name="code"');
    }
    expect((await openLanding(school, `/i/${program}?code=XXXXXXXX`, 'ru', from(2))).html).toContain('Такого кода нет');
  });

  test('of a program that nobody has is a friendly page', async () => {
    for (const unknown of ['prg_0000000000000000', 'nothing', '%3Cscript%3E', 'x'.repeat(90)]) {
      const { status, html } = await openLanding(school, `/i/${unknown}?code=${code}`);
      expect(status, unknown).toBe(404);
      expect(html).toContain('Такой страницы нет');
      expect(html).not.toContain('<script');
    }
  });

  test('codes cannot be found by trying them (INV-8)', async () => {
    const tries = Array.from({ length: 61 }, (_, index) =>
      openLanding(school, `/i/${program}?code=XXXX${1_000 + index}`, 'ru', from(3)),
    );
    await Promise.all(tries);
    const { status, headers } = await openLanding(school, path, 'ru', from(3));
    expect(status).toBe(429);
    expect(headers['retry-after']).toBeDefined();
    expect((await openLanding(school, path, 'ru', from(4))).status).toBe(200);
  });

  test('a robot is shown the page and makes no click', async () => {
    await school.settle();
    const before = await school.database.pool.query("select from engine_facts where name = 'Referral Link Clicked'");
    const robot = { headers: { 'user-agent': 'TelegramBot (like TwitterBot)' } };
    const { html } = await openLanding(school, path, 'ru', robot);
    expect(html).toContain('Анна приглашает');
    expect(html).not.toContain('sarafan_click');
    await school.settle();
    const after = await school.database.pool.query("select from engine_facts where name = 'Referral Link Clicked'");
    expect(after.rowCount).toBe(before.rowCount);
  });
});

describe('the form of a landing', () => {
  test('binds whoever a server names by the same e-mail (REF-40, PEO-20)', async () => {
    expect((await sendForm(school, path, borisForm, from(10))).status).toBe(303);
    await school.settle();
    await school.server({ type: 'identify', userId: 'boris', traits: { email: 'Boris@example.com' } });
    expect(await school.pair('boris')).toEqual({ status: 'waiting', reason: 'no_payment_yet' });
    await pay('boris');
    expect(await school.pair('boris')).toEqual({ status: 'rewarded', reason: null });
    expect(await school.lessons('anna')).toBe(2n);
    expect(await school.lessons('boris')).toBe(2n);
  });

  test('binds by the phone, also whom the server had named before (REF-40, PEO-20)', async () => {
    await school.server({ type: 'identify', userId: 'vera', traits: { phone: '+79161112233' } });
    const form = { name: 'Вера', phone: 'тел. 8 (916) 111-22-33' };
    expect((await sendForm(school, path, form, from(11))).status).toBe(303);
    await school.settle();
    await pay('vera');
    expect(await school.pair('vera')).toEqual({ status: 'rewarded', reason: null });
  });

  test('binds nobody by itself, and nobody whose address merely resembles', async () => {
    await sendForm(school, path, { name: 'Глеб', email: 'gleb@example.com' }, from(12));
    await school.server({ type: 'identify', userId: 'gleb', traits: { email: 'gleb@example.org' } });
    await school.browser({
      type: 'identify',
      anonymousId: 'b-1',
      userId: 'gleb',
      traits: { email: 'gleb@example.com' },
    });
    await pay('gleb');
    expect(await school.pair('gleb')).toBeUndefined();
  });

  test('two contacts of two persons invite both, and suggest nothing to support (REF-40, PEO-20)', async () => {
    await sendForm(school, path, { name: 'Инна', phone: '+79160000001' }, from(13));
    await school.settle();
    await sendForm(school, path, { name: 'Инна', email: 'inna@example.com', phone: '+79160000001' }, from(13));
    await school.server(
      { type: 'identify', userId: 'inna', traits: { email: 'inna@example.com' } },
      { type: 'identify', userId: 'oleg', traits: { phone: '+79160000001' } },
    );
    for (const userId of ['inna', 'oleg']) expect((await school.pair(userId))?.status, userId).toBe('waiting');
    const suggested = await school.database.pool.query("select from engine_decisions where outcome = 'join_suggested'");
    expect(suggested.rowCount).toBe(0);
  });

  test('keeps the evidence of consent: the sentence, when, from which page, and a hash of the address', async () => {
    await sendForm(school, path, { name: 'Кира', email: 'kira@example.com' }, from(14));
    const facts = (await formFacts()).map(({ body }) => body);
    const body = JSON.parse(facts.find((each) => each.includes('kira@example.com')) ?? '{}') as {
      properties: { consent: Record<string, string> };
    };
    const { consent } = body.properties;
    expect(consent['text']).toContain('Даю компании «School» согласие на обработку моего имени и контактов');
    expect(consent).toMatchObject({ purpose: 'invitation', language: 'ru', page: `/i/${program}` });
    expect(consent['address']).toMatch(/^[\w.-]{40,}$/);
    expect(consent['address']).not.toContain('198');
  });

  test('of a company with a name in quotation marks asks for the very consent that it keeps', async () => {
    const rename = (name: string) => school.api('PATCH', '/api/v1/access/workspace', { name });
    await rename('Клиника «Улыбка»');
    const { html } = await openLanding(school, path, 'ru', from(22));
    await postForm(
      school,
      path,
      { ...hiddenFields(html), name: 'Лада', email: 'lada@example.com', consent: 'yes' },
      from(22),
    );
    await rename('School');
    expect(html).toContain('Анна приглашает вас в «Клиника „Улыбка“»');
    const agreed = /<input type="checkbox"[^>]*><span>([^<]*)<\/span>/.exec(html)?.[1];
    expect(agreed).toContain('Даю компании «Клиника „Улыбка“» согласие');
    const fact = (await formFacts()).find(({ body }) => body.includes('lada@example.com'))?.body ?? '{}';
    const { properties } = JSON.parse(fact) as { properties: { consent: { text: string } } };
    expect(properties.consent.text).toBe(agreed);
  });

  test('says what is wrong and keeps what was typed, escaped', async () => {
    const typed = { name: '"><script>alert(1)</script>', email: 'not an address', phone: '12', consent: '' };
    const { status, html } = await sendForm(school, path, typed, from(15));
    expect(status).toBe(422);
    for (const sentence of ['опечатка', 'не хватает цифр', 'Без согласия']) expect(html).toContain(sentence);
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"');
    expect(html).not.toContain('<script');
    expect(html).toContain('aria-invalid="true"');
  });

  test('a name of ten thousand characters, and one that turns the writing round, do no harm', async () => {
    const long = await sendForm(school, path, { ...borisForm, name: 'я'.repeat(10_000) }, from(16));
    expect(long.status).toBe(422);
    expect(long.html).toContain('длиннее 100 знаков');
    expect(long.html.length).toBeLessThan(60_000);
    const turned = await sendForm(school, path, { name: '\u202eхакер\u0000', email: 'bidi@example.com' }, from(16));
    expect(turned.status).toBe(303);
    const facts = (await formFacts()).map(({ body }) => body).find((body) => body.includes('bidi@example.com'));
    expect(facts).toContain('"name":"хакер"');
    const huge = await sendForm(school, path, { name: 'a'.repeat(1_000_000) }, from(16));
    expect(huge.status).toBe(413);
  });

  test('counts once, however often it is sent', async () => {
    const { html } = await openLanding(school, path, 'ru', from(17));
    const fields = { ...hiddenFields(html), name: 'Лев', email: 'lev@example.com', consent: 'yes' };
    const sent = await Promise.all([1, 2, 3].map(() => postForm(school, path, fields, from(17))));
    expect(sent.map(({ status }) => status)).toEqual([303, 303, 303]);
    const facts = (await formFacts()).filter(({ body }) => body.includes('lev@example.com'));
    expect(facts).toHaveLength(1);
  });

  test('of another site, without our ticket, or of a page that lay open for days is not taken', async () => {
    const before = (await formFacts()).length;
    const foreign = await sendForm(school, path, borisForm, {
      ...from(18),
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
    const neighbour = { ...from(18), headers: { 'sec-fetch-site': 'same-site', origin: 'https://other.example' } };
    expect((await sendForm(school, path, borisForm, neighbour)).status).toBe(403);
    for (const ticket of ['', 'x', 'a.b.c', 'a'.repeat(500)]) {
      const { status, html } = await postForm(school, path, { ...borisForm, consent: 'yes', ticket }, from(18));
      expect(status, ticket).toBe(409);
      expect(html).toContain('Всё, что вы ввели, на месте');
      expect(html).toContain('value="Борис"');
    }
    const { html } = await openLanding(school, path, 'ru', from(18));
    school.clock.advance(25 * hourMs);
    const stale = await postForm(school, path, { ...hiddenFields(html), ...borisForm, consent: 'yes' }, from(18));
    expect(stale.status).toBe(409);
    expect((await formFacts()).length).toBe(before);
  });

  test('whoever fills in what nobody sees is thanked, a robot that it was taken for one; nothing is kept', async () => {
    const before = (await formFacts()).length;
    expect((await sendForm(school, path, { ...borisForm, website: 'http://x.example' }, from(19))).status).toBe(303);
    const robot = { ...from(19), headers: { 'user-agent': 'curl/8.5.0' } };
    const refused = await sendForm(school, path, borisForm, robot);
    expect(refused.status).toBe(403);
    expect(refused.html).toContain('Откройте страницу в обычном браузере');
    expect(refused.html).toContain(borisForm.email);
    expect((await formFacts()).length).toBe(before);
  });

  test('a flood from one address or about one contact is asked to wait, and loses nothing (INV-8)', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 21; index += 1) {
      const { status, html, headers } = await sendForm(
        school,
        path,
        { name: 'Мила', email: `m${index}@example.com` },
        from(20),
      );
      statuses.push(status);
      if (status === 429) {
        expect(html).toContain('попробуйте через 1 минуту');
        expect(html).toContain('value="Мила"');
        expect(headers['retry-after']).toBeDefined();
      }
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 303), 429]);
    for (let index = 0; index < 6; index += 1) {
      const { status } = await sendForm(school, path, { name: 'Мила', email: 'one@example.com' }, from(30 + index));
      expect(status, `${index}`).toBe(index < 5 ? 303 : 429);
    }
    school.clock.advance(minuteMs);
    expect((await sendForm(school, path, { name: 'Мила', email: 'later@example.com' }, from(20))).status).toBe(303);
  });

  test('of a program that has ended is gone, and the page says so', async () => {
    const { html } = await openLanding(school, path, 'ru', from(21));
    school.clock.moveTo(Date.parse('2026-03-01T00:00:00Z') + dayMs);
    const ended = await openLanding(school, path, 'ru', from(21));
    expect(ended.html).toContain('Программа завершилась');
    expect(ended.html).not.toContain('<form');
    const sent = await postForm(school, path, { ...hiddenFields(html), ...borisForm, consent: 'yes' }, from(21));
    expect(sent.status).toBe(410);
  });
});
