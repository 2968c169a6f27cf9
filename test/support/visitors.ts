import { createHmac } from 'node:crypto';
import type { LightMyRequestResponse } from 'fastify';
import type { UserService } from '../../server/src/rooms/access/index.ts';
import { publicUrl, type World } from './world.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
type Headers = Readonly<Record<string, string>>;
type NewUser = Parameters<UserService['create']>[0];

/** A browser of a person of the admin: it keeps cookies and says that its requests come from our own pages. */
export interface Visitor {
  /** What the browser sends as the header Cookie. */
  cookies(): string;
  /** Asks for an address below /api. */
  ask(method: Method, url: string, payload?: object, headers?: Headers): Promise<LightMyRequestResponse>;
}

export function openVisitor(world: World, address = '198.51.100.7'): Visitor {
  const jar = new Map<string, string>();
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookies,
    async ask(method, url, payload, headers = {}) {
      const cookie = cookies();
      const request = world.http.inject({
        method,
        url: `/api${url}`,
        remoteAddress: address,
        headers: { origin: publicUrl, ...(cookie === '' ? {} : { cookie }), ...headers },
        ...(payload === undefined ? {} : { payload }),
      });
      const answer = await world.during(request);
      for (const { name, value, maxAge } of answer.cookies) {
        if (maxAge === 0 || value === '') jar.delete(name);
        else jar.set(name, encodeURIComponent(value));
      }
      return answer;
    },
  };
}

export const goodPassword = 'correct horse battery';

export interface Person {
  readonly user: string;
  readonly email: string;
  readonly password: string;
  readonly visitor: Visitor;
}

/** Makes a member of a workspace, who is not signed in yet. */
export async function createMember(world: World, input: Omit<NewUser, 'name'>, address?: string): Promise<Person> {
  const made = await world.rooms.users.create({ ...input, name: input.email.split('@')[0] ?? '' }, 'test');
  if (made === undefined || 'joined' in made) throw new Error(`${input.email} is there already`);
  return { ...made, visitor: openVisitor(world, address) };
}

/** Signs a person in; an answer that is no success throws. */
export async function signIn(
  { email, password, visitor }: Person,
  state = 'signed_in',
): Promise<LightMyRequestResponse> {
  const answer = await visitor.ask('POST', '/session/sign-in', { email, password });
  if (answer.json<{ state?: string }>().state !== state) throw new Error(answer.body);
  return answer;
}

/** Makes a member of a workspace and signs them in. */
export async function enter(
  world: World,
  workspace: NewUser['workspace'],
  role: NewUser['role'],
  email: string,
): Promise<Person> {
  const person = await createMember(world, { email, role, workspace });
  await signIn(person);
  return person;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The six digits that an authenticator app shows at a moment (RFC 6238), for a secret in base 32. */
export function codeOfApp(secret: string, at: number): string {
  const bits = [...secret.replace(/=+$/, '')].map((each) => alphabet.indexOf(each).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  const key = Buffer.from(bytes.map((each) => Number.parseInt(each, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const hash = createHmac('sha1', key).update(step).digest();
  const offset = (hash.at(-1) ?? 0) & 15;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
