import { afterEach, beforeEach, expect, it } from 'vitest';
import type { DecideInput } from '../../server/src/engine/reactor.ts';
import { type Arena, createArena, reactor, settle } from './arena.ts';

let arena: Arena;
beforeEach(async () => {
  arena = await createArena();
});
afterEach(() => arena.close());

const deciding = reactor('deciding', {
  decide: ({ fact }) =>
    fact.name === 'Order' ? { decisions: [{ about: 'shop', outcome: 'counted', detail: { of: fact.messageId } }] } : {},
});

it('a reactor hears what those before it decided about the same fact, and no more (ENG-17)', async () => {
  const heard: Record<string, unknown> = {};
  const listening = (name: string) =>
    reactor(name, {
      decide: ({ fact, decisionsOf }: DecideInput<unknown, unknown>) => {
        heard[`${name} ${fact.name}`] = decisionsOf('deciding');
        return {};
      },
    });
  const elsewhere = reactor('elsewhere', { subjects: ['cap'] });
  const engine = arena.engine([listening('before'), elsewhere, deciding, listening('behind')]);
  await arena.tell(engine, 'Order', ['anna']);
  await arena.tell(engine, 'Page', ['anna']);
  await settle(engine);
  expect(heard).toEqual({
    'before Order': [],
    'behind Order': [{ about: 'shop', outcome: 'counted', detail: { of: 'Order-1' } }],
    'before Page': [],
    'behind Page': [],
  });
});

it('a reactor that rests under its definitions is not asked, and is asked again under others (ENG-17)', async () => {
  const asked: string[] = [];
  const resting = reactor('resting', {
    loadDefinitions: (_db, _workspace, revision) => Promise.resolve({ revision }),
    rests: (definitions) => (definitions as { revision: number }).revision === 0,
    decide: ({ fact }) => {
      asked.push(fact.name);
      return {};
    },
  });
  const engine = arena.engine([resting, deciding]);
  await arena.tell(engine, 'Order', ['anna']);
  await settle(engine);
  expect(asked).toEqual([]);
  await arena.database.pool.query(
    `insert into engine_revisions (workspace_id, revision)
     select distinct workspace_id, 1 from engine_facts`,
  );
  await arena.tell(engine, 'Page', ['anna']);
  await settle(engine);
  expect(asked).toEqual(['Page']);
});
