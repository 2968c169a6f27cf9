import { type Role, roles } from '@sarafan/contract';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pathTo, type RouteName } from '../../admin/src/kit/paths.ts';
import { discount } from '../api/samples-checkout.ts';
import { type AdminSchool, openAdminSchool } from './admin-school.ts';
import { goTo, settle, type Watch, watch } from './walk/look.ts';

/** Who may see each screen of somebody who is signed in; a screen that nobody thought of here does not compile. */
type Inside = Exclude<RouteName, 'firstRun' | 'signIn' | 'invitation' | 'home' | 'import'>;
const everybody: readonly Role[] = ['owner', 'marketer', 'support', 'analyst'];
const helpers: readonly Role[] = ['owner', 'marketer', 'support'];
const writers: readonly Role[] = ['owner', 'marketer'];
const owners: readonly Role[] = ['owner'];
const mayBeSeenBy = {
  ...{ profile: everybody, people: everybody, person: everybody },
  ...{ programs: everybody, program: everybody, programDefinition: everybody, programVersions: everybody },
  programReplay: everybody,
  ...{
    programComparison: everybody,
    programParticipants: everybody,
    programBans: everybody,
    programPairs: everybody,
    programLost: everybody,
    pair: everybody,
  },
  programNew: writers,
  ...{ promotions: everybody, promotionAlarms: everybody, promotion: everybody },
  ...{ promotionNew: writers, promotionEdit: writers },
  ...{
    rewards: everybody,
    rewardsReview: everybody,
    rewardsFulfilments: everybody,
    support: everybody,
    supportBinding: helpers,
  },
  supportQuarantine: everybody,
  ...{ imports: writers, importNew: writers },
  ...{ settings: writers, units: writers, snippet: writers, addresses: writers },
  ...{ limits: writers, limit: writers },
  ...{ keys: owners, users: owners, audit: owners },
  ...{ webhooks: owners, webhook: owners, webhookDelivery: owners },
} as const satisfies Record<Inside, readonly Role[]>;

let school: AdminSchool;
let places: Readonly<Record<string, string>>;

beforeAll(async () => {
  school = await openAdminSchool();
  const { program } = await school.api('GET', '/referral/programs/language-school');
  const [person, friend] = await Promise.all([school.personOf('anna'), school.personOf('gleb')]);
  const { promotion } = await school.api('POST', '/promotions', { definition: discount });
  const hook = { url: 'https://billing.school.example/hooks', types: ['reward.granted'] };
  const { subscription } = await school.api('POST', '/webhooks/subscriptions', hook);
  const sample = { type: 'reward.granted' };
  const { delivery } = await school.api('POST', `/webhooks/subscriptions/${String(subscription)}/test`, sample);
  const hooks = { subscription: String(subscription), delivery: String(delivery) };
  places = { person, friend, program: String(program), promotion: String(promotion), unit: 'lesson', ...hooks };
}, 300_000);
afterAll(() => school.close());

/** The address of a screen, whatever it is about. */
function addressOf(route: RouteName): string {
  const build = pathTo as (name: RouteName, params: Readonly<Record<string, string>>) => string;
  return build(route, places);
}

/** An owner opens each screen by its address, as from a bookmark; the others go from one to the next. */
async function open(page: Page, watched: Watch, route: RouteName, afresh: boolean): Promise<void> {
  const address = new URL(addressOf(route), school.url).href;
  await (afresh ? page.goto(address) : goTo(page, address));
  await settle(page, watched);
}

test.each(roles)(
  '%s sees the screens of the role, of which none is refused its data, and finds nothing else',
  async (role) => {
    const { page, context, errors } = await school.enter(role);
    const refused: string[] = [];
    const watched = watch(page, [school.url]);
    page.on('response', (answer) => {
      if (answer.status() === 403) refused.push(`${page.url()} asked for ${answer.url()}`);
    });
    const nothing = page.getByRole('heading', { level: 1, name: 'There is nothing here' });
    const seen: string[] = [];
    for (const [route, allowed] of Object.entries(mayBeSeenBy) as [Inside, readonly Role[]][]) {
      await open(page, watched, route, role === 'owner');
      const isShown = (await nothing.count()) === 0;
      if (isShown) seen.push(route);
      expect(isShown, `${role} at ${route}`).toBe(allowed.includes(role));
    }
    expect(seen.length).toBeGreaterThan(15);
    expect(refused).toEqual([]);
    expect(errors).toEqual([]);
    await context.close();
  },
  120_000,
);

test('an analyst is offered nothing that would change anything, where support is', async () => {
  const offered = async (role: Role): Promise<string[]> => {
    const { page, context } = await school.enter(role);
    const watched = watch(page, [school.url]);
    const found: string[] = [];
    for (const route of ['person', 'pair', 'programParticipants', 'support'] as const) {
      await open(page, watched, route, false);
      for (const name of ['Merge…', 'Unbind', 'Give a code', 'Bind by hand']) {
        const there = page.getByRole('button', { name }).or(page.getByRole('link', { name }));
        if ((await there.count()) > 0) found.push(`${route}: ${name}`);
      }
    }
    await context.close();
    return found;
  };
  expect((await offered('support')).length).toBeGreaterThan(2);
  expect(await offered('analyst')).toEqual([]);
}, 120_000);
