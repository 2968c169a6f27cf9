import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { ask as askApi, bearer, type Customer, createCustomer } from '../api/customers.ts';
import { openSchoolDesk, type SchoolDesk } from './school-desk.ts';
import { importHostileFile, putThrough, tellHostileEvents, typeIntoLanding } from './walk/hostile.ts';
import { hiddenSigns, hostileTexts } from './walk/hostile-texts.ts';
import { goTo, settle } from './walk/look.ts';
import { type Document, writeRoutes } from './walk/plans.ts';
import { screens } from './walk/screens.ts';
import { openWalker, type Walker, type WalkStage } from './walk/stage.ts';
import type { View } from './walk/view.ts';

const { everything = '' } = hostileTexts;
/** What is brought where a text may not be longer than a noun. */
const short = everything.slice(0, 60);

let desk: SchoolDesk;
let customer: Customer;
let document: Document;
let owner: Walker;
let stranger: Walker;
let imported: string;

beforeAll(async () => {
  desk = await openSchoolDesk();
  customer = await createCustomer(desk.world, 'Hostile');
  document = (await (await fetch(`${desk.url}/api/openapi.json`)).json()) as Document;
}, 300_000);
afterAll(() => desk.close());

/** What the management API of the hostile workspace answers. */
async function ask<Answer>(method: 'GET' | 'POST' | 'PATCH', url: string, payload?: object): Promise<Answer> {
  const sample = { url, ...(payload === undefined ? {} : { payload }) };
  const answer = await askApi(desk.world, method, sample, bearer(customer.keys.apiKey));
  if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.body}`);
  return answer.json<Answer>();
}

describe('hostile texts are refused in a sentence or kept', () => {
  test('by ingestion, by files and by the form of a landing', { timeout: 200_000 }, async () => {
    expect(await tellHostileEvents(desk.world, customer)).toBeGreaterThan(40);
    imported = await importHostileFile(desk.world, customer);
    const { program, code } = customer.ids;
    expect(await typeIntoLanding(desk.world, `/i/${program}?code=${code}`)).toEqual([]);
  });

  test('by every text of every route that writes', { timeout: 400_000 }, async () => {
    const routes = writeRoutes(document);
    expect(routes.length).toBeGreaterThan(40);
    const wrong: string[] = [];
    const kept: string[] = [];
    let fields = 0;
    for (const route of routes) {
      const put = await putThrough(desk.world, customer, route, document.components.schemas);
      wrong.push(...put.wrong);
      fields += put.fields;
      if (put.kept > 0) kept.push(route.name);
    }
    expect(wrong).toEqual([]);
    expect(fields).toBeGreaterThan(100);
    expect(kept).toEqual(expect.arrayContaining(['PATCH /api/v1/access/workspace', 'POST /api/v1/referral/programs']));
  });

  test('by what stands around every screen and page', async () => {
    const name = { ru: everything, en: everything };
    const forms = { ru: { one: short, few: short, many: short }, en: { one: short, other: short } };
    await ask('PATCH', '/access/workspace', { name: everything });
    await ask('POST', '/ledger/units', { unit: 'lesson', exponent: 0, name, forms });
    await ask('POST', '/access/keys', { kind: 'write', note: everything });
    const program = { key: 'program-hostile', definition: { ...languageSchool, name }, note: everything };
    await ask('POST', '/referral/programs', program);
    const { name: workspaceName } = await ask<{ name: string }>('GET', '/access/workspace');
    expect(workspaceName).toContain('<img src=x');
  });
});

/** The screens as they are opened: nobody presses anything, since the table of looks does. */
const plainViews: readonly View[] = Object.values(screens)
  .flat<readonly (readonly View[])[]>()
  .filter(({ who, act }) => who === 'owner' && act === undefined);

async function hostileStage(): Promise<WalkStage> {
  const { ids } = customer;
  const { items } = await ask<{ items: { person: string }[] }>('GET', '/people/persons?userId=hostile-0');
  const imports = { ...ids.imports, done: imported };
  const persons = { referrer: ids.person, rewarded: ids.friend, refused: items[0]?.person ?? '', joined: ids.joined };
  const promotions = { promotion: ids.promotion, coupons: ids.coupons };
  const { subscription, quietSubscription, delivery } = ids;
  const hooks = {
    well: subscription,
    failing: quietSubscription,
    gone: quietSubscription,
    delivered: delivery,
    repeated: delivery,
  };
  const walkIds = {
    ...promotions,
    hooks,
    program: ids.program,
    ended: ids.program,
    code: ids.code,
    imports,
    ...persons,
  };
  return { ...desk, ids: walkIds, language: 'ru', freshUrl: desk.url, walker: async () => owner };
}

interface Shown {
  readonly hacked: boolean;
  readonly beyond: number;
  readonly texts: readonly string[];
}

/** Every text on the page that is not being typed, and what screen readers are told beside it. */
const shown = `(() => {
  const texts = [document.title];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { parentElement, data } = walker.currentNode;
    if (parentElement.closest('script, style, textarea') === null) texts.push(data);
  }
  for (const each of document.body.querySelectorAll('*'))
    for (const name of ['aria-label', 'title', 'alt', 'placeholder']) texts.push(each.getAttribute(name) ?? '');
  const beyond = document.documentElement.scrollWidth - innerWidth;
  return { hacked: 'hacked' in window, beyond, texts };
})()`;

/** Opens a page in both widths, and tells what a hostile text has done there, a line each. */
async function harm({ page, watched }: Walker, address: string): Promise<string[]> {
  const found: string[] = [];
  await goTo(page, new URL(address, desk.url).href);
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await settle(page, watched);
    const { hacked, beyond, texts } = await page.evaluate<Shown>(shown);
    if (hacked) found.push('a text was run');
    if (beyond > 0) found.push(`${width}: ${beyond} px beyond the window`);
    const hidden = texts.find((text) => hiddenSigns.test(text));
    if (hidden !== undefined) found.push(`${width}: shows ${JSON.stringify(hidden.slice(0, 200))}`);
  }
  found.push(...watched.errors.splice(0), ...watched.strangers.splice(0));
  return found.map((each) => `${address} ${each}`);
}

describe('what was kept does no harm', () => {
  beforeAll(async () => {
    const { workspace } = customer.keys;
    owner = await openWalker(desk, 'ru', [desk.url], { workspace, name: everything.slice(0, 100) });
    stranger = await openWalker(desk, 'ru', [desk.url], undefined);
  });

  test.each(plainViews)('on the screen $name', async ({ path }) => {
    expect(await harm(owner, await path(await hostileStage()))).toEqual([]);
  });

  test('on the screen of every hostile person', { timeout: 200_000 }, async () => {
    const { items } = await ask<{ items: { person: string; userId: string | null }[] }>(
      'GET',
      '/people/persons?limit=200',
    );
    const hostile = items.filter(({ userId }) => /^(hostile|csv)-\d+$/.test(userId ?? ''));
    expect(hostile.length).toBeGreaterThan(30);
    const found: string[] = [];
    for (const { person } of hostile) found.push(...(await harm(owner, `/admin/people/${person}`)));
    expect(found).toEqual([]);
  });

  test('on the pages of customers', async () => {
    const { program, code, userId } = customer.ids;
    const links = `/referral/programs/${program}/cabinet-links`;
    const { url } = await ask<{ url: string }>('POST', links, { userId });
    const pages = [`/i/${program}?code=${code}`, `/i/${program}/thanks?code=${code}`, url, `/i/${program}`];
    const found: string[] = [];
    for (const address of pages) found.push(...(await harm(stranger, address)));
    expect(found).toEqual([]);
  });

  test('and no browser reported that the policy forbade something', async () => {
    expect(await desk.reports()).toBe(0);
  });
});
