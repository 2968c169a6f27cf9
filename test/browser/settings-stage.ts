import type { Role } from '@sarafan/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freePort } from '../../server/src/kit/postgres/ports.ts';
import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { openBrowser } from '../support/chromium.ts';
import { buildServer, sleep } from '../support/process.ts';
import { createWorld, type World } from '../support/world.ts';

/** A server that listens and works, with a workspace and a real browser to look at it. */
export interface AdminStage {
  readonly world: World;
  readonly keys: NewWorkspace;
  readonly browser: Browser;
  /** Where the server listens. */
  readonly url: string;
  /** Somebody with a role, signed in, in a browser of their own. */
  enter(role: Role, look?: Look): Promise<Desk>;
  /** How often browsers reported that the content security policy forbade something. */
  reports(): Promise<number>;
  close(): Promise<void>;
}

export interface Look {
  readonly language?: 'ru' | 'en';
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

export interface Desk {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly email: string;
  readonly password: string;
  readonly user: string;
  /** What went wrong in pages. */
  readonly errors: string[];
  open(path: string): Promise<void>;
}

export async function openAdminStage(): Promise<AdminStage> {
  buildServer();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const world = await createWorld({ at: url });
  const keys = await world.rooms.access.createWorkspace('Полиглот', 'test', 'Europe/Moscow');
  await world.http.listen({ port, host: '127.0.0.1' });
  const browser = await openBrowser();
  const working = workOn(world);
  let people = 0;
  return {
    ...{ world, keys, browser, url },
    async enter(role, look) {
      people += 1;
      const email = `${role}-${people}@school.example`;
      const { workspace } = keys;
      const made = await world.rooms.users.create({ email, name: `${role} ${people}`, role, workspace }, 'test');
      if (made === undefined || 'joined' in made) throw new Error(`${email} is there already`);
      const { user } = made;
      return await openDesk(browser, url, { email, password: made.password, user }, look);
    },
    async reports() {
      const metrics = await (await fetch(`${url}/metrics`)).text();
      const lines = metrics.split('\n').filter((line) => line.startsWith('sarafan_csp_reports_total'));
      return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    },
    async close() {
      await browser.close();
      await working.stop();
      await world.close();
    },
  };
}

/** Takes batches all the time, as a worker would, and goes on with what waits in the background. */
function workOn(world: World): { stop(): Promise<void> } {
  let goes = true;
  const loop = async (): Promise<void> => {
    while (goes) {
      await world.rooms.versionWork.step();
      await world.settle();
      await sleep(20);
    }
  };
  const running = loop();
  return {
    async stop() {
      goes = false;
      await running;
    },
  };
}

async function openDesk(
  browser: Browser,
  url: string,
  person: { readonly email: string; readonly password: string; readonly user: string },
  { language = 'en', width = 1440, height = 900, dark = false }: Look = {},
): Promise<Desk> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: language === 'ru' ? 'ru-RU' : 'en-US',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const { email, password } = person;
  const answer = await context.request.post('/api/session/sign-in', {
    headers: { origin: url },
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const open = async (path: string): Promise<void> => {
    await page.goto(`/admin${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  return { context, page, ...person, errors, open };
}
