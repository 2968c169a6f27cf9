import type { ProgramDefinition } from '@sarafan/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freePort } from '../../server/src/kit/postgres/ports.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openBrowser } from '../support/chromium.ts';
import { createSchool, type School } from '../support/school.ts';

/** The customer's pages of a school, on a server that listens and works, and a real browser to look at them. */
export interface PagesStage {
  readonly school: School;
  readonly browser: Browser;
  /** Where the server listens. */
  readonly url: string;
  readonly program: string;
  open(look?: Look): Promise<Visit>;
  /** A link that opens somebody's cabinet once. */
  cabinetLink(userId: string): Promise<string>;
  close(): Promise<void>;
}

export interface Look {
  readonly language?: 'ru' | 'en';
  readonly script?: boolean;
}

/** A visitor with a browser of their own. */
export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Requests to anybody but the school's own server. */
  readonly strangers: string[];
  /** What went wrong in the page, and what its policy forbade. */
  readonly errors: string[];
  close(): Promise<void>;
}

export async function openPagesStage(definition: ProgramDefinition = languageSchool): Promise<PagesStage> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const school = await createSchool(definition, { at: url });
  await school.http.listen({ port, host: 'localhost' });
  const { program } = (await school.api('GET', '/api/v1/referral/programs/language-school')) as { program: string };
  const browser = await openBrowser();
  const working = workOn(school);
  return {
    ...{ school, browser, url, program },
    open: (look) => visit(browser, url, look),
    async cabinetLink(userId) {
      const made = await school.api('POST', `/api/v1/referral/programs/${program}/cabinet-links`, { userId });
      return (made as { url: string }).url;
    },
    async close() {
      await browser.close();
      await working.stop();
      await school.close();
    },
  };
}

async function visit(browser: Browser, url: string, look: Look = {}): Promise<Visit> {
  const { language = 'ru', script = true } = look;
  const context = await browser.newContext({
    // The phone of most visitors.
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    // A browser without a window says so in its name, and is taken for the robot that it is.
    userAgent: userAgentOf(browser),
    javaScriptEnabled: script,
  });
  const page = await context.newPage();
  const strangers: string[] = [];
  const errors: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) strangers.push(request.url());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // A refused form is answered with its status, which the console tells as an error.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  return { context, page, strangers, errors, close: () => context.close() };
}

function userAgentOf(browser: Browser): string {
  const version = browser.version().split('.')[0] ?? '';
  return `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`;
}

/** Takes batches all the time, as a worker would. */
function workOn(school: School): { stop(): Promise<void> } {
  let goes = true;
  const loop = async (): Promise<void> => {
    while (goes) {
      await school.settle();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const done = loop();
  return {
    async stop() {
      goes = false;
      await done;
    },
  };
}
