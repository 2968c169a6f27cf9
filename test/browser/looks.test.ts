import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from '../support/chromium.ts';
import { openSite, type TestSite } from '../support/site.ts';
import { lookAt, settle, watch } from './walk/look.ts';

let browser: Browser;
let context: BrowserContext;
let site: TestSite;

beforeAll(async () => {
  [browser, site] = await Promise.all([openBrowser(), openSite()]);
  context = await browser.newContext({ reducedMotion: 'reduce' });
});
afterAll(async () => {
  await browser.close();
  await site.close();
});

const style = '@media (prefers-color-scheme: dark) { html { background: #111; color: #eee } }';
const inside = (main: string, head = `<style>html { background: #fff } ${style}</style>`): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title>${head}</head>
  <body><main>${main}</main></body></html>`;

async function found(html: string, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  site.show('/page', html, headers);
  const page = await context.newPage();
  const watched = watch(page, [site.url]);
  await page.goto(`${site.url}/page`);
  const problems = await lookAt(page, watched, { name: 'planted', language: 'ru' });
  await page.close();
  return problems.join('\n');
}

test('a page without a fault is found to have none', async () => {
  expect(await found(inside('<h1>Fine</h1><label>Name <input></label>'))).toBe('');
});

test.each([
  [
    'too wide for a phone',
    inside('<h1>Wide</h1><p style="width: 500px">Wide</p>'),
    /390 px, dark: \d+ px beyond .*500px/,
  ],
  ['a field without a name', inside('<h1>Field</h1><input>'), /1440 px, light: label: /],
  ['too pale in the light', inside('<h1>Pale</h1><p style="color: #ccc">Pale</p>'), /1440 px, light: color-contrast: /],
  ['two headings', inside('<h1>One</h1><h1>Two</h1>'), /1440 px, light: 2 headings of level 1/],
  [
    'always light',
    inside('<h1>Light</h1>', '<style>html { background: #fff }</style>'),
    /dark: the ground is rgb\(255/,
  ],
  ['a script that fails', inside('<h1>Script</h1><script>nothing.at.all</script>'), /error: nothing is not defined/],
  ['something of a stranger', inside('<h1>Stranger</h1><img alt="" src="http://127.0.0.1:9/x">'), /a request to http/],
])('%s is found', async (_what, html, problem) => {
  const told = await found(html).catch((error: unknown) => String(error));
  expect(told).toMatch(problem);
});

test('what a policy forbids is found', async () => {
  const policy = { 'content-security-policy': "script-src 'none'" };
  expect(await found(inside('<h1>Policy</h1><script>1</script>'), policy)).toContain('Content Security Policy');
});

test('a page without a heading does not come to rest', async () => {
  site.show('/page', inside('<p>Nothing</p>'));
  const page = await context.newPage();
  const watched = watch(page, [site.url]);
  await page.goto(`${site.url}/page`);
  await expect(settle(page, watched, 300)).rejects.toThrow(/did not come to rest/);
  await page.close();
});
