import { type Conditions, type CountCondition, conditionLimits, type SumCondition } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePositions, moved, positionOf, timeOf, trustOf } from '../kit/values/position.ts';
import { dayMs } from '../kit/values/time.ts';
import { readPath } from './counter.ts';
import {
  type CountedFact,
  type CountState,
  countAll,
  evaluate,
  foldCounts,
  leavesOf,
  mergeCounts,
  type Position,
  type View,
} from './index.ts';
import { type Aggregate, aggregateKey } from './places.ts';
import { isAggregate } from './tree.ts';

const places: fc.Arbitrary<Position> = fc
  .record({
    timestamp: fc.integer({ min: 0, max: 12 }).map((halves) => (halves * dayMs) / 2),
    trust: fc.constantFrom('public', 'server'),
    messageId: fc.constantFrom('a', 'b', 'c', 'd'),
  })
  .map(positionOf);

/** A history as the engine gives it: repeats are removed, the order is the order of arrival. */
const histories: fc.Arbitrary<CountedFact[]> = fc
  .uniqueArray(places, { comparator: (left, right) => comparePositions(left, right) === 0, maxLength: 40 })
  .chain((positions) =>
    fc.tuple(
      ...positions.map((position) =>
        fc.record({
          name: fc.constantFrom('Order Completed', 'Product Viewed'),
          trust: fc.constant(trustOf(position)),
          position: fc.constant(position),
          properties: fc.record({ total: fc.integer({ min: 0, max: 3 }) }),
        }),
      ),
    ),
  );

const countLeaf: fc.Arbitrary<CountCondition> = fc
  .record({
    count: fc.constantFrom('Order Completed', 'Product Viewed'),
    is: fc.constantFrom('eq', 'neq', 'gt', 'gte', 'lt', 'lte'),
    value: fc.integer({ min: 0, max: 5 }),
    where: fc.option(
      fc.record({ fact: fc.constant('total'), is: fc.constant('gte' as const), value: fc.integer({ min: 0, max: 3 }) }),
    ),
    before: fc.option(fc.constant('touch' as const)),
  })
  .map(({ where, before, ...leaf }) => ({ ...leaf, ...(where ? { where } : {}), ...(before ? { before } : {}) }));
const sumLeaf: fc.Arbitrary<SumCondition> = countLeaf.map(({ count, ...leaf }) => {
  return { ...leaf, sum: count, of: 'total', value: String(leaf.value) };
});
const withinDays = fc.option(fc.integer({ min: 1, max: 5 }));
const leaves: fc.Arbitrary<Aggregate> = fc.tuple(fc.oneof(countLeaf, sumLeaf), withinDays).map(([leaf, days]) => {
  return days === null ? leaf : { ...leaf, withinDays: days };
});
const trees: fc.Arbitrary<Conditions> = fc.oneof(
  leaves,
  fc.record({ all: fc.array(leaves, { minLength: 1, maxLength: 4 }) }),
  fc.record({ any: fc.array(leaves, { minLength: 1, maxLength: 4 }) }),
  fc.record({ not: leaves }),
);

function viewAt(counts: CountState, at: Position, touchedAt: Position | null): View {
  const unknown = (): undefined => undefined;
  return { trait: unknown, fact: unknown, counts, at, ...(touchedAt === null ? {} : { touchedAt }) };
}

type Fold = typeof foldCounts;

/** Incremental equals batch: whatever the order of arrival, at every place of the history and in both modes. */
function agreement(fold: Fold) {
  const inputs = [histories, fc.array(trees, { minLength: 1, maxLength: 3 }), places, fc.option(places)] as const;
  return fc.property(...inputs, fc.constantFrom('trusted', 'open'), (facts, conditions, at, touchedAt, mode) => {
    const state = facts.reduce((each: CountState, fact) => fold(conditions, each, fact, mode), {});
    const all = countAll(conditions, facts, mode);
    for (const tree of conditions) {
      const incremental = evaluate(tree, viewAt(state, at, touchedAt), mode);
      const batch = evaluate(tree, viewAt(all, at, touchedAt), mode);
      expect(incremental).toEqual(batch);
    }
  });
}

describe('counts', () => {
  it('incremental equals batch over random histories in random order', () => {
    fc.assert(agreement(foldCounts), { numRuns: 1_000 });
  });

  const plants: Record<string, Fold> = {
    'keeps the places that came first instead of the earliest': (conditions, state, fact, mode) => {
      const next = foldCounts(conditions, state, fact, mode);
      const grown = Object.entries(next).every(([key, value]) => value.length > (state[key]?.length ?? 0));
      return grown ? next : state;
    },
    'keeps one place too few': (conditions, state, fact, mode) => {
      const next = foldCounts(conditions, state, fact, mode);
      const counts = conditions.flatMap(leavesOf).filter((leaf) => 'count' in leaf && leaf.withinDays === undefined);
      const limits = new Map(counts.filter(isAggregate).map((leaf) => [aggregateKey(leaf, mode), Number(leaf.value)]));
      return Object.fromEntries(Object.entries(next).map(([key, value]) => [key, value.slice(0, limits.get(key))]));
    },
    'counts what browsers say': (conditions, state, fact, mode) =>
      foldCounts(conditions, state, { ...fact, trust: 'server' }, mode),
    'ignores where': (conditions, state, fact, mode) =>
      foldCounts(conditions, state, { ...fact, properties: { total: 3 } }, mode),
    'keeps the order of arrival': (conditions, state, fact, mode) => {
      const next = foldCounts(conditions, {}, fact, mode);
      const appended = Object.entries(next).map(([key, value]) => [key, [...(state[key] ?? []), ...value]] as const);
      return { ...state, ...Object.fromEntries(appended) };
    },
    'sums what stands in another field': (conditions, state, fact, mode) =>
      foldCounts(conditions, state, { ...fact, properties: { total: 1 } }, mode),
    'forgets a fact now and then': (conditions, state, fact, mode) =>
      timeOf(fact.position) === 3 * dayMs ? state : foldCounts(conditions, state, fact, mode),
  };
  it.each(Object.keys(plants))('the property catches an evaluator that %s', (name) => {
    const plant = plants[name];
    if (plant === undefined) throw new Error('No such plant');
    expect(fc.check(agreement(plant), { numRuns: 3_000, seed: 1 }).failed).toBe(true);
  });

  it('batch equals counting on one’s fingers', () => {
    fc.assert(
      fc.property(histories, countLeaf, places, (facts, leaf, at) => {
        const count = facts.filter((fact) => {
          if (fact.name !== leaf.count || fact.trust !== 'server' || comparePositions(fact.position, at) >= 0)
            return false;
          const least = leaf.where !== undefined && 'value' in leaf.where ? Number(leaf.where.value) : 0;
          return Number(fact.properties['total']) >= least;
        }).length;
        const results = {
          eq: count === leaf.value,
          neq: count !== leaf.value,
          gt: count > leaf.value,
          gte: count >= leaf.value,
          lt: count < leaf.value,
          lte: count <= leaf.value,
        };
        const { before: _before, ...plain } = leaf;
        expect(evaluate(plain, viewAt(countAll([plain], facts), at, null)).holds).toBe(results[leaf.is]);
      }),
    );
  });

  it('profiles counted apart and merged equal one person', () => {
    fc.assert(
      fc.property(histories, trees, places, fc.integer({ min: 1, max: 4 }), (facts, tree, at, profiles) => {
        const states = Array.from({ length: profiles }, (_, profile): CountState => {
          const own = facts.filter((_fact, index) => index % profiles === profile);
          return own.reduce((state: CountState, fact) => foldCounts([tree], state, fact), {});
        });
        const merged = evaluate(tree, viewAt(mergeCounts(states), at, at));
        expect(merged).toEqual(evaluate(tree, viewAt(countAll([tree], facts), at, at)));
      }),
    );
  });

  it('remembers no more than the conditions ask', () => {
    const tree: Conditions = { count: 'Order Completed', is: 'gte', value: 3 };
    const facts = Array.from({ length: 500 }, (_, index): CountedFact => {
      const position = positionOf({ timestamp: 1000 - index, trust: 'server', messageId: String(index) });
      return { name: 'Order Completed', trust: 'server', position, properties: {} };
    });
    const state = facts.reduce((each: CountState, fact) => foldCounts([tree], each, fact), {});
    expect(Object.values(state).map((kept) => kept.map((place) => Number.parseInt(place, 10)))).toEqual([
      [501, 502, 503, 504],
    ]);
  });

  it('a sum and a window remember a thousand: the earliest, the latest', () => {
    const number = conditionLimits.remembered + 500;
    const facts = Array.from({ length: number }, (_, index): CountedFact => {
      const position = positionOf({ timestamp: ((index * 7) % number) * dayMs, trust: 'server', messageId: 'm' });
      return { name: 'Paid', trust: 'server', position, properties: { amount: 0.1 } };
    });
    const sum: SumCondition = { sum: 'Paid', of: 'amount', is: 'gte', value: 1 };
    const month: Conditions = { count: 'Paid', withinDays: 30, is: 'gte', value: 30 };
    const state = facts.reduce((each: CountState, fact) => foldCounts([sum, month], each, fact), {});
    expect(Object.values(state).map((kept) => kept.length)).toEqual([1_000, 1_000]);
    const at = positionOf({ timestamp: number * dayMs, trust: 'server', messageId: 'end' });
    const view = viewAt(state, at, null);
    expect(evaluate(sum, view).seen).toEqual([{ path: '/', actual: '100' }]);
    expect(evaluate(month, view).seen).toEqual([{ path: '/', actual: 29 }]);
  });

  it('a sum is exact, includes the fact that is judged, and passes over what is no number', () => {
    const leaf: SumCondition = { sum: 'Paid', of: 'net.amount', is: 'eq', value: '0.3' };
    const amounts = ['0.1', 0.2, 'much', null, '007', true];
    const facts = amounts.map((amount, timestamp): CountedFact => {
      const position = positionOf({ timestamp, trust: 'server', messageId: 'm=1' });
      return { name: 'Paid', trust: 'server', position, properties: { net: { amount } } };
    });
    const state = facts.reduce((each: CountState, fact) => foldCounts([leaf], each, fact), {});
    const sumAt = (timestamp: number, touched?: number): unknown => {
      const at = positionOf({ timestamp, trust: 'server', messageId: 'm=1' });
      const touchedAt = touched === undefined ? null : moved(at, touched);
      const asked: Conditions = touched === undefined ? leaf : { ...leaf, before: 'touch' };
      return evaluate(asked, viewAt(state, at, touchedAt)).seen[0]?.actual;
    };
    expect([sumAt(0), sumAt(1), sumAt(9), sumAt(9, 1)]).toEqual(['0.1', '0.3', '0.3', '0.1']);
  });

  it('a flood of public facts leaves the trusted count alone', () => {
    const tree: Conditions = { count: 'Order Completed', is: 'gte', value: 1 };
    const fact = (trust: 'public' | 'server', timestamp: number): CountedFact => {
      const position = positionOf({ timestamp, trust, messageId: 'm' });
      return { name: 'Order Completed', trust, position, properties: {} };
    };
    const facts = [...Array.from({ length: 50 }, (_, index) => fact('public', index)), fact('server', 100)];
    const state = facts.reduce((each: CountState, one) => {
      return foldCounts([tree], foldCounts([tree], each, one), one, 'open');
    }, {});
    const end = positionOf({ timestamp: 200, trust: 'server', messageId: 'end' });
    expect(evaluate(tree, viewAt(state, end, null)).holds).toBe(true);
  });

  it('gives the same state when nothing changed', () => {
    const tree: Conditions = { count: 'Order Completed', is: 'gte', value: 3 };
    const position = positionOf({ timestamp: 1, trust: 'server', messageId: 'm' });
    const fact: CountedFact = { name: 'Order Completed', trust: 'server', position, properties: {} };
    const once = foldCounts([tree], {}, fact);
    expect(foldCounts([tree], once, fact)).toBe(once);
    expect(foldCounts([tree], once, { ...fact, name: 'Order Refunded' })).toBe(once);
  });
});

describe('readPath', () => {
  const properties = { a: { b: { c: 1 } }, 'a.b': 'direct', list: [1], nothing: null };
  it.each([
    ['a.b', 'direct'],
    ['a.b.c', 1],
    ['a', { b: { c: 1 } }],
    ['nothing', null],
    ['nothing.more', undefined],
    ['list.0', undefined],
    ['toString', undefined],
    ['a.constructor', undefined],
    ['__proto__', undefined],
    ['', undefined],
  ])('%s is %j', (path, value) => {
    expect(readPath(properties, path)).toEqual(value);
  });
});
