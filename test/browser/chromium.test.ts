import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureChromium, findChromium, installCommand } from '../../scripts/chromium.mjs';
import { accessibilityProblems, openBrowser } from '../support/chromium.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('opens a page, and tells what is hard to use on it', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const html = (inside: string): string => `<!doctype html><html lang="ru"><title>Проба</title><main>${inside}</main>`;
  await page.setContent(html('<h1>Приведи друга</h1><label>Имя <input></label>'));
  expect(await page.getByLabel('Имя').count()).toBe(1);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.setContent(html('<h1>Приведи друга</h1><input>'));
  expect((await accessibilityProblems(page)).join('\n')).toContain('label');
  await context.close();
});

test('without Chromium and without root there is one sentence, with the command', () => {
  const nowhere = { searched: '/nowhere', mayInstall: false };
  expect(() => ensureChromium(nowhere)).toThrow(/^[^\n]*no Chromium: run `sudo apt-get install --yes chromium`[^\n]*$/);
  expect(findChromium('/nowhere')).toBeUndefined();
});

test('root installs it, and is told what went wrong when that fails', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'sarafan-chromium-'));
  const installed = path.join(folder, 'chromium');
  const machine = { searched: folder, mayInstall: true };
  const install = (): undefined => writeFileSync(installed, '', { mode: 0o755 }) as undefined;
  try {
    expect(() => ensureChromium({ ...machine, install: () => 'E: no network' })).toThrow(/E: no network/);
    expect(ensureChromium({ ...machine, install })).toBe(installed);
    expect(ensureChromium({ searched: folder, mayInstall: false })).toBe(installed);
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(installCommand).toContain('apt-get install');
});
