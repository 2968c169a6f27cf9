import type { LightMyRequestResponse } from 'fastify';
import type { UserRow } from '../../server/src/rooms/access/store-users.ts';
import { publicUrl, type World } from './world.ts';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** A browser of a person of the admin: it keeps cookies and says that its requests come from our own pages. */
export interface Visitor {
  /** What the browser would send as the header Cookie. */
  cookies(): string;
  ask(method: Method, url: string, payload?: object, headers?: Readonly<Record<string, string>>): Answer;
}
type Answer = Promise<LightMyRequestResponse>;

export function openVisitor(world: World, address = '198.51.100.7'): Visitor {
  const jar = new Map<string, string>();
  const cookies = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    cookies,
    async ask(method, url, payload, headers = {}) {
      const cookie = cookies();
      const answer = await world.during(
        world.http.inject({
          method,
          url: `/api${url}`,
          remoteAddress: address,
          headers: { origin: publicUrl, ...(cookie === '' ? {} : { cookie }), ...headers },
          ...(payload === undefined ? {} : { payload }),
        }),
      );
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
  readonly user: UserRow['user'];
  readonly email: string;
  readonly visitor: Visitor;
}

/** A member of a workspace, signed in. */
export async function signedIn(
  world: World,
  workspace: Parameters<World['rooms']['users']['create']>[0]['workspace'],
  role: 'owner' | 'marketer' | 'support',
  email: string,
): Promise<Person & { readonly password: string }> {
  const made = await world.rooms.users.create({ email, name: email.split('@')[0] ?? email, role, workspace }, 'test');
  if (made === undefined || 'joined' in made) throw new Error(`${email} is there already`);
  const visitor = openVisitor(world);
  const answer = await visitor.ask('POST', '/session/sign-in', { email, password: made.password });
  if (answer.statusCode !== 200) throw new Error(answer.body);
  return { ...made, visitor };
}
