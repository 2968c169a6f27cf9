import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from 'playwright-core';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { visitor } from '../../support/landing.ts';
import { createWorld } from '../../support/world.ts';
import { openSchoolDesk, type SchoolDesk } from '../school-desk.ts';
import { type Language, type Watch, watch } from './look.ts';
import { names } from './names.ts';
import { tellStory, type WalkIds } from './story.ts';

/** Who looks: an owner of the school, an owner of a workspace where nothing has happened yet, or anybody else. */
export type Who = 'owner' | 'newcomer' | 'stranger';

/** A browser of somebody, with one page. */
export interface Walker {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watched: Watch;
  readonly password: string;
}

export interface WalkStage extends SchoolDesk {
  readonly ids: WalkIds;
  readonly language: Language;
  /** A server that nobody has set up yet. */
  readonly freshUrl: string;
  /** Somebody’s browser, opened when it is first asked for. */
  walker(who: Who): Promise<Walker>;
}

/** A server with a school in the middle of its life, and browsers that speak one language. */
export async function openWalkStage(language: Language): Promise<WalkStage> {
  const desk = await openSchoolDesk();
  const ids = await tellStory(desk, language);
  const fresh = await createWorld();
  await fresh.http.listen({ port: 0, host: '127.0.0.1' });
  const freshUrl = `http://127.0.0.1:${(fresh.http.server.address() as AddressInfo).port}`;
  const empty = await desk.world.rooms.access.createWorkspace(names[language].school, 'cli', 'Europe/Moscow');
  const walkers = new Map<Who, Promise<Walker>>();
  const open = (who: Who): Promise<Walker> => {
    const workspace = { owner: desk.keys.workspace, newcomer: empty.workspace, stranger: undefined }[who];
    const owner = workspace === undefined ? undefined : { workspace, name: names[language].owner };
    return openWalker(desk, language, [desk.url, freshUrl], owner);
  };
  return {
    ...{ ...desk, ids, language, freshUrl },
    walker(who) {
      const walker = walkers.get(who) ?? open(who);
      walkers.set(who, walker);
      return walker;
    },
    async close() {
      await desk.close();
      await fresh.close();
    },
  };
}

interface Owner {
  readonly workspace: WorkspaceId;
  readonly name: string;
}

/** Opens a browser, and signs an owner of the workspace in. What moves stands still, so that nothing waits for it. */
export async function openWalker(
  { browser, url, world }: SchoolDesk,
  language: Language,
  origins: readonly string[],
  owner: Owner | undefined,
): Promise<Walker> {
  const context = await browser.newContext({
    baseURL: url,
    locale: language === 'ru' ? 'ru-RU' : 'en-GB',
    reducedMotion: 'reduce',
    // A browser without a window says so in its name, and is taken for the robot that it is.
    userAgent: visitor['user-agent'],
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  // What happened lately happened by the clock of the world.
  await context.clock.setFixedTime(world.clock.now());
  const password = owner === undefined ? '' : await signIn(context, world, owner);
  const page = await context.newPage();
  return { context, page, password, watched: watch(page, origins) };
}

async function signIn(
  context: BrowserContext,
  { rooms }: SchoolDesk['world'],
  { workspace, name }: Owner,
): Promise<string> {
  const email = `owner-of-${workspace.slice(-6)}@school.example`;
  const made = await rooms.users.create({ email, name, role: 'owner', workspace }, 'cli');
  if (made === undefined || 'joined' in made) throw new Error(`${email} is there already`);
  const { password } = made;
  const answer = await context.request.post('/api/session/sign-in', {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { email, password },
  });
  if (!answer.ok()) throw new Error(await answer.text());
  return password;
}
