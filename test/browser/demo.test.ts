import type { Explanation } from '@sarafan/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { accessibilityProblems, openBrowser } from '../support/chromium.ts';
import { buildServer, eventually } from '../support/process.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { freePortPair, type RunningDemo, startDemoProcess } from './demo-stage.ts';

/** The main path of a newcomer: nobody touches the API, but the test asks it what was decided. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

const folder = temporaryFolder('demo');
/** A browser without a window calls itself a robot, and robots follow no invite links. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';
let browser: Browser;
let demo: RunningDemo;
let port: number;

beforeAll(async () => {
  buildServer();
  browser = await openBrowser();
  port = await freePortPair();
  demo = await startDemoProcess(folder.path, port, 'en');
});
afterAll(async () => {
  await browser?.close();
  await demo?.interrupt();
  folder.remove();
});

const open = (locale = 'en'): Promise<BrowserContext> =>
  browser.newContext({ userAgent, locale, viewport: { width: 1440, height: 900 } });

/** Anna copies her link at the school. */
async function annasLink(): Promise<string> {
  const context = await open();
  const page = await context.newPage();
  await page.goto(`${demo.school}/enter`);
  await page.getByRole('button', { name: 'Sign in: Anna' }).click();
  await page.getByRole('link', { name: 'Invite a friend' }).first().click();
  const link = (await page.locator('output.link').textContent()) ?? '';
  await context.close();
  return link;
}

/** A friend follows the link through the landing to the school and signs up there. */
async function signUp(page: Page, link: string, name: string): Promise<string> {
  const email = `${name.toLowerCase()}@example.com`;
  await page.goto(link);
  await page.locator(`a[href^="${demo.school}/"]`).first().click();
  await page.getByText('A friend invited you').first().waitFor();
  expect(page.url()).toBe(`${demo.school}/`);
  await page.getByRole('link', { name: 'Start learning' }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('I agree').check();
  const browserId = page.locator('input[name=anonymousId]');
  expect(await eventually(async () => (await browserId.inputValue()) !== '', 10_000)).toBe(true);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Payment' }).waitFor();
  return email;
}

/** What Sarafan says of the friend, once it has said something other than that it waits. */
async function explained(email: string): Promise<Explanation> {
  const ask = async (path: string): Promise<unknown> => {
    const headers = { authorization: `Bearer ${demo.apiKey}` };
    return (await fetch(`${demo.sarafan}/api/v1${path}`, { headers })).json();
  };
  let told: Explanation | undefined;
  await eventually(async () => {
    const { items } = (await ask(`/people/persons?email=${encodeURIComponent(email)}`)) as {
      items: { person: string }[];
    };
    const [found] = items;
    if (found === undefined) return false;
    told = (await ask(`/referral/explanations?program=language-school&person=${found.person}`)) as Explanation;
    return told.order !== null;
  }, 30_000);
  if (told === undefined) throw new Error(`Nobody has the address ${email}`);
  return told;
}

describe('the demo', () => {
  test('tells the story, plays the history, and says what is where', () => {
    expect(demo.printed).toContain('Boris +2 lessons; Anna +2 lessons');
    expect(demo.printed).toContain('150 people');
    expect(demo.printed).toContain(`${demo.school}/`);
    expect(demo.printed).toContain(`${demo.sarafan}/admin/`);
    expect(demo.printed).toMatch(/sign in as: owner@example\.com {2}\S{10,}/);
  });

  test('a friend follows a link, signs up at the school and pays: each side has two lessons', async () => {
    const link = await annasLink();
    const context = await open();
    const page = await context.newPage();
    const email = await signUp(page, link, 'Nora');
    await page.getByText('8 lessons').click();
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.getByRole('heading', { name: 'Done, you are in!' }).waitFor();
    const told = await explained(email);
    expect(told.status).toBe('rewarded');
    expect(told.invitation?.channel).toBe('link');
    expect(told.invitation?.referrer.userId).toBe('anna');
    expect(told.rewards.map(({ side, amount, unit }) => `${side} ${amount} ${unit}`).toSorted()).toEqual([
      'friend 2 lesson',
      'referrer 2 lesson',
    ]);
    await page.getByRole('link', { name: 'My lessons' }).first().click();
    expect(await page.locator('.numbers b').allInnerTexts()).toEqual(['8', '2']);
    await context.close();
  });

  test('a friend who pays with a gift certificate gets nothing, and is told why', async () => {
    const link = await annasLink();
    const context = await open();
    const page = await context.newPage();
    const email = await signUp(page, link, 'Oscar');
    await page.getByLabel('With a gift certificate').check();
    await page.getByLabel('Number of the certificate').fill('GIFT-2026');
    await page.getByRole('button', { name: 'Pay' }).click();
    await page.getByRole('heading', { name: 'Done, you are in!' }).waitFor();
    const told = await explained(email);
    expect([told.status, told.reason]).toEqual(['refused', 'order_condition']);
    expect(told.sentence.en).toContain('gift certificate');
    expect(told.rewards).toEqual([]);
    await context.close();
  });

  test('a student reaches their cabinet from the school, and by the printed address', async () => {
    const code = (await annasLink()).split('/').at(-1) ?? '';
    const context = await open();
    const page = await context.newPage();
    await page.goto(`${demo.school}/cabinet?student=anna`);
    expect(page.url()).toContain(`${demo.sarafan}/me/`);
    await page.getByText(code).first().waitFor();
    expect(demo.printed).toContain(`${demo.school}/cabinet?student=anna`);
    await context.close();
  });

  test.each(['ru', 'en'])(
    'the school is easy to use in %s, asks nobody else, and never scrolls sideways',
    async (locale) => {
      const context = await open(locale);
      const page = await context.newPage();
      const asked = new Set<string>();
      const errors: string[] = [];
      page.on('request', (request) => asked.add(new URL(request.url()).origin));
      page.on('pageerror', (error) => errors.push(error.message));
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      await page.goto(`${demo.school}/enter`);
      await page.locator('main form button').last().click();
      for (const path of ['/', '/courses', '/sign-up', '/checkout', '/account', '/invite', '/enter']) {
        await page.goto(`${demo.school}${path}`);
        expect(await page.locator('html').getAttribute('lang')).toBe(locale);
        for (const width of [1440, 390]) {
          await page.setViewportSize({ width, height: 900 });
          expect(await accessibilityProblems(page), path).toEqual([]);
          const [wide, seen] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as number[];
          expect(wide, path).toBeLessThanOrEqual(seen ?? 0);
        }
      }
      expect([...asked].toSorted()).toEqual([demo.sarafan, demo.school].toSorted());
      expect(errors).toEqual([]);
      await context.close();
    },
  );

  test('a restart goes on with the data and plays nothing twice; Ctrl-C ends everything within seconds', async () => {
    expect(await demo.interrupt()).toBeLessThan(10_000);
    demo = await startDemoProcess(folder.path, port, 'ru');
    expect(demo.printed).not.toContain('шесть недель');
    expect(demo.printed).toContain('owner@example.com');
    expect(demo.printed).toContain('Борис +2 урока; Анна +2 урока');
    expect(demo.printed).not.toContain('ended with an error');
    const link = await annasLink();
    const context = await open();
    const page = await context.newPage();
    await page.goto(`${demo.school}/enter`);
    expect(await page.getByRole('button', { name: 'Sign in: Nora' }).count()).toBe(1);
    expect(link).toContain(`${demo.sarafan}/r/`);
    await context.close();
    expect(await demo.terminate()).toBeLessThan(10_000);
  });
});
