import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openBrowser } from '../support/chromium.ts';
import { buildServer, eventually } from '../support/process.ts';
import { createSchool, type School } from '../support/school.ts';
import { openSite, type TestSite } from '../support/site.ts';

/** An event of a page as the engine has it. */
export interface Heard {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly trust: number;
  readonly anonymousId: string | undefined;
  readonly userId: string | undefined;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
}

/** A school on Sarafan, listening; its site, on another origin; and a real browser. */
export interface Stage {
  readonly school: School;
  readonly site: TestSite;
  readonly browser: Browser;
  /** Where Sarafan listens. */
  readonly sarafan: string;
  /** The script's tag, with these attributes beside the key. */
  tag(attributes?: string): string;
  /** Puts a page on the site with the SDK in it. */
  show(path: string, attributes?: string, body?: string): void;
  visitor(): Promise<Visitor>;
  /** Events of earlier tests, which later ones do not look at. */
  readonly known: Set<string>;
  close(): Promise<void>;
}

export interface Visitor {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page, and which requests it made. */
  readonly errors: string[];
  readonly requests: string[];
  /** Runs an expression in the page. */
  run(expression: string): Promise<unknown>;
}

/** A browser without a window calls itself a robot, and robots follow no invite links. */
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

export async function openStage(): Promise<Stage> {
  buildServer();
  const site = await openSite();
  const link = { destination: `${site.url}/`, allowedHosts: ['localhost'] };
  const school = await createSchool({ ...languageSchool, invite: { ...languageSchool.invite, link } });
  await school.http.listen({ port: 0, host: '127.0.0.1' });
  const { port } = school.http.server.address() as AddressInfo;
  const sarafan = `http://127.0.0.1:${port}`;
  const browser = await openBrowser();
  const tag = (attributes = ''): string =>
    `<script async src="${sarafan}/sdk/sarafan.js" data-write-key="${school.keys.writeKey}" ${attributes}></script>`;
  return {
    ...{ school, site, browser, sarafan, tag, known: new Set() },
    show: (path, attributes, body = '') => site.show(path, document(tag(attributes), body)),
    visitor: () => openVisitor(browser),
    async close() {
      await browser.close();
      await site.close();
      await school.close();
    },
  };
}

export function document(head: string, body = ''): string {
  return `<!doctype html><html lang="en"><head><title>School</title>${head}</head><body>${body}</body></html>`;
}

async function openVisitor(browser: Browser): Promise<Visitor> {
  const context = await browser.newContext({ userAgent });
  const page = await context.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  context.on('request', (request) => requests.push(`${request.method()} ${request.url()}`));
  return { context, page, errors, requests, run: (expression) => page.evaluate(expression) };
}

/** What was told so far is no business of the next test. */
export async function forget(stage: Stage): Promise<void> {
  for (const { id } of await heard(stage)) stage.known.add(id);
}

/** What pages told in this test, in the order in which it took effect with each visitor. */
export async function heard({ school, known }: Stage): Promise<Heard[]> {
  await school.settle();
  const { rows } = await school.database.pool.query<
    Pick<Heard, 'id' | 'type' | 'name' | 'trust'> & { payload: Payload }
  >(
    `select message_id as id, type, name, trust, payload::json as payload from engine_facts
     where workspace_id = $1 and message_id like 'web-%' order by lane, seq`,
    [school.keys.workspace],
  );
  return rows
    .filter(({ id }) => !known.has(id))
    .map(({ payload, ...row }) => {
      const { anonymousId, userId, properties = {}, context = {} } = payload;
      return { ...row, anonymousId, userId, properties, context };
    });
}

type Payload = Partial<Pick<Heard, 'anonymousId' | 'userId' | 'properties' | 'context'>>;

/** Waits until so many events of pages were heard, and answers with them. */
export async function expectHeard(stage: Stage, count: number): Promise<Heard[]> {
  await eventually(async () => (await heard(stage)).length >= count, 20_000);
  const told = await heard(stage);
  expect(told.map(({ type, name }) => `${type} ${name}`)).toHaveLength(count);
  return told;
}

/** All that the visited site keeps in the browser. */
export function keptIn(visitor: Visitor): Promise<unknown> {
  return visitor.run('Object.keys(localStorage).concat(Object.keys(sessionStorage), document.cookie || [])');
}
