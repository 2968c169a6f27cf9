import { pino } from 'pino';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Brake } from '../../server/src/engine/brake.ts';
import {
  type Engine,
  EngineStatus,
  engineLimits,
  type Reactor,
  releaseQuarantine,
} from '../../server/src/engine/index.ts';
import { isolateFailure } from '../../server/src/engine/quarantine.ts';
import type { Pool } from '../../server/src/kit/db.ts';
import { textIn } from '../../server/src/kit/values/json.ts';
import { secondMs } from '../../server/src/kit/values/time.ts';
import { type Arena, createArena, factOf, laneOf, neighbours, reactor, settle, start, workspace } from './arena.ts';

let arena: Arena;
beforeEach(async () => {
  arena = await createArena();
});
afterEach(() => arena.close());

async function releaseAll(): Promise<void> {
  for (const row of await arena.quarantine()) {
    await releaseQuarantine(arena.database.pool, workspace, row.lane, row.quarantine_id, arena.clock.now());
  }
}

/** What the room wrote down of each fact, in the order in which it did. */
async function diary(): Promise<string[]> {
  const { rows } = await arena.database.pool.query<{ about: string }>(
    'select about from engine_decisions order by lane, seq',
  );
  return rows.map((row) => row.about);
}

/** A room that writes down every fact it decided about, but fails as `fail` says. */
function careful(fail: (fact: Parameters<Reactor['decide']>[0]['fact']) => ReturnType<Reactor['decide']>): Reactor {
  return reactor('room', {
    decide: ({ fact }) => ({ decisions: [{ about: fact.messageId, outcome: 'seen', detail: {} }], ...fail(fact) }),
  });
}

const long = 'x'.repeat(engineLimits.stateCharacters);

/** A room whose writes about bad facts are ended as a time-out would end them. */
function slow(isSlow: boolean): Reactor {
  const room = careful((fact) => (fact.name === 'Bad' ? { effects: [{}] } : {}));
  const ended = `do $$ begin raise exception 'takes too long' using errcode = '57014'; end $$`;
  return {
    ...room,
    async apply(tx) {
      if (isSlow) await tx.query(ended);
    },
  };
}

it.each<[string, Reactor, Reactor, RegExp]>([
  [
    'a room throws',
    careful((fact) => {
      if (fact.name === 'Bad') throw new TypeError('cannot read it \u0000');
      return {};
    }),
    careful(() => ({})),
    /^TypeError: cannot read it \ufffd$/,
  ],
  [
    'the state would grow beyond its limit (ENG-15)',
    careful((fact) => (fact.name === 'Bad' ? { part: { long } } : {})),
    careful((fact) => (fact.name === 'Bad' ? { part: { long: long.slice(100) } } : {})),
    /is over 1048576 characters/,
  ],
  [
    'the database refuses what a room writes',
    careful((fact) =>
      fact.name === 'Bad' ? { outbox: [{ channel: 'mail', key: 'k', payload: { a: '\u0000' } }] } : {},
    ),
    careful(() => ({})),
    /unsupported Unicode escape sequence/,
  ],
  ['the database ends a statement that takes too long', slow(true), slow(false), /takes too long/],
])('the one fact that fails is in quarantine, its neighbours take effect in order: %s (ENG-9)', async (...given) => {
  const [, failing, mended, error] = given;
  const engine = arena.engine([failing]);
  const lane = laneOf('anna');
  const near = neighbours(30, lane);
  await arena.tell(engine, 'Good', [...near.slice(0, 15), 'boris', 'clara']);
  await arena.tell(engine, 'Bad', ['anna']);
  await arena.tell(engine, 'Good', [...near.slice(15), 'dina', 'egor']);
  await settle(engine);
  const [aside, ...others] = await arena.quarantine();
  expect(others).toEqual([]);
  expect(aside).toMatchObject({ lane, message_id: 'Bad-18', error: expect.stringMatching(error) as string });
  const history = await arena.history();
  expect(history).toHaveLength(34);
  expect(await diary()).toEqual(history);
  const inLane = history.filter((id) => near.some((_, index) => id === `Good-${index < 15 ? index + 1 : index + 4}`));
  expect(inLane).toEqual(near.map((_, index) => `Good-${index < 15 ? index + 1 : index + 4}`));

  // A repeat is a duplicate.
  const repeat = factOf('Bad-18', { type: 'track', name: 'Bad', timestamp: start, userId: 'anna' }, start);
  await engine.inbox.accept([repeat]);
  await settle(engine);
  expect(await arena.quarantine()).toHaveLength(1);
  expect(await arena.history()).toHaveLength(34);

  // Released while the room still fails, it comes back; released afterwards, it takes effect once.
  await releaseAll();
  await settle(engine);
  expect(await arena.quarantine()).toHaveLength(1);
  const later = arena.engine([mended]);
  await releaseAll();
  await settle(later);
  await later.inbox.accept([repeat]);
  await settle(later);
  expect(await arena.quarantine()).toEqual([]);
  expect((await arena.history()).filter((id) => id === 'Bad-18')).toHaveLength(1);
  expect((await diary()).filter((id) => id === 'Bad-18')).toHaveLength(1);
});

it('a state of exactly the limit is kept, one character more fails (ENG-15)', async () => {
  const sized = (characters: number): Reactor =>
    reactor('room', { decide: ({ fact }) => (fact.name === 'Grow' ? { part: 'x'.repeat(characters) } : {}) });
  await arena.tell(arena.engine([]), 'Grow', ['anna']);
  await settle(arena.engine([sized(1)]));
  const { rows } = await arena.database.pool.query<{ length: number }>('select length(state) from engine_subjects');
  const frame = Number(rows[0]?.length) - 1;
  const fits = arena.engine([sized(engineLimits.stateCharacters - frame)]);
  await arena.tell(fits, 'Grow', ['anna']);
  await settle(fits);
  expect(await arena.quarantine()).toEqual([]);
  const tooLong = arena.engine([sized(engineLimits.stateCharacters - frame + 1)]);
  await arena.tell(tooLong, 'Grow', ['anna']);
  await settle(tooLong);
  expect(await arena.quarantine()).toHaveLength(1);
  const kept = await arena.database.pool.query<{ length: number }>('select length(state) from engine_subjects');
  expect(kept.rows[0]?.length).toBe(engineLimits.stateCharacters);
});

/** A room whose timer of `anna` fails; timers of others are written down. */
const alarm = (isBroken: boolean): Reactor =>
  reactor('alarm', {
    decide: ({ fact, now }) => {
      if (fact.type !== 'timer')
        return { timers: [{ key: 'ring', dueAt: now + secondMs, properties: { of: fact.userId ?? '' } }] };
      if (isBroken && fact.properties?.['of'] === 'anna') throw new Error('the bell is broken');
      return {
        decisions: [
          { about: `${textIn(fact.properties, 'of')} ${textIn(fact.properties, 'key')}`, outcome: 'rung', detail: {} },
        ],
      };
    },
  });

it('a timer that fails is in quarantine as the fact that it would have become (ENG-9)', async () => {
  const engine = arena.engine([alarm(true)]);
  const near = neighbours(3, laneOf('anna'));
  await arena.tell(engine, 'Set', ['anna', ...near, 'boris']);
  await settle(engine);
  arena.clock.advance(secondMs);
  await settle(engine);
  const aside = await arena.quarantine();
  expect(aside).toMatchObject([{ lane: laneOf('anna'), error: 'Error: the bell is broken' }]);
  expect((await diary()).sort()).toEqual([...near, 'boris'].map((user) => `${user} ring`).sort());
  const mended = arena.engine([alarm(false)]);
  await releaseAll();
  await settle(mended);
  await settle(mended);
  expect((await diary()).filter((about) => about === 'anna ring')).toHaveLength(1);
});

it('a command that fails is told by its status, and is decided when it is released (ENG-9)', async () => {
  const command = { workspace, name: 'Do', to: { userId: 'anna' }, messageId: 'do-it', properties: {} };
  const status = new EngineStatus(arena.database.pool, arena.clock);
  const failing = arena.engine([
    careful((fact) => {
      if (fact.type === 'command') throw new Error('cannot be done');
      return {};
    }),
  ]);
  const waiting = failing.commands.send(command);
  expect(await during(failing, waiting)).toBeUndefined();
  expect(await status.command(workspace, 'do-it')).toEqual({ status: 'quarantined' });
  const mended = arena.engine([careful((fact) => (fact.type === 'command' ? { reply: { status: 'done' } } : {}))]);
  await releaseAll();
  expect(await status.command(workspace, 'do-it')).toEqual({ status: 'pending' });
  await settle(mended);
  expect(await status.command(workspace, 'do-it')).toMatchObject({ status: 'done' });
  expect(await during(mended, mended.commands.send(command))).toMatchObject({ status: 'done' });
  expect((await diary()).filter((about) => about === 'do-it')).toHaveLength(1);
});

/** Takes batches until the waiting command has its answer. */
async function during<Result>(engine: Engine, work: Promise<Result>): Promise<Result> {
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  while (!done) {
    await engine.step();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return finished;
}

/** The pool of a worker that is held up before it takes its `nth` connection, until `meanwhile` is done. */
function heldUp(pool: Pool, nth: number, meanwhile: () => Promise<void>): Pool {
  let taken = 0;
  const connect = async () => {
    taken += 1;
    if (taken === nth) await meanwhile();
    return pool.connect();
  };
  return Object.create(pool, { connect: { value: connect } }) as Pool;
}

it('two workers that look for the same failing fact put aside no neighbour of it (ENG-9)', async () => {
  const failing = careful((fact) => {
    if (fact.name === 'Bad') throw new Error('bad');
    return {};
  });
  const [slow, quick] = [arena.engine([failing]), arena.engine([failing])];
  const { clock } = arena;
  const log = pino({ level: 'silent' });
  // A batch is halved nine times, then its head is looked at and tried three times, and put aside.
  const moments = 16;
  for (let moment = 1; moment <= moments; moment += 1) {
    await arena.tell(quick, 'Bad', ['anna']);
    const meanwhile = async (): Promise<void> => {
      await settle(quick);
      await arena.tell(quick, 'Good', ['anna', 'anna']);
    };
    const pool = heldUp(slow.batches.pool, moment, meanwhile);
    const engine = { ...slow.batches, pool };
    const isolation = { engine, clock, log, brake: new Brake(log), onBatch: () => undefined };
    await isolateFailure(isolation, laneOf('anna'));
    await settle(quick);
  }
  expect((await arena.quarantine()).map((row) => row.message_id.slice(0, 3))).toEqual(Array(moments).fill('Bad'));
  expect(await arena.history()).toHaveLength(2 * moments);
});
