import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { accessibilityProblems } from '../../support/chromium.ts';
import { eventually } from '../../support/process.ts';

export type Language = 'ru' | 'en';

/** What a page did while it was open. */
export interface Watch {
  /** Errors of its scripts, and what its policy forbade. */
  readonly errors: string[];
  /** Requests to anybody but the servers of the test. */
  readonly strangers: string[];
  /** Whether a request is under way. */
  readonly reads: () => boolean;
}

export function watch(page: Page, origins: readonly string[]): Watch {
  const errors: string[] = [];
  const strangers: string[] = [];
  const open = new Set<object>();
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // An answer such as 404 is told as an error, too; whether it should have come is not a matter of looks.
    const told = message.type() === 'error' && !message.text().startsWith('Failed to load resource');
    if (told) errors.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    const own = protocol === 'data:' || protocol === 'blob:' || origins.includes(origin);
    if (!own) strangers.push(request.url());
    open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return { errors, strangers, reads: () => open.size > 0 };
}

/** The screen has its heading, waits for nothing, and has painted twice since. */
const painted = 'new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))';
const isAtRest = `${painted}.then(() =>
  document.querySelector('h1') !== null &&
  document.querySelector('[aria-busy=true], [data-drawn=false], [data-stale=true]') === null)`;
const wholeWithinMs = 30_000;

/** Waits until nothing is read any more: what is seen then stays. */
export async function settle(page: Page, { reads }: Watch, withinMs = wholeWithinMs): Promise<void> {
  const rests = async (): Promise<boolean> => !reads() && (await page.evaluate<boolean>(isAtRest)) && !reads();
  const whole = await eventually(async () => (await rests()) && (await rests()), withinMs, 10);
  if (!whole) throw new Error(`${page.url()} did not come to rest`);
}

/** Opens an address: as a link within the admin would where it is open elsewhere, else from the beginning. */
export async function goTo(page: Page, address: string): Promise<void> {
  const [here, there] = [new URL(page.url()), new URL(address)];
  const isAdmin = [here, there].every(({ pathname }) => pathname.startsWith('/admin/'));
  const isWithin = isAdmin && here.origin === there.origin && here.pathname !== there.pathname;
  await (isWithin ? page.evaluate(`history.pushState({}, '', ${JSON.stringify(address)})`) : page.goto(address));
}

interface Combination {
  readonly width: 1440 | 390;
  readonly dark: boolean;
  /** Axe takes longer than all else, so it reads one look of a language; the two differ in width and colours. */
  readonly seen: 'read' | 'looked at' | 'when all is asked for';
}

/** Set by whoever wants every look, each read by axe, and every text to be put into every field. */
export const isWhole = process.env['WHOLE_WALK'] === '1';

/** Where pictures of every look go, when whoever runs the tests names a folder. */
const { SCREENSHOTS: pictures = '' } = process.env;

const combinations: Readonly<Record<Language, readonly Combination[]>> = {
  ru: [
    { width: 1440, dark: false, seen: 'read' },
    { width: 390, dark: true, seen: 'looked at' },
    { width: 390, dark: false, seen: 'when all is asked for' },
    { width: 1440, dark: true, seen: 'when all is asked for' },
  ],
  en: [
    { width: 390, dark: true, seen: 'read' },
    { width: 1440, dark: false, seen: 'looked at' },
    { width: 1440, dark: true, seen: 'when all is asked for' },
    { width: 390, dark: false, seen: 'when all is asked for' },
  ],
};

export interface Looked {
  readonly name: string;
  readonly language: Language;
  /** What is seen at one width alone, such as the navigation of a phone. */
  readonly only?: 1440 | 390;
}

/** Shows an open page in every width and colour, and tells what is wrong with it, a line each: none is fine. */
export async function lookAt(page: Page, watched: Watch, { name, language, only }: Looked): Promise<string[]> {
  const found: string[] = [];
  for (const { width, dark, seen } of combinations[language]) {
    if (only !== undefined && only !== width) continue;
    if (seen === 'when all is asked for' && !isWhole && pictures === '') continue;
    const colours = dark ? 'dark' : 'light';
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.emulateMedia({ colorScheme: colours });
    await settle(page, watched);
    // What is seen at one width alone is read there in both languages.
    const isRead = seen === 'read' || isWhole || only !== undefined;
    const problems = [...(await lastingProblems(page, dark)), ...(isRead ? await accessibilityProblems(page) : [])];
    found.push(...problems.map((problem) => `${width} px, ${colours}: ${problem}`));
    await keepPicture(page, `${name}-${language}-${width}-${colours}`);
  }
  const { errors, strangers } = watched;
  return [
    ...found,
    ...errors.splice(0).map((error) => `error: ${error}`),
    ...strangers.splice(0).map((url) => `a request to ${url}`),
  ];
}

interface Layout {
  readonly headings: number;
  readonly beyond: number;
  readonly widest: string;
  readonly ground: string;
}

/** Whatever reaches beyond the window is named, but for what scrolls by itself. */
const layout = `(() => {
  const beyond = document.documentElement.scrollWidth - innerWidth;
  const widest = beyond <= 0 ? undefined : [...document.body.querySelectorAll('*')].findLast((each) =>
    each.getBoundingClientRect().right > innerWidth + 1);
  const grounds = [document.body, document.documentElement].map((each) => getComputedStyle(each).backgroundColor);
  return {
    headings: document.querySelectorAll('h1').length,
    beyond,
    widest: widest?.outerHTML.slice(0, 200) ?? '',
    ground: grounds.find((each) => each !== 'rgba(0, 0, 0, 0)') ?? 'none',
  };
})()`;

const passesWithinMs = 1_000;

/** A page follows its window and the system's colours in a moment: what is wrong for longer is told. */
async function lastingProblems(page: Page, dark: boolean): Promise<string[]> {
  let problems: string[] = [];
  const isFine = async (): Promise<boolean> => {
    problems = await plainProblems(page, dark);
    return problems.length === 0;
  };
  await eventually(isFine, passesWithinMs);
  return problems;
}

async function plainProblems(page: Page, dark: boolean): Promise<string[]> {
  const { headings, beyond, widest, ground } = await page.evaluate<Layout>(layout);
  const channels = (ground.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  const isDark = channels.length === 3 && Math.max(...channels) < 128;
  return [
    ...(headings === 1 ? [] : [`${headings} headings of level 1`]),
    ...(beyond <= 0 ? [] : [`${beyond} px beyond the window: ${widest}`]),
    ...(isDark === dark ? [] : [`the ground is ${ground}`]),
  ];
}

/** Keeps a picture of the whole page, when pictures are asked for. */
async function keepPicture(page: Page, name: string): Promise<void> {
  if (pictures === '') return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}
