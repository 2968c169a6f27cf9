import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../../scripts/chromium.mjs';

/**
 * Debian's Chromium, driven by playwright-core, which brings no browser of its own. Whoever opens it closes it.
 * It asks nobody anything by itself, so a request that a test sees was made by a page.
 */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureChromium(),
    // Chromium refuses its sandbox to root, under whom tests run in CI; the pages are our own.
    chromiumSandbox: process.getuid?.() !== 0,
    args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--no-first-run'],
  });
}

/**
 * A dialog that still fades in has colours that nobody reads by, so what moves comes to rest first, within limits.
 * Where the browser asks for no motion, none is about to begin.
 */
const atRest = `new Promise((go) => matchMedia('(prefers-reduced-motion: reduce)').matches ? go() : setTimeout(go, 100))
  .then(() => Promise.race([
    Promise.allSettled(document.getAnimations().map((each) => each.finished)),
    new Promise((go) => setTimeout(go, 2000)),
  ])).then(() => undefined)`;

/** What reads pages, in its small form: the builder’s own is twice as long, and is sent again and again. */
const reader = readFileSync(createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), {
  encoding: 'utf8',
});
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is hard to use for people with a disability, by the rules of WCAG 2.2 AA, a line for each: none is fine. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  await page.evaluate(atRest);
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(reader);
  const { violations } = await new AxeBuilder({ page, axeSource: 'undefined' })
    // Whatever is fine is many times what is not, and nobody reads it.
    .options({ runOnly: tags, resultTypes: ['violations'] })
    // Our pages have no frames, and so need no second page to put the findings of frames together.
    .setLegacyMode()
    .analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`),
  );
}
