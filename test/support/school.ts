import type { ProgramDefinition } from '@sarafan/contract';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { createHttp } from '../../server/src/http.ts';
import type { Pool } from '../../server/src/kit/db.ts';
import { systemRandom } from '../../server/src/kit/random.ts';
import { laneOfSubject, type SubjectId, type WorkspaceId } from '../../server/src/kit/values/ids.ts';
import { canonicalJson, textIn } from '../../server/src/kit/values/json.ts';
import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { balances, saveUnit } from '../../server/src/rooms/ledger/index.ts';
import { findPersonByUserId } from '../../server/src/rooms/people/index.ts';
import { recipes } from '../../server/src/rooms/referral/recipes/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { createWorld, publicUrl, type World, type WorldOptions } from './world.ts';

/** A language school on the world harness, spoken to as its site and its server would: over HTTP. */
export interface School extends World {
  readonly keys: NewWorkspace;
  readonly http: FastifyInstance;
  /** Calls of the school's server, with the secret key. */
  server(...calls: readonly Call[]): Promise<void>;
  /** Calls of a visitor's browser, with the public write key. */
  browser(...calls: readonly Call[]): Promise<void>;
  /** A call of the management API with the API key; an answer that is no success throws. */
  api(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', url: string, payload?: object): Promise<unknown>;
  /** A student's invite code. */
  codeOf(userId: string): Promise<string>;
  person(userId: string): Promise<SubjectId>;
  /** Lessons a person may use now; the balance of a person nobody heard of is zero. */
  lessons(userId: string): Promise<bigint>;
  /** The verdict on a friend, as the room recorded it. */
  pair(userId: string): Promise<{ readonly status: string; readonly reason: string | null } | undefined>;
}

export interface Call {
  readonly type: string;
  readonly [field: string]: unknown;
}

export async function createSchool(
  definition: ProgramDefinition = languageSchool,
  options: WorldOptions = {},
): Promise<School> {
  const world = await createWorld(options);
  const { rooms, clock, database } = world;
  const keys = await foundSchool(world, definition);
  const { workspace } = keys;
  const http = await openDoor(world, options.at ?? publicUrl);
  let sent = 0;
  const send = async (key: string, calls: readonly Call[]): Promise<void> => {
    const timestamp = new Date(clock.now()).toISOString();
    const batch = calls.map((call, index) => ({ timestamp, messageId: `test-${sent + index}`, ...call }));
    sent += calls.length;
    const authorization = `Basic ${Buffer.from(`${key}:`).toString('base64')}`;
    const response = await http.inject({
      method: 'POST',
      url: '/v1/batch',
      headers: { authorization },
      payload: { batch },
    });
    const answer = response.json<{ refused?: unknown[] }>();
    if (response.statusCode !== 200 || (answer.refused?.length ?? 0) > 0) throw new Error(response.body);
    await world.settle();
  };
  const person = (userId: string): Promise<SubjectId> => personOf(database.pool, workspace, userId);
  return {
    ...world,
    keys,
    http,
    person,
    server: (...calls) => send(keys.secretKey, calls),
    browser: (...calls) => send(keys.writeKey, calls),
    async api(method, url, payload) {
      const headers = { authorization: `Bearer ${keys.apiKey}` };
      const asking = http.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
      const response = await world.during(asking);
      if (response.statusCode >= 300) throw new Error(`${method} ${url}: ${response.body}`);
      await world.settle();
      return response.statusCode === 204 ? undefined : response.json();
    },
    async codeOf(userId) {
      const program = await rooms.referral.program(workspace, 'language-school');
      if (program === undefined) throw new Error('The program is gone');
      const joining = rooms.referral.participate(workspace, program, userId, `join-${userId}`);
      const code = await world.during(joining);
      return textIn(code?.result, 'code');
    },
    async lessons(userId) {
      const found = await findPersonByUserId(database.pool, workspace, userId);
      if (found === undefined) return 0n;
      const held = await balances(database.pool, laneOfSubject(found), workspace, found);
      return held.find((each) => each.unit === 'lesson' && each.compartment === 'available')?.balance ?? 0n;
    },
    async pair(userId) {
      const { rows } = await database.pool.query<{ status: string; reason: string | null }>(
        'select status, reason from referral_pairs where workspace_id = $1 and friend_id = $2',
        [workspace, await person(userId)],
      );
      return rows[0];
    },
    async close() {
      await http.close();
      await world.close();
    },
  };
}

async function personOf(pool: Pool, workspace: WorkspaceId, userId: string): Promise<SubjectId> {
  const found = await findPersonByUserId(pool, workspace, userId);
  if (found === undefined) throw new Error(`Nobody is ${userId}`);
  return found;
}

const [lesson] = recipes['language-school'].units;

/** The school's workspace with its unit and its program. */
async function foundSchool({ rooms, database }: World, definition: ProgramDefinition): Promise<NewWorkspace> {
  const keys = await rooms.access.createWorkspace('School', 'test');
  const { workspace } = keys;
  await saveUnit(database.pool, { workspace, ...lesson });
  const launched = await rooms.referral.launch(
    { workspace, actor: 'test' },
    { key: 'language-school', definition, note: 'first' },
  );
  if (!launched.ok) throw new Error(canonicalJson(launched.problems.map((problem) => ({ ...problem }))));
  return keys;
}

function openDoor({ rooms, database, clock }: World, at: string): Promise<FastifyInstance> {
  const log = pino({ level: 'silent' });
  return createHttp({ rooms, pool: database.pool, clock, random: systemRandom, log, publicUrl: at });
}
