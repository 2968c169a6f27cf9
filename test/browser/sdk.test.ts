import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eventually } from '../support/process.ts';
import { document, expectHeard, forget, heard, keptIn, openStage, type Stage, type Visitor } from './sdk-stage.ts';

let stage: Stage;
const visitors: Visitor[] = [];

beforeAll(async () => {
  stage = await openStage();
}, 300_000);
afterAll(() => stage.close());
beforeEach(() => forget(stage));
afterEach(async () => {
  for (const { context } of visitors.splice(0)) await context.close();
});

async function visitor(): Promise<Visitor> {
  const opened = await stage.visitor();
  visitors.push(opened);
  return opened;
}

/** Resolves when the script has taken the page over. */
async function loaded({ page }: Visitor): Promise<boolean> {
  return eventually(async () => (await page.evaluate('window.sarafan?.loaded === true')) === true, 10_000);
}

describe('a plain page', () => {
  test('tells its view and its events with one tag, from another origin, and asks nobody else', async () => {
    stage.show('/', 'data-pages="auto"');
    const anna = await visitor();
    await anna.page.goto(`${stage.site.url}/?utm_source=vk`);
    await anna.run("sarafan.track('Course Viewed', { course: 'english' })");
    const told = await expectHeard(stage, 2);
    expect(told.map(({ type, name }) => [type, name])).toEqual([
      ['page', 'page'],
      ['track', 'Course Viewed'],
    ]);
    expect(told[0]).toMatchObject({
      anonymousId: await anna.run('sarafan.anonymousId()'),
      properties: { path: '/', search: '?utm_source=vk', title: 'School' },
      context: { campaign: { source: 'vk' }, library: { name: '@sarafan/browser' } },
    });
    expect(anna.errors).toEqual([]);
    expect(anna.requests.every((each) => each.includes(stage.site.url) || each.includes(stage.sarafan))).toBe(true);
    expect(anna.requests.filter((each) => each.startsWith('OPTIONS'))).toEqual([]);
  });
});

describe('a single-page app', () => {
  test('is seen at each of its addresses, with the invitation that it came by', async () => {
    const code = await stage.school.codeOf('anna');
    stage.site.show('/app', document(stage.tag('data-pages="auto"')));
    const guest = await visitor();
    await guest.page.goto(`${stage.sarafan}/r/${code}?to=${encodeURIComponent(`${stage.site.url}/app?x=1`)}`);
    expect(await loaded(guest)).toBe(true);
    expect(guest.page.url()).toBe(`${stage.site.url}/app?x=1`);
    await guest.run("document.title = 'Prices'; history.pushState({}, '', '/prices')");
    await guest.run("history.replaceState({}, '', '/prices')");
    await expectHeard(stage, 2);
    await guest.run("history.pushState({}, '', '/prices/english')");
    await guest.page.goBack();
    const told = await expectHeard(stage, 4);
    const own = told
      .filter((each) => each.type === 'page')
      .map(({ properties }) => [properties['path'], properties['title']]);
    expect(own).toEqual([
      ['/app', 'School'],
      ['/prices', 'Prices'],
      ['/prices/english', 'Prices'],
      ['/prices', 'Prices'],
    ]);
    const [first, , , last] = told;
    expect(first?.context['referrer']).toMatchObject({ type: 'sarafan', id: expect.stringContaining(code) });
    expect(last?.context['referrer']).toBeUndefined();
    // The server names the browser and the friend, and what the browser did counts.
    const anonymousId = String(await guest.run('sarafan.anonymousId()'));
    await stage.school.server({ type: 'identify', userId: 'boris', anonymousId, traits: {} });
    await stage.school.server({
      type: 'track',
      userId: 'boris',
      event: 'Order Completed',
      properties: { order_id: 'B', total: 10 },
    });
    expect(await stage.school.lessons('boris')).toBe(2n);
    expect(guest.errors).toEqual([]);
  });
});

describe('a browser without network', () => {
  test('keeps what happens, also when the page is left, and tells it once when the network is back', async () => {
    stage.show('/offline');
    const guest = await visitor();
    await guest.page.goto(`${stage.site.url}/offline`);
    expect(await loaded(guest)).toBe(true);
    await guest.context.setOffline(true);
    await guest.run("for (let n = 0; n < 5; n += 1) sarafan.track('Offline', { n })");
    await guest.page.waitForTimeout(300);
    await guest.page.goto('about:blank');
    await guest.context.setOffline(false);
    await guest.page.waitForTimeout(300);
    expect((await heard(stage)).length).toBe(0);
    await guest.page.goto(`${stage.site.url}/offline`);
    await expectHeard(stage, 5);
    await guest.context.setOffline(true);
    await guest.run("sarafan.track('Offline', { n: 5 })");
    await guest.page.waitForTimeout(500);
    expect((await heard(stage)).length).toBe(5);
    await guest.context.setOffline(false);
    const told = await expectHeard(stage, 6);
    expect(told.map(({ properties }) => properties['n'])).toEqual([0, 1, 2, 3, 4, 5]);
    expect(guest.errors).toEqual([]);
    const kept = await guest.run("Object.keys(localStorage).filter((key) => key.includes('queue'))");
    expect(kept).toEqual([]);
  });

  test('tells what was done just before the page was left', async () => {
    stage.show('/leaving');
    const guest = await visitor();
    await guest.page.goto(`${stage.site.url}/leaving`);
    expect(await loaded(guest)).toBe(true);
    await guest.run("addEventListener('pagehide', () => sarafan.track('Left')); void 0");
    await guest.page.goto('about:blank');
    expect((await expectHeard(stage, 1)).at(-1)?.name).toBe('Left');
  });
});

describe('consent', () => {
  test('refused: nothing is stored and nothing is sent; by option events are sent, and nothing is stored', async () => {
    stage.show('/hold', 'data-consent="required"');
    stage.show('/send', 'data-consent="required" data-without-consent="send"');
    const guest = await visitor();
    for (const path of ['/hold', '/send']) {
      await guest.page.goto(`${stage.site.url}${path}`);
      expect(await loaded(guest)).toBe(true);
      await guest.run("sarafan.consent(false); sarafan.page(); sarafan.track('Refused')");
      await guest.page.waitForTimeout(600);
      expect(await keptIn(guest)).toEqual([]);
    }
    expect((await expectHeard(stage, 2)).map(({ properties }) => properties['path'])).toEqual(['/send', undefined]);
    expect(guest.requests.filter((each) => each.includes('/v1/')).length).toBe(1);
  });

  test('given later: what waited is told, and the visitor is known on the next page', async () => {
    stage.show('/asks', 'data-consent="required" data-pages="auto"');
    const guest = await visitor();
    await guest.page.goto(`${stage.site.url}/asks`);
    expect(await loaded(guest)).toBe(true);
    await guest.page.waitForTimeout(400);
    expect(await keptIn(guest)).toEqual([]);
    expect((await heard(stage)).length).toBe(0);
    await guest.run('sarafan.consent(true)');
    const [view] = await expectHeard(stage, 1);
    await guest.page.reload();
    expect(await loaded(guest)).toBe(true);
    expect(await guest.run('sarafan.anonymousId()')).toBe(view?.anonymousId);
    await expectHeard(stage, 2);
  });
});

describe('a difficult page', () => {
  test('that blocks storage is served from memory', async () => {
    stage.show('/blocked', 'data-pages="auto"');
    const guest = await visitor();
    await guest.page.addInitScript({
      content:
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('No', 'SecurityError'); } })",
    });
    await guest.page.goto(`${stage.site.url}/blocked`);
    expect(await loaded(guest)).toBe(true);
    await guest.run("sarafan.track('Blocked')");
    const told = await expectHeard(stage, 2);
    expect(new Set(told.map(({ anonymousId }) => anonymousId)).size).toBe(1);
    expect(guest.errors).toEqual([]);
  });

  test('with a strict content security policy needs no exception but our address', async () => {
    const { sarafan } = stage;
    const allowed = `default-src 'none'; script-src ${sarafan}; connect-src ${sarafan}`;
    const policy = `${allowed}; require-trusted-types-for 'script'`;
    stage.site.show('/strict', document(stage.tag('data-pages="auto"')), { 'content-security-policy': policy });
    const guest = await visitor();
    const problems: string[] = [];
    guest.page.on('console', (message) => problems.push(message.text()));
    await guest.page.goto(`${stage.site.url}/strict`);
    await expectHeard(stage, 1);
    expect(problems.filter((text) => !text.includes('favicon'))).toEqual([]);
  });

  test('that loads the script twice, beside calls written down before, tells everything once', async () => {
    const ready = "['ready', () => { window.isReady = true; }]";
    const early = `window.sarafan = { q: [['track', 'Early', { n: 1 }], ['nonsense'], ${ready}] }`;
    const late = "window.sarafan.q.push(['track', 'Late', { n: 2 }])";
    const tags = stage.tag('data-pages="auto"').repeat(2);
    stage.site.show('/twice', document(`<script>${early}</script>${tags}`, `<script>${late}</script>`));
    const guest = await visitor();
    await guest.page.goto(`${stage.site.url}/twice`);
    await expectHeard(stage, 3);
    await guest.page.waitForTimeout(500);
    const told = await heard(stage);
    expect(told.map(({ type, name }) => (type === 'page' ? type : name)).toSorted()).toEqual(['Early', 'Late', 'page']);
    expect(await guest.run('window.isReady')).toBe(true);
    expect(guest.errors).toEqual([]);
  });

  test('open in two tabs is one visitor, and each event of both arrives once', async () => {
    stage.show('/tabs');
    const guest = await visitor();
    const second = await guest.context.newPage();
    await guest.page.goto(`${stage.site.url}/tabs`);
    expect(await loaded(guest)).toBe(true);
    await second.goto(`${stage.site.url}/tabs`);
    await second.waitForFunction('window.sarafan && window.sarafan.loaded');
    await Promise.all(
      [guest.page, second].map((page, tab) =>
        page.evaluate(`for (let n = 0; n < 50; n += 1) sarafan.track('Tab', { tab: ${tab}, n })`),
      ),
    );
    const told = await expectHeard(stage, 100);
    expect(new Set(told.map(({ anonymousId }) => anonymousId)).size).toBe(1);
    expect(new Set(told.map(({ properties }) => JSON.stringify(properties))).size).toBe(100);
    await second.evaluate("sarafan.identify('kira')");
    await guest.page.waitForTimeout(200);
    await guest.run("sarafan.track('After')");
    expect((await expectHeard(stage, 102)).find(({ name }) => name === 'After')?.userId).toBe('kira');
  });

  test('that calls a thousand times in a row tells all of it once, in order', async () => {
    stage.show('/thousand');
    const guest = await visitor();
    await guest.page.goto(`${stage.site.url}/thousand`);
    expect(await loaded(guest)).toBe(true);
    await guest.run("for (let n = 0; n < 1000; n += 1) sarafan.track('Quick', { n })");
    const told = await expectHeard(stage, 1_000);
    expect(told.map(({ properties }) => properties['n'])).toEqual(Array.from({ length: 1_000 }, (_, n) => n));
    expect(guest.requests.filter((each) => each.includes('/v1/')).length).toBeLessThanOrEqual(8);
  });
});

describe('the module', () => {
  test('does in a bundle what the script does by its tag', async () => {
    const built = readFileSync(new URL('../../sdk/browser/dist/index.js', import.meta.url), 'utf8');
    stage.site.show('/sarafan-module.js', built);
    const { writeKey } = stage.school.keys;
    const use = `import { load } from '/sarafan-module.js';
      const sarafan = load({ writeKey: '${writeKey}', host: '${stage.sarafan}' });
      load({ writeKey: 'sfw_other', host: '${stage.sarafan}' }).track('Imported');`;
    stage.site.show('/module', document(`<script type="module">${use}</script>`));
    const guest = await visitor();
    await guest.page.goto(`${stage.site.url}/module`);
    expect((await expectHeard(stage, 1)).at(-1)?.name).toBe('Imported');
    expect(guest.errors).toEqual([]);
  });
});
