import type { Conditions, Leaf } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../kit/values/json.ts';
import { moved, positionOf } from '../kit/values/position.ts';
import { evaluate } from './evaluate.ts';
import { aggregateKey } from './places.ts';
import { isLeaf } from './tree.ts';
import type { Known, View } from './view.ts';

const server = (value: Json): Known => ({ value, trust: 'server' });
const browser = (value: Json): Known => ({ value, trust: 'public' });
const at = positionOf({ timestamp: 1000, trust: 'server', messageId: 'm' });

function view(traits: Record<string, Known>, facts: Record<string, Known> = {}): View {
  return { trait: (name) => traits[name], fact: (path) => facts[path], counts: {}, at };
}

const yes: Conditions = { trait: 'yes', is: 'eq', value: 1 };
const no: Conditions = { trait: 'no', is: 'eq', value: 1 };
const plain = view({ yes: server(1), no: server(0) });

describe('evaluate', () => {
  it('reads traits of the person and properties of the fact', () => {
    const tree: Conditions = {
      all: [
        { trait: 'legal_form', is: 'eq', value: 'person' },
        { fact: 'paid.money', is: 'gt', value: 0 },
      ],
    };
    const seen = view({ legal_form: server('person') }, { 'paid.money': server('10.00') });
    expect(evaluate(tree, seen)).toEqual({
      holds: true,
      seen: [
        { path: '/all/0', actual: 'person' },
        { path: '/all/1', actual: '10.00' },
      ],
    });
  });

  it.each([
    ['/', no],
    ['/all/1', { all: [yes, no, no] }],
    ['/any/0', { any: [no, { all: [yes, no] }] }],
    ['/any/0/all/1', { any: [{ all: [yes, no] }, no] }],
    ['/not', { not: yes }],
    ['/not/any/1', { not: { any: [no, yes] } }],
    ['/not/all/0', { not: { all: [yes, yes] } }],
    ['/all/0/not/not', { all: [{ not: { not: no } }] }],
  ] as [string, Conditions][])('names the first failed condition: %s', (path, tree) => {
    const { holds, failed } = evaluate(tree, plain);
    expect(holds).toBe(false);
    expect(failed?.path).toBe(path);
    const shouldNotHold = failed !== undefined && 'trait' in failed.leaf && failed.leaf.trait === 'yes';
    expect(failed?.negated).toBe(shouldNotHold);
  });

  it('takes what only a browser says for unknown, and says so', () => {
    const tree: Conditions = { trait: 'legal_form', is: 'eq', value: 'person' };
    const seen = view({ legal_form: browser('person') });
    expect(evaluate(tree, seen)).toEqual({
      holds: false,
      failed: { path: '/', leaf: tree, actual: 'person', untrusted: true, negated: false },
      seen: [{ path: '/', actual: 'person' }],
    });
    expect(evaluate(tree, seen, 'open').holds).toBe(true);
  });

  it('lets no public word through a negation either', () => {
    const tree: Conditions = { not: { trait: 'legal_form', is: 'eq', value: 'company' } };
    const forged = view({ legal_form: browser('company') });
    // Unknown is not a company; the public word neither helps nor harms.
    expect(evaluate(tree, forged).holds).toBe(evaluate(tree, view({})).holds);
  });

  it('says what was unknown by null', () => {
    const tree: Conditions = { fact: 'total', is: 'gt', value: 5 };
    expect(evaluate(tree, view({}))).toMatchObject({ holds: false, failed: { actual: null, untrusted: false } });
  });

  it('counts up to the judged fact, or up to the invitation, and not without one', () => {
    const plainCount: Conditions = { count: 'Order Completed', is: 'lt', value: 2 };
    const touchCount: Conditions = { count: 'Order Completed', before: 'touch', is: 'lt', value: 2 };
    const places = [100, 200, 2000].map((timestamp) => positionOf({ timestamp, trust: 'server', messageId: 'o' }));
    const counts = { [aggregateKey(plainCount, 'trusted')]: places };
    const touched: View = { ...plain, counts, touchedAt: moved(at, 150) };
    expect(evaluate(plainCount, touched)).toMatchObject({ holds: false, failed: { actual: 2 } });
    expect(evaluate(touchCount, touched)).toMatchObject({ holds: true, seen: [{ actual: 1 }] });
    expect(evaluate(touchCount, { ...plain, counts })).toMatchObject({ holds: false, failed: { actual: null } });
  });

  it('keeps only so much of what it saw', () => {
    const tree: Conditions = { all: Array.from({ length: 40 }, () => yes) };
    expect(evaluate(tree, plain).seen).toHaveLength(20);
    const long: Conditions = { trait: 'long', is: 'eq', value: 'x' };
    for (const value of ['y'.repeat(5000), Array.from({ length: 900 }, () => 'z'), { deep: 'w'.repeat(900) }]) {
      const { failed, seen } = evaluate(long, view({ long: server(value) }));
      expect(JSON.stringify(failed?.actual).length).toBeLessThan(500);
      expect(JSON.stringify(seen).length).toBeLessThan(500);
    }
  });

  it('agrees with plain logic on every tree, and the failed condition alone is reason enough', () => {
    const leaf: fc.Arbitrary<Leaf> = fc.record({
      trait: fc.constantFrom('a', 'b', 'c'),
      is: fc.constant('eq' as const),
      value: fc.constant(1),
    });
    const { tree } = fc.letrec<{ tree: Conditions }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        leaf,
        fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
        fc.record({ not: tie('tree') }),
      ),
    }));
    const truth = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.boolean());
    const viewOf = (values: Record<string, boolean>): View => ({
      ...plain,
      trait: (name) => server(values[name] === true ? 1 : 0),
    });
    fc.assert(
      fc.property(tree, truth, (conditions, values) => {
        const { holds, failed } = evaluate(conditions, viewOf(values));
        expect(holds).toBe(logic(conditions, values));
        expect(failed === undefined).toBe(holds);
        if (failed === undefined || !('trait' in failed.leaf)) return;
        expect(values[failed.leaf.trait] === true).toBe(failed.negated);
      }),
    );
  });
});

function logic(tree: Conditions, values: Record<string, boolean>): boolean {
  if (isLeaf(tree)) return 'trait' in tree && values[tree.trait] === true;
  if ('not' in tree) return !logic(tree.not, values);
  if ('all' in tree) return tree.all.every((part) => logic(part, values));
  return tree.any.some((part) => logic(part, values));
}
