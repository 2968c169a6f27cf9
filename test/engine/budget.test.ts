import { afterEach, beforeEach, expect, it } from 'vitest';
import { engineLimits, type Reactor } from '../../server/src/engine/index.ts';
import type { DerivedFact } from '../../server/src/engine/reactor.ts';
import { type Arena, createArena, reactor, settle, start } from './arena.ts';

let arena: Arena;
beforeEach(async () => {
  arena = await createArena();
});
afterEach(() => arena.close());

const { budget, depth, owedFacts } = engineLimits;

function derived(name: string, userId: string, owed: boolean): DerivedFact {
  return { name, subject: { userId }, timestamp: start, properties: {}, ...(owed ? { owed } : {}) };
}

/** A room that derives facts for others from every fact that comes from outside. */
function deriving(counted: number, owed: number): Reactor {
  return reactor('deriving', {
    decide: ({ fact }) => {
      if (fact.type !== 'track') return {};
      const facts = [
        ...Array.from({ length: counted }, (_, index) => derived('Counted', `user-${index}`, false)),
        ...Array.from({ length: owed }, (_, index) => derived('Owed', `user-${index}`, true)),
      ];
      return { facts };
    },
  });
}

async function derivedFacts(): Promise<Record<string, { count: number; budget: number }>> {
  const { rows } = await arena.database.pool.query<{ name: string; count: string; budget: number }>(
    `select name, count(*), min((payload::json -> 'lineage' ->> 'budget')::int) as budget from engine_facts
     where type = 'derived' group by name`,
  );
  return Object.fromEntries(rows.map((row) => [row.name, { count: Number(row.count), budget: row.budget }]));
}

async function exhausted(): Promise<unknown[]> {
  const { rows } = await arena.database.pool.query<{ detail: object }>(
    `select detail from engine_decisions where outcome = 'budget_exhausted'`,
  );
  return rows.map((row) => row.detail);
}

it.each([
  ['all of them', budget, { count: budget, budget: 0 }, []],
  ['none of them', budget + 1, undefined, [{ wanted: budget + 1, depth: 0, budget }]],
])('the budget holds for facts that are counted, %s, and not for those that are owed (ENG-7)', async (...given) => {
  const [, counted, told, cut] = given;
  const engine = arena.engine([deriving(counted, budget + 50)]);
  await arena.tell(engine, 'Begin', ['anna']);
  await settle(engine);
  expect(await derivedFacts()).toEqual({
    ...(told === undefined ? {} : { Counted: told }),
    Owed: { count: budget + 50, budget },
  });
  expect(await exhausted()).toEqual(cut);
});

it('facts that are owed are never cut: one that would be too deep fails the fact that derives it (ENG-7)', async () => {
  const pingPong = reactor('room', {
    decide: ({ fact }) => {
      const isPing = fact.name === 'Ping';
      return { facts: [derived(isPing ? 'Pong' : 'Ping', isPing ? 'anna' : 'boris', true)] };
    },
  });
  const engine = arena.engine([pingPong]);
  await arena.tell(engine, 'Begin', ['anna']);
  await settle(engine);
  expect(await arena.history()).toHaveLength(depth);
  expect(await arena.quarantine()).toMatchObject([{ error: `Error: A fact that is owed would be ${depth + 1} deep` }]);
  expect(await exhausted()).toEqual([]);
});

it('a fact that would derive more owed facts than the limit fails as a whole (ENG-7)', async () => {
  const engine = arena.engine([deriving(1, owedFacts + 1)]);
  await arena.tell(engine, 'Begin', ['anna']);
  await settle(engine);
  expect(await arena.history()).toEqual([]);
  expect(await arena.waiting()).toBe(0);
  expect(await arena.quarantine()).toMatchObject([
    { error: `Error: One fact would derive ${owedFacts + 1} facts that are owed` },
  ]);
});
