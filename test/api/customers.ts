import type { LightMyRequestResponse, RouteOptions } from 'fastify';
import type { Scope } from '../../server/src/kit/values/scopes.ts';
import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { findPersonByUserId } from '../../server/src/rooms/people/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import type { World } from '../support/world.ts';
import { createApplications } from './customer-applications.ts';
import { createBans } from './customer-bans.ts';
import { createHandouts } from './customer-handouts.ts';
import { createImports } from './customer-imports.ts';
import type { Ids, Sample } from './sample.ts';
import { discount } from './samples-checkout.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  readonly method: Method;
  /** Below /api/v1, with its parameters. */
  readonly url: string;
  readonly scope: Scope;
  /** The schema of each answer, by its status. */
  readonly answers: Readonly<Record<number, object>>;
}

/** The management routes, as the router knows them. */
export function managementRoutes(routes: readonly RouteOptions[]): Route[] {
  return routes
    .filter((route) => route.url.startsWith('/api/v1/') && route.method !== 'HEAD')
    .map((route) => ({
      method: String(route.method) as Method,
      url: route.url.slice('/api/v1'.length),
      scope: route.config?.scope ?? 'admin',
      answers: (route.schema?.response ?? {}) as Record<number, object>,
    }));
}

/** A request of a management route while the engine works. */
export function ask(
  world: World,
  method: Method,
  { url, payload }: Pick<Sample, 'url' | 'payload'>,
  headers: Readonly<Record<string, string>>,
): Promise<LightMyRequestResponse> {
  const request = { method, url: `/api/v1${url}`, headers, ...(payload === undefined ? {} : { payload }) };
  return world.during(world.http.inject(request));
}

export function bearer(key: string): { readonly authorization: string } {
  return { authorization: `Bearer ${key}` };
}

export interface Customer {
  readonly keys: NewWorkspace;
  readonly ids: Ids;
  /** Texts that stand in this customer's data and in nobody else's. */
  readonly marks: readonly string[];
}

/** Ids that stand in answers about this customer alone. */
const marking = [
  ...(['person', 'friend', 'joined', 'program', 'key', 'user', 'invitation'] as const),
  ...(['promotion', 'coupons', 'gifts', 'alarm', 'reserved', 'subscription'] as const),
] as const;

/** A workspace with one of everything: a pair that was paid, a refused event, a command, a joined profile. */
export async function createCustomer(world: World, name: string): Promise<Customer> {
  const { rooms, database } = world;
  const keys = await rooms.access.createWorkspace(name, 'test');
  const { workspace } = keys;
  const mark = name.toLowerCase();
  const named = (text: string): string => `${text}-${mark}`;
  await ask(world, 'POST', { url: '/ledger/units', payload: unit('lesson') }, bearer(keys.apiKey));
  await ask(world, 'POST', { url: '/ledger/units', payload: unit('points', 2) }, bearer(keys.apiKey));
  const program = { key: named('program'), definition: languageSchool };
  const launched = await ask(world, 'POST', { url: '/referral/programs', payload: program }, bearer(keys.apiKey));
  const joining = { url: `/referral/programs/${named('program')}/participants`, payload: { userId: named('anna') } };
  const code = (await ask(world, 'POST', joining, bearer(keys.apiKey))).json<{ code: string }>().code;
  const email = await tellStory(world, keys, named, code);
  const strangers = await database.pool.query<{ subject_id: string }>(
    `select subject_id from people_identifiers where workspace_id = $1 and kind = 'anonymousId' and value = $2`,
    [workspace, named('stranger')],
  );
  const [doubtful = '', alsoDoubtful = ''] = await reviewed(world, keys, named, code);
  const spending = { userId: named('boris'), unit: 'lesson', amount: '1' };
  const headers = { ...bearer(keys.apiKey), 'idempotency-key': named('spending') };
  await ask(world, 'POST', { url: '/rewards/spendings', payload: spending }, headers);
  const sent = await database.pool.query<{ message_id: string }>(
    `select message_id from engine_replies where workspace_id = $1 order by replied_at desc, message_id limit 1`,
    [workspace],
  );
  const spare = await rooms.access.createKey(workspace, 'api', ['read'], named('spare'), 'test');
  const colleagues = await addColleagues(world, keys, named);
  const person = async (userId: string): Promise<string> =>
    (await findPersonByUserId(database.pool, workspace, userId)) ?? '';
  const joined = await person(named('vera'));
  const profiles = await database.pool.query<{ profile_id: string }>(
    `select profile_id from people_identifiers where workspace_id = $1 and kind = 'anonymousId' and value = $2`,
    [workspace, named('browser')],
  );
  const ids: Ids = {
    person: await person(named('anna')),
    friend: await person(named('boris')),
    joined,
    stranger: strangers.rows[0]?.subject_id ?? '',
    quarantined: await quarantined(world, workspace, named('broken')),
    doubtful,
    alsoDoubtful,
    joinedProfile: profiles.rows[0]?.profile_id ?? '',
    userId: named('anna'),
    friendUserId: named('boris'),
    email,
    program: launched.json<{ program: string }>().program,
    code,
    key: spare.keyId,
    ...colleagues,
    applications: await createApplications(world, keys, named),
    bans: await createBans(world, keys, named),
    handouts: await createHandouts(world, keys, named),
    imports: await createImports(world, keys.apiKey, named),
    ...(await sellWithCodes(world, keys.apiKey, named)),
    mapping: named('mapping'),
    ...(await addEndpoints(world, keys.apiKey, mark)),
    command: sent.rows[0]?.message_id.slice(1) ?? '',
  };
  return {
    keys,
    ids,
    marks: [workspace, mark, code, spare.hint, ...marking.map((name) => ids[name])],
  };
}

type Named = (text: string) => string;

type Sold = Pick<Ids, 'promotion' | 'coupons' | 'gifts' | 'alarm' | 'reserved' | 'alsoReserved'>;

/** A promotion of each kind, two reservations with the shared code, and an alarm about a personal one. */
async function sellWithCodes(world: World, apiKey: string, named: Named): Promise<Sold> {
  const send = async (url: string, payload: object): Promise<Record<string, string>> =>
    (await ask(world, 'POST', { url, payload }, bearer(apiKey))).json<Record<string, string>>();
  const name = { ru: named('Скидка'), en: named('Discount') };
  const make = (kind: string): Promise<Record<string, string>> =>
    send('/promotions', { definition: { ...discount, name, kind } });
  const [shared, single, personal] = [await make('shared'), await make('single'), await make('personal')];
  const [promotion = '', coupons = '', gifts = ''] = [shared, single, personal].map((each) => each['promotion']);
  await send(`/promotions/${coupons}/batches`, { count: 2 });
  const { code: gift = '' } = await send(`/promotions/${gifts}/codes`, { userId: named('anna') });
  const reserve = (order: string, code: string | undefined): Promise<Record<string, string>> =>
    send('/checkout/reservations', {
      ...{ userId: named('boris'), order: named(order), key: 'first', currency: 'RUB', total: 1_000 },
      codes: [code],
      minutes: 1_440,
    });
  const reserved = await reserve('one', shared['code']);
  const alsoReserved = await reserve('two', shared['code']);
  await reserve('three', gift);
  await world.settle();
  const alarms = await ask(world, 'GET', { url: `/promotions/alarms?promotion=${gifts}` }, bearer(apiKey));
  return {
    ...{ promotion, coupons, gifts },
    alarm: alarms.json<{ items: { alarm: string }[] }>().items[0]?.alarm ?? '',
    reserved: reserved['reservation'] ?? '',
    alsoReserved: alsoReserved['reservation'] ?? '',
  };
}

/** What the customer's server and site tell: a friend who pays, a refused event, a browser that joins, a stranger. */
async function tellStory(world: World, keys: NewWorkspace, named: Named, code: string): Promise<string> {
  const email = `${named('boris')}@example.com`;
  await track(world, keys.secretKey, [
    { type: 'identify', userId: named('boris'), traits: { email, name: named('Boris'), referral_code: code } },
    {
      type: 'track',
      event: 'Order Completed',
      userId: named('boris'),
      properties: { order_id: named('o'), total: 10 },
    },
    { type: 'track', event: 'Seen', userId: 'undefined', messageId: named('refused') },
  ]);
  await track(world, keys.writeKey, [{ type: 'page', name: 'Home', anonymousId: named('browser') }]);
  await track(world, keys.secretKey, [{ type: 'identify', userId: named('vera'), anonymousId: named('browser') }]);
  await track(world, keys.secretKey, [
    { type: 'identify', anonymousId: named('stranger'), traits: { name: named('Guest') } },
  ]);
  return email;
}

/** Somebody who works in the workspace, and somebody who is asked to. */
async function addColleagues(
  world: World,
  { workspace, apiKey }: NewWorkspace,
  named: Named,
): Promise<Pick<Ids, 'user' | 'invitation'>> {
  const helper = {
    email: `${named('helper')}@example.com`,
    name: named('Helper'),
    role: 'support',
    workspace,
  } as const;
  const member = await world.rooms.users.create(helper, 'test');
  if (member === undefined || 'joined' in member) throw new Error('The helper is there already');
  const inviting = { url: '/access/invitations', payload: { email: `${named('guest')}@example.com`, role: 'support' } };
  const invited = await ask(world, 'POST', inviting, bearer(apiKey));
  return { user: member.user, invitation: invited.json<{ invitation: string }>().invitation };
}

/** Three endpoints, of which the first was sent a sample. */
async function addEndpoints(
  world: World,
  apiKey: string,
  mark: string,
): Promise<Pick<Ids, 'subscription' | 'quietSubscription' | 'spareSubscription' | 'delivery'>> {
  const post = async (url: string, payload: object): Promise<Record<string, string>> =>
    (await ask(world, 'POST', { url: `/webhooks/subscriptions${url}`, payload }, bearer(apiKey))).json();
  const types = ['program.launched'];
  const { subscription = '' } = await post('', { url: `https://${mark}.example/hooks`, types });
  const quiet = await post('', { url: `https://quiet.${mark}.example/hooks`, types });
  const spare = await post('', { url: `https://spare.${mark}.example/hooks`, types });
  const { delivery = '' } = await post(`/${subscription}/test`, { type: 'program.launched' });
  const [quietSubscription = '', spareSubscription = ''] = [quiet, spare].map((each) => each['subscription']);
  return { subscription, quietSubscription, spareSubscription, delivery };
}

/** A fact that failed once and would not fail again. */
async function quarantined({ database, clock }: World, workspace: string, messageId: string): Promise<string> {
  const body = { type: 'track', name: 'Seen', timestamp: clock.now(), anonymousId: messageId };
  const { rows } = await database.pool.query<{ id: string }>(
    `insert into engine_quarantine
       (lane, workspace_id, trust, message_id, accepted_at, payload, error, quarantined_at)
     values (7, $1, 0, $2, $3, $4, 'Error: on purpose', $3) returning lane || '.' || quarantine_id as id`,
    [workspace, messageId, clock.now(), JSON.stringify(body)],
  );
  return rows[0]?.id ?? '';
}

/** Both rewards for a friend who turned out to be a company when they were spent already: they are in review. */
async function reviewed(
  world: World,
  { workspace, secretKey, apiKey }: NewWorkspace,
  named: (text: string) => string,
  code: string,
): Promise<string[]> {
  const userId = named('gleb');
  const properties = { order_id: named('g'), total: 10 };
  await track(world, secretKey, [
    { type: 'identify', userId, traits: { referral_code: code } },
    { type: 'track', event: 'Order Completed', userId, properties },
  ]);
  for (const [spender, amount] of [
    [named('anna'), '3'],
    [userId, '2'],
  ]) {
    const payload = { userId: spender, unit: 'lesson', amount };
    await ask(world, 'POST', { url: '/rewards/spendings', payload }, bearer(apiKey));
  }
  await track(world, secretKey, [{ type: 'identify', userId, traits: { legal_form: 'company' } }]);
  const { rows } = await world.database.pool.query<{ grant_id: string }>(
    'select grant_id from rewards_grants where workspace_id = $1 and review is not null order by side',
    [workspace],
  );
  return rows.map((row) => row.grant_id);
}

function unit(name: string, exponent = 0): object {
  return { unit: name, exponent, name: { ru: name, en: name } };
}

async function track(world: World, key: string, batch: readonly object[]): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
  await world.http.inject({ method: 'POST', url: '/v1/batch', headers: { authorization }, payload: { batch } });
  await world.settle();
}
