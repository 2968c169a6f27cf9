import type { LightMyRequestResponse } from 'fastify';
import type { Customer, Method } from '../../api/customers.ts';
import { samples } from '../../api/samples.ts';
import type { World } from '../../support/world.ts';
import type { Schema, Schemas } from './fields.ts';

/** A request of a route that fits, before a text of it is replaced. */
export interface Request {
  readonly url: string;
  readonly payload?: object;
  readonly headers: Readonly<Record<string, string>>;
}

/** A route that writes, as the OpenAPI document describes it. */
export interface WriteRoute {
  /** Such as `POST /api/v1/access/keys`. */
  readonly name: string;
  readonly method: Method;
  readonly body: Schema | undefined;
  /** Names of texts in its query. */
  readonly query: readonly string[];
}

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

const methods: Readonly<Record<string, Method>> = { post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' };

/** Every route of the document that changes something. */
export function writeRoutes({ paths }: Document): WriteRoute[] {
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([verb, { parameters = [], requestBody }]) => {
      const method = methods[verb];
      if (method === undefined) return [];
      const query = parameters.filter((each) => each.in === 'query').map(({ name }) => name);
      const name = `${method} ${path.replace(/\{(\w+)\}/g, ':$1')}`;
      return [{ name, method, query, body: requestBody?.content['application/json']?.schema }];
    }),
  );
}

/** `afresh` after a request that may have changed something, and now and then, since who guesses is stopped. */
type Plan = (world: World, customer: Customer, afresh: boolean) => Promise<Request>;

const json = { 'content-type': 'application/json' };

let memberCount = 0;

/** A member of the workspace in a browser of their own, who has just signed in. */
async function member({ rooms, http }: World, { keys: { workspace } }: Customer) {
  memberCount += 1;
  const email = `member-${memberCount}@example.com`;
  const made = await rooms.users.create({ email, name: 'Member', role: 'support', workspace }, 'test');
  if (made === undefined || 'joined' in made) throw new Error(`${email} is there already`);
  const { password } = made;
  const headers = { ...json, 'sec-fetch-site': 'same-origin' };
  const remoteAddress = addressOf(memberCount);
  const payload = { email, password };
  const answer = await http.inject({ method: 'POST', url: '/api/session/sign-in', headers, payload, remoteAddress });
  const cookie = cookiesOf(answer);
  return { email, password, headers: { ...headers, cookie } };
}
function cookiesOf({ cookies }: LightMyRequestResponse): string {
  return cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

/** Guessing is slowed down for each address, so everybody comes from one of their own. */
export function addressOf(index: number): string {
  return `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
}

/** To sign in costs two hashes of a password, so a member goes on until something of theirs may have changed. */
function asMember(url: string, payload: (password: string) => object): Plan {
  let present: Awaited<ReturnType<typeof member>> | undefined;
  return async (world, customer, afresh) => {
    if (present === undefined || afresh) present = await member(world, customer);
    const { password, headers } = present;
    return { url: `/api/session${url}`, payload: payload(password), headers };
  };
}

const sessionPlans: Readonly<Record<string, Plan>> = {
  'POST /api/session/first-run': async ({ rooms }) => ({
    url: '/api/session/first-run',
    payload: {
      ...{ token: rooms.users.firstRunToken(), name: 'Olga', email: 'olga@example.com', password: 'a long password' },
      workspace: { name: 'School', timeZone: 'Europe/Moscow' },
    },
    headers: { ...json, 'sec-fetch-site': 'same-origin' },
  }),
  'POST /api/session/sign-in': asMember('/sign-in', (password) => ({ email: 'nobody@example.com', password })),
  'POST /api/session/sign-out': asMember('/sign-out', () => ({})),
  'POST /api/session/second-factor': asMember('/second-factor', () => ({ code: '000000' })),
  'POST /api/session/password': asMember('/password', (current) => ({ current, next: 'another password' })),
  'POST /api/session/two-factor': asMember('/two-factor', (password) => ({ password })),
  'POST /api/session/two-factor/confirm': asMember('/two-factor/confirm', () => ({ code: '000000' })),
  'POST /api/session/two-factor/remove': asMember('/two-factor/remove', (password) => ({ password })),
  'POST /api/session/invitations/:token/accept': async ({ http }, { keys }) => {
    memberCount += 1;
    const email = `invited-${memberCount}@example.com`;
    const made = await http.inject({
      method: 'POST',
      url: '/api/v1/access/invitations',
      headers: { authorization: `Bearer ${keys.apiKey}` },
      payload: { email, role: 'support' },
    });
    const token = new URL(made.json<{ link: string }>().link).hash.replace('#token=', '');
    return {
      url: `/api/session/invitations/${token}/accept`,
      payload: { name: 'Invited', password: 'a long password' },
      headers: { ...json, 'sec-fetch-site': 'same-origin' },
    };
  },
};

const order = { event: 'Order Completed', properties: { order_id: 'h-1', total: 4000, currency: 'RUB' } };
const calls: Readonly<Record<string, object>> = {
  track: { userId: 'hostile', ...order },
  identify: { userId: 'hostile', traits: { name: 'Somebody' } },
  page: { userId: 'hostile', name: 'Home' },
  screen: { userId: 'hostile', name: 'Home' },
  group: { userId: 'hostile', groupId: 'school' },
  alias: { userId: 'hostile', previousId: 'hostile-before' },
  batch: { batch: [{ type: 'track', userId: 'hostile', ...order }] },
  import: { batch: [{ type: 'identify', userId: 'hostile', traits: {} }] },
};

/** The request that fits a route; undefined where nobody has thought of one. */
export function planOf(name: string): Plan | undefined {
  const [method = '', path = ''] = name.split(' ');
  const call = calls[path.replace('/v1/', '')];
  if (call !== undefined) return async (_world, { keys }) => tracked(path, call, keys.secretKey);
  const sample = samples[`${method} ${path.replace('/api/v1', '')}`];
  if (sample === undefined) return sessionPlans[name];
  return async (_world, { ids, keys }) => {
    const { url, payload } = sample(ids);
    const headers = { authorization: `Bearer ${keys.apiKey}`, ...(payload === undefined ? {} : json) };
    return { url: `/api/v1${url}`, headers, ...(payload === undefined ? {} : { payload }) };
  };
}

function tracked(url: string, payload: object, secretKey: string): Request {
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
  return { url, payload, headers: { ...json, authorization } };
}
