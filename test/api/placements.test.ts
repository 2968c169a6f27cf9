import type { Explanation, Pair } from '@sarafan/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { placementLimits } from '../../server/src/rooms/referral/limits.ts';
import { openLanding, postForm } from '../support/landing.ts';
import { eventually } from '../support/process.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let program: string;
let anna: string;
beforeAll(async () => {
  school = await createSchool();
  program = ((await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: string }).program;
  anna = await school.codeOf('anna');
});
afterAll(() => school.close());

const origin = 'http://localhost:4100';

/** Follows the link and answers with where it leads. */
async function follow(query: string): Promise<URL> {
  const { status, headers } = await openLanding(school, `/r/${anna}${query}`);
  expect(status).toBe(302);
  return new URL(String(headers['location']));
}

interface Counted {
  readonly placement: string;
  readonly clicks: number;
  readonly shares: number;
}

async function counted(): Promise<Counted[]> {
  await school.settle();
  const { rows } = await school.database.pool.query<Counted>(
    `select placement, sum(clicks)::int as clicks, sum(shares)::int as shares from referral_clicks
     where workspace_id = $1 group by placement order by placement`,
    [school.keys.workspace],
  );
  return rows;
}

async function soon(placement: string, expected: Partial<Counted>): Promise<void> {
  const isThere = await eventually(async () => {
    const row = (await counted()).find((each) => each.placement === placement);
    return Object.entries(expected).every(([name, value]) => row?.[name as keyof Counted] === value);
  }, 10_000);
  expect(isThere, `${placement}: ${JSON.stringify(await counted())}`).toBe(true);
}

async function pairOf(userId: string): Promise<Pair | undefined> {
  const friend = await school.person(userId);
  const { items } = (await school.api('GET', `/api/v1/referral/pairs?friend=${friend}`)) as { items: Pair[] };
  return items[0];
}

async function enter(): Promise<string> {
  const made = (await school.api('POST', `/api/v1/referral/programs/${program}/cabinet-links`, { userId: 'anna' })) as {
    url: string;
  };
  const opened = await school.during(openLanding(school, made.url.replace(origin, '')));
  return String(opened.headers['set-cookie']).split(';')[0] ?? '';
}

const cabinet = (cookie: string) => openLanding(school, `/me/${program}`, 'ru', { headers: { cookie } });
const name = (cookie: string, placement: string) =>
  school.during(postForm(school, `/me/${program}/links?lang=ru`, { placement }, { headers: { cookie } }));

describe('a link that says where it stands (REF-70)', () => {
  test('is counted apart, and its token brings the placement to the invitation and the pair', async () => {
    const to = await follow('?subid=Blog');
    await soon('blog', { clicks: 1 });
    const click = to.searchParams.get('sarafan_click');
    await school.server({ type: 'identify', userId: 'boris', traits: {}, context: {} });
    await school.server({ type: 'track', event: 'Signed Up', userId: 'boris', properties: { referral_click: click } });
    expect(await pairOf('boris')).toMatchObject({ channel: 'link', placement: 'blog', status: 'waiting' });
    const asked = `/api/v1/referral/explanations?program=${program}&userId=boris`;
    const { invitation } = (await school.api('GET', asked)) as Explanation;
    expect(invitation).toMatchObject({ channel: 'link', code: anna, placement: 'blog' });
  });

  test('brings another placement when the later link of the same person counts', async () => {
    school.clock.advance(minuteMs);
    const to = await follow('?subid=chat');
    await school.server({
      ...{ type: 'track', event: 'Signed Up', userId: 'boris' },
      properties: { referral_click: to.searchParams.get('sarafan_click') },
    });
    const { pick } = (
      (await school.api('GET', '/api/v1/referral/programs/language-school')) as {
        definition: { attribution: { pick: string } };
      }
    ).definition.attribution;
    expect((await pairOf('boris'))?.placement).toBe(pick === 'last' ? 'chat' : 'blog');
  });

  test('is what the cabinet’s conversion is of: whoever entered a code followed none', async () => {
    await soon('chat', { clicks: 1 });
    await school.server({ type: 'identify', userId: 'vera', traits: { referral_code: anna } });
    const headers = { cookie: await enter() };
    const { html } = await openLanding(school, `/me/${program}/statistics`, 'ru', { headers });
    const tiles = [...html.matchAll(/<dd>(\d+)<\/dd>/g)].map(([, count]) => count);
    expect(tiles).toEqual(['2', '2', '0']);
    expect(html).toContain('Из перешедших по ссылке записались: 50\u00a0%.');
  });

  test.each(['?subid=', '?subid=a%20b', `?subid=${'x'.repeat(41)}`, '?subid=a&subid=b', '?subid=%3Cscript%3E', ''])(
    '%j counts as one without a name, and the visitor goes on',
    async (query) => {
      const before = (await counted()).find(({ placement }) => placement === '')?.clicks ?? 0;
      expect((await follow(query)).searchParams.has('sarafan_click')).toBe(true);
      await soon('', { clicks: before + 1 });
    },
  );

  test('of names that a stranger invents so many are kept, the others count together (INV-8)', async () => {
    for (let index = 0; index <= placementLimits.seen + 1; index += 1) {
      await follow(`?subid=made-up-${index}`);
      await counted();
    }
    const isFull = await eventually(async () => (await counted()).some(({ placement }) => placement === '*'), 10_000);
    expect(isFull).toBe(true);
    expect((await counted()).length).toBeLessThanOrEqual(placementLimits.seen + 2);
  });
});

describe('a cabinet', () => {
  test('makes a link for a place, once, and draws its QR code', async () => {
    const cookie = await enter();
    const { status, headers } = await name(cookie, ' Подкаст ');
    expect([status, headers['location']]).toEqual([303, `../${program}?lang=ru#links`]);
    await name(cookie, 'подкаст');
    const { html } = await cabinet(cookie);
    const link = `${origin}/r/${anna}?subid=${encodeURIComponent('подкаст')}`;
    expect(html.split(`href="${link}"`)).toHaveLength(2);
    const src = /src="([^"]+\/qr\/[^"]+)"/.exec(html)?.[1] ?? '';
    const drawn = await openLanding(school, `/me/${src}`, 'ru', { headers: { cookie } });
    expect([drawn.status, drawn.headers['content-type']]).toEqual([200, 'image/svg+xml']);
    expect(drawn.html).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"[\s\S]*<\/svg>$/);
    expect((await openLanding(school, `/me/${src}`)).status).toBe(404);
    // Also when strangers have used up the room for names.
    await follow(`?subid=${encodeURIComponent('подкаст')}`);
    await soon('подкаст', { clicks: 1 });
  });

  test.each([
    ['a b', 'linkBad', 'Такое название не подойдёт'],
    ['', 'linkBad', 'Такое название не подойдёт'],
    ['telegram', 'linkOurs', 'занято кнопками'],
  ])('says why %j is no name', async (typed, code, sentence) => {
    const cookie = await enter();
    const { headers } = await name(cookie, typed);
    expect(headers['location']).toBe(`../${program}?lang=ru&naming=${code}#links`);
    const { html } = await openLanding(school, `/me/${program}?lang=ru&naming=${code}`, 'ru', { headers: { cookie } });
    expect(html).toContain(sentence);
  });

  test('makes so many links and no more (INV-8)', async () => {
    const cookie = await enter();
    for (let index = 1; index < placementLimits.named; index += 1) await name(cookie, `place-${index}`);
    const { headers } = await name(cookie, 'one-more');
    expect(headers['location']).toContain('naming=linkTooMany');
    const { html } = await cabinet(cookie);
    expect(html.match(/\/qr\//g)).toHaveLength(placementLimits.named);
    expect(html).not.toContain('name="placement"');
  });

  test('counts a press of a share button, which leads on with a link of its own', async () => {
    const cookie = await enter();
    const headers = { cookie };
    const share = (button: string, more: Readonly<Record<string, string>> = {}) =>
      openLanding(school, `/me/${program}/share/${button}?lang=en`, 'ru', { headers: { ...headers, ...more } });
    const { status, headers: answered } = await share('telegram');
    const to = new URL(String(answered['location']));
    expect([status, to.origin, to.searchParams.get('url')]).toEqual([
      302,
      'https://t.me',
      `${origin}/r/${anna}?subid=telegram`,
    ]);
    expect(String((await share('email')).headers['location'])).toMatch(/^mailto:\?subject=/);
    await soon('telegram', { shares: 1, clicks: 0 });
    await soon('email', { shares: 1 });
    // A preview of the address shares nothing, and neither does anybody whose cabinet is closed.
    await share('vk', { 'user-agent': 'TelegramBot (like TwitterBot)' });
    expect((await openLanding(school, `/me/${program}/share/vk`)).headers['location']).toBe(`../../${program}`);
    expect((await share('nobody')).status).toBe(404);
    await share('whatsapp');
    await soon('whatsapp', { shares: 1 });
    expect((await counted()).find(({ placement }) => placement === 'vk')).toBeUndefined();
  });

  test('names nothing for another site’s page, or without a session', async () => {
    const cookie = await enter();
    const foreign = { headers: { cookie, 'sec-fetch-site': 'cross-site' } };
    expect((await postForm(school, `/me/${program}/links`, { placement: 'x' }, foreign)).status).toBe(403);
    const { headers } = await postForm(school, `/me/${program}/links`, { placement: 'x' });
    expect(headers['location']).toBe(`../${program}#links`);
  });
});
