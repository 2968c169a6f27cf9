import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openStage, type Stage, type Visitor } from './sdk-stage.ts';
import { lookAt, watch } from './walk/look.ts';

let stage: Stage;
const visitors: Visitor[] = [];

beforeAll(async () => {
  stage = await openStage();
  await stage.school.server({ type: 'identify', userId: 'anna', traits: { name: 'Анна Иванова' } });
}, 300_000);
afterAll(() => stage.close());
afterEach(async () => {
  for (const { context } of visitors.splice(0)) await context.close();
});

async function visitor(): Promise<Visitor> {
  const opened = await stage.visitor();
  visitors.push(opened);
  return opened;
}

/** A page of the site with the widget in it, under a policy that lets the site's own Sarafan in and nothing inline. */
function show(path: string, attributes: string, more: { readonly head?: string; readonly lang?: string } = {}): void {
  const { head = '', lang = 'en' } = more;
  const tag = `<script async src="${stage.sarafan}/sdk/widget.js" ${attributes}></script>`;
  const policy = [
    "default-src 'none'",
    `script-src ${stage.sarafan}`,
    `connect-src ${stage.sarafan}`,
    `style-src ${stage.site.url}`,
    "require-trusted-types-for 'script'",
  ];
  const link = '<link rel="stylesheet" href="/site.css">';
  stage.site.show('/site.css', '@media (prefers-color-scheme: dark) { html { background: #111; color: #eee } }', {
    'content-type': 'text/css',
  });
  stage.site.show(
    path,
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>School</title>${link}${head}${tag}</head>
<body><main><h1>School</h1><p>Lessons.</p><div id="place"></div></main></body></html>`,
    { 'content-security-policy': policy.join('; ') },
  );
}

const box = ({ page }: Visitor) => page.getByRole('region');

test.each(['ru', 'en'] as const)(
  'tells of the program in %s under the strictest policy, for everybody',
  async (language) => {
    show('/', 'data-program="language-school"', { lang: language });
    const guest = await visitor();
    const watched = watch(guest.page, [stage.site.url, stage.sarafan]);
    await guest.page.goto(`${stage.site.url}/`);
    const words = {
      ru: ['Приглашайте друзей', 'Другу — 2\u00a0урока, вам — 2\u00a0урока.', 'Как это работает', 'Закрыть'],
      en: ['Invite your friends', 'A friend gets 2\u00a0lessons, and you get 2\u00a0lessons.', 'How it works', 'Close'],
    }[language] as [string, string, string, string];
    for (const text of words.slice(0, 2)) await box(guest).getByText(text, { exact: true }).waitFor();
    const rules = await box(guest).getByRole('link', { name: words[2] }).getAttribute('href');
    expect(new URL(rules ?? '').pathname).toMatch(/^\/rules\/prg_\w+$/);
    await box(guest).getByRole('button', { name: words[3] }).waitFor();
    expect(await lookAt(guest.page, watched, { name: 'widget', language })).toEqual([]);
    expect(await guest.run('Object.keys(localStorage).length + Object.keys(sessionStorage).length')).toBe(0);
    expect(guest.errors).toEqual([]);
  },
);

test('stays closed once it was closed, by the button or by Escape, on every page of the site', async () => {
  show('/', 'data-program="language-school" data-language="en"');
  show('/other', 'data-program="language-school" data-language="en"');
  const guest = await visitor();
  await guest.page.goto(`${stage.site.url}/`);
  await box(guest).getByRole('button', { name: 'Close' }).focus();
  await guest.page.keyboard.press('Escape');
  await expect.poll(() => box(guest).count()).toBe(0);
  const asked = guest.requests.length;
  await guest.page.goto(`${stage.site.url}/other`, { waitUntil: 'networkidle' });
  expect(await box(guest).count()).toBe(0);
  expect(guest.requests.slice(asked).filter((each) => each.includes('/sdk/programs/'))).toEqual([]);
});

test('without the visitor’s leave a closed widget is remembered by the page alone', async () => {
  show('/', 'data-program="language-school" data-language="en" data-consent="required"');
  const guest = await visitor();
  await guest.page.goto(`${stage.site.url}/`);
  await box(guest).getByRole('button', { name: 'Close' }).click();
  await expect.poll(() => box(guest).count()).toBe(0);
  expect(await guest.run('Object.keys(localStorage).length')).toBe(0);
  await guest.page.reload();
  await box(guest).waitFor();
});

test.each([
  ['alone', ''],
  ['beside the SDK, which cleans the address', 'sdk'],
])('greets whoever came by a link with the inviter’s name, %s', async (_how, sdk) => {
  const code = await stage.school.codeOf('anna');
  const { writeKey } = stage.school.keys;
  const script = `<script src="${stage.sarafan}/sdk/sarafan.js" data-write-key="${writeKey}"></script>`;
  show('/', 'data-program="language-school" data-language="ru"', { head: sdk === '' ? '' : script });
  const guest = await visitor();
  await guest.page.goto(`${stage.sarafan}/r/${code}`);
  await box(guest).getByText('Анна приглашает вас', { exact: true }).waitFor();
  await box(guest).getByText('Вам — 2\u00a0урока, если примете приглашение и оплатите первый заказ.').waitFor();
  expect(await guest.page.content()).not.toContain('Иванова');
  const href = (await box(guest).getByRole('link', { name: 'Принять приглашение' }).getAttribute('href')) ?? '';
  const address = new URL(href);
  expect(address.pathname).toMatch(/^\/i\/prg_/);
  expect(address.searchParams.get('sarafan_click')).toContain(code);
  // The stage listens elsewhere than the address that it was given says.
  await guest.page.goto(`${stage.sarafan}${address.pathname}${address.search}`);
  await guest.page.getByText('Анна приглашает вас в «School»').waitFor();
});

test('leads to the site’s own page for inviting, and stands where the site wants it', async () => {
  show('/', 'data-program="language-school" data-language="en" data-invite="/account/invite" data-target="#place"');
  const guest = await visitor();
  await guest.page.goto(`${stage.site.url}/`);
  const invite = box(guest).getByRole('link', { name: 'Invite a friend' });
  expect(await invite.getAttribute('href')).toBe(`${stage.site.url}/account/invite`);
  await box(guest).getByRole('link', { name: 'Rules' }).waitFor();
  expect(await guest.page.locator('#place').getByRole('region').count()).toBe(1);
});

test('tells of no program that has ended, that is unknown, or that cannot be asked for', async () => {
  const definition = { ...languageSchool, endsAt: new Date(stage.school.clock.now()).toISOString() };
  await stage.school.api('POST', '/api/v1/referral/programs', { key: 'over', definition });
  show('/over', 'data-program="over"');
  show('/unknown', 'data-program="nothing"');
  show('/away', 'data-program="language-school" data-host="http://127.0.0.1:9"');
  show('/none', '');
  for (const path of ['/over', '/unknown', '/away', '/none']) {
    const guest = await visitor();
    await guest.page.goto(`${stage.site.url}${path}`, { waitUntil: 'networkidle' });
    expect(await box(guest).count(), path).toBe(0);
    expect(guest.errors, path).toEqual([]);
  }
});
