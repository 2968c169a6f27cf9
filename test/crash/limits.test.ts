import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngine, type Engine, engineLimits, type Reactor } from '../../server/src/engine/index.ts';
import { VirtualClock } from '../../server/src/kit/clock.ts';
import { idFrom } from '../../server/src/kit/values/ids.ts';
import { laneOfAnchor } from '../../server/src/kit/values/lane.ts';
import { peopleDirectory } from '../../server/src/rooms/people/index.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const workspace = idFrom('wsp', new Uint8Array(10).fill(3));
const now = Date.UTC(2026, 4, 1);
/** More batches than any of these chains can need; one that needs more goes on for ever. */
const batchesAtMost = 400;

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

type Decide = Reactor['decide'];

/** A room that does nothing but answer. */
function reactor(name: string, decide: Decide): Reactor {
  return { name, subjects: ['per'], loadDefinitions: () => Promise.resolve(undefined), decide };
}

function engineWith(...reactors: readonly Reactor[]): Engine {
  const { pool, url } = database;
  const log = pino({ level: 'error' }, pino.destination(2));
  const clock = new VirtualClock(now);
  return createEngine({ pool, url, directory: peopleDirectory, reactors, clock, log, works: false });
}

async function begin(engine: Engine): Promise<void> {
  const body = { type: 'track' as const, name: 'Begin', timestamp: now, userId: 'anna' };
  const lane = laneOfAnchor(workspace, 'userId:anna');
  await engine.inbox.accept([{ workspace, lane, trust: 'server', messageId: 'begin', acceptedAt: now, body }]);
}

/** Takes batches until two in a row found nothing; false when they do not come to an end. */
async function comesToRest(engine: Engine): Promise<boolean> {
  let idle = 0;
  for (let batches = 0; idle < 2 && batches < batchesAtMost; batches += 1) {
    idle = (await engine.step()) === 0 ? idle + 1 : 0;
  }
  return idle === 2;
}

async function facts(): Promise<number> {
  const { rows } = await database.pool.query<{ count: string }>('select count(*) from engine_facts');
  return Number(rows[0]?.count);
}

async function exhausted(): Promise<{ about: string; depth: number }[]> {
  const { rows } = await database.pool.query<{ about: string; depth: number }>(
    `select about, (detail->>'depth')::int as depth from engine_decisions where outcome = 'budget_exhausted'`,
  );
  return rows;
}

it('two rooms that answer each other across lanes for ever end at the depth limit, and say so (INV-8)', async () => {
  const answer = (heard: string, said: string, to: string): Decide => {
    return ({ fact }) =>
      fact.name === heard || (fact.name === 'Begin' && heard === 'Pong')
        ? { facts: [{ name: said, subject: { userId: to }, timestamp: fact.timestamp, properties: {} }] }
        : {};
  };
  const engine = engineWith(
    reactor('ping', answer('Pong', 'Ping', 'boris')),
    reactor('pong', answer('Ping', 'Pong', 'anna')),
  );
  await begin(engine);
  expect(await comesToRest(engine)).toBe(true);
  expect(await facts()).toBe(1 + engineLimits.depth);
  expect(await exhausted()).toEqual([{ about: 'begin', depth: engineLimits.depth }]);
  await engine.stop();
});

it.each([
  ['to other lanes', (index: number) => ({ userId: `person-${index}` })],
  ['to one other lane', () => ({ userId: 'boris' })],
])('a fact that derives ten, each of which derives ten, stays within its budget: %s (INV-8)', async (_where, to) => {
  const engine = engineWith(
    reactor('bomb', ({ fact }) => ({
      facts: Array.from({ length: 10 }, (_each, index) => ({
        name: 'Boom',
        subject: to(index),
        timestamp: fact.timestamp,
        properties: {},
      })),
    })),
  );
  await begin(engine);
  expect(await comesToRest(engine)).toBe(true);
  const derived = (await facts()) - 1;
  expect(derived).toBeGreaterThan(10);
  expect(derived).toBeLessThanOrEqual(engineLimits.budget);
  expect((await exhausted()).length).toBeGreaterThan(0);
  await engine.stop();
});

it('a fact that derives ten about its own subject, each of which does, stays within its budget (INV-8)', async () => {
  const engine = engineWith(
    reactor('bomb', ({ fact }) => ({
      facts: Array.from({ length: 10 }, () => ({
        name: 'Boom',
        subject: fact.subject,
        timestamp: fact.timestamp,
        properties: {},
      })),
    })),
  );
  await begin(engine);
  expect(await comesToRest(engine)).toBe(true);
  expect((await facts()) - 1).toBeLessThanOrEqual(engineLimits.budget);
  expect((await exhausted()).every(({ about }) => about === 'begin')).toBe(true);
  await engine.stop();
});

it('two rooms that both derive from every fact share one budget (INV-8)', async () => {
  const both: Decide = ({ fact }) => ({
    facts: ['anna', 'boris'].map((userId) => ({
      name: 'Again',
      subject: { userId },
      timestamp: fact.timestamp,
      properties: {},
    })),
  });
  const engine = engineWith(reactor('one', both), reactor('two', both));
  await begin(engine);
  expect(await comesToRest(engine)).toBe(true);
  expect((await facts()) - 1).toBeLessThanOrEqual(engineLimits.budget);
  expect((await exhausted()).length).toBeGreaterThan(0);
  await engine.stop();
});

it('a timer that sets itself again at once does not keep the engine busy for ever (INV-8)', async () => {
  const engine = engineWith(reactor('clockwork', ({ now: moment }) => ({ timers: [{ key: 'again', dueAt: moment }] })));
  await begin(engine);
  expect(await comesToRest(engine)).toBe(true);
  await engine.stop();
});
