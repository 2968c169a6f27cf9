import { type Conditions, conditionLimits } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import { checkConditions, type FieldInfo, parseConditions, type Registry } from './index.ts';

const traits: Record<string, FieldInfo> = {
  legal_form: { trust: 'server', kind: 'text' },
  visits: { trust: 'public', kind: 'number' },
};
const facts: Record<string, FieldInfo> = {
  total: { trust: 'server', kind: 'number' },
  tags: { trust: 'server', kind: 'list' },
  anything: { trust: 'server' },
};
const events: Record<string, FieldInfo> = { 'Order Completed': { trust: 'server' }, page: { trust: 'public' } };
const registry: Registry = {
  trait: (name) => traits[name],
  fact: (path) => facts[path],
  event: (name) => events[name],
  propertyOf: (event, path) => (event === 'page' ? { trust: 'public' } : facts[path]),
};
const leaf: Conditions = { trait: 'legal_form', is: 'eq', value: 'person' };

function nested(depth: number): Conditions {
  return depth === 1 ? leaf : { not: nested(depth - 1) };
}

describe('checkConditions', () => {
  it('finds nothing wrong with a sound tree', () => {
    const tree: Conditions = {
      all: [
        leaf,
        {
          any: [
            { fact: 'total', is: 'gt', value: '2500.00' },
            { fact: 'tags', is: 'contains', value: 'vip' },
          ],
        },
        { fact: 'anything', is: 'lt', value: 5 },
        { count: 'Order Completed', where: { fact: 'total', is: 'gte', value: 0 }, is: 'eq', value: 0 },
      ],
    };
    expect(checkConditions(tree, registry)).toEqual([]);
  });

  const forged: [Conditions, string, string][] = [
    [{ trait: 'visits', is: 'gt', value: 5 }, '/', 'visits'],
    [{ all: [leaf, { count: 'page', is: 'gt', value: 5 }] }, '/all/1', 'page'],
    [{ not: { any: [{ trait: 'visits', is: 'exists', value: true }] } }, '/not/any/0', 'visits'],
  ];
  it.each(forged)('names fields that only browsers say: %j', (tree, path, field) => {
    expect(checkConditions(tree, registry)).toEqual([{ path, code: 'forgeable_field', field }]);
    expect(checkConditions(tree, registry, 'open')).toEqual([]);
  });

  it('names them inside a where as well', () => {
    const where: Conditions = { fact: 'title', is: 'eq', value: 'Home' };
    const tree: Conditions = { any: [{ count: 'page', where, is: 'gt', value: 5 }] };
    expect(checkConditions(tree, registry)).toEqual([
      { path: '/any/0', code: 'forgeable_field', field: 'page' },
      { path: '/any/0/where', code: 'forgeable_field', field: 'title' },
    ]);
  });

  it.each([
    [{ trait: 'shoe_size', is: 'eq', value: 1 }, 'unknown_field', 'shoe_size'],
    [{ fact: 'toString', is: 'exists', value: true }, 'unknown_field', 'toString'],
    [{ count: 'Lead', is: 'eq', value: 0 }, 'unknown_field', 'Lead'],
    [{ fact: 'total', is: 'contains', value: '5' }, 'operator_not_for_field', 'total'],
    [{ trait: 'legal_form', is: 'gt', value: 5 }, 'operator_not_for_field', 'legal_form'],
    [{ fact: 'tags', is: 'eq', value: 'vip' }, 'operator_not_for_field', 'tags'],
    [{ fact: 'total', is: 'gt', value: 'many' }, 'number_needed', 'total'],
    [{ fact: 'anything', is: 'lte', value: true }, 'number_needed', 'anything'],
    [{ fact: 'total', is: 'eq', value: '100 000' }, 'number_needed', 'total'],
    [{ fact: 'total', is: 'in', value: [5, 'six'] }, 'number_needed', 'total'],
    [{ fact: 'total', is: 'in', value: 5 }, 'value_not_for_operator', 'total'],
    [{ fact: 'total', is: 'eq', value: [5] }, 'value_not_for_operator', 'total'],
    [{ fact: 'total', is: 'exists', value: 'yes' }, 'value_not_for_operator', 'total'],
  ] as [Conditions, string, string][])('%j: %s', (tree, code, field) => {
    expect(
      checkConditions(tree, { ...registry, fact: (path) => (Object.hasOwn(facts, path) ? facts[path] : undefined) }),
    ).toEqual([{ path: '/', code, field }]);
  });

  it('lets where look at nothing but the counted fact', () => {
    const where: Conditions = { all: [leaf, { count: 'Order Completed', is: 'eq', value: 0 }] };
    const tree: Conditions = { count: 'Order Completed', where, is: 'gt', value: 1 };
    expect(checkConditions(tree, registry)).toEqual([
      { path: '/where/all/0', code: 'not_in_where', field: 'legal_form' },
      { path: '/where/all/1', code: 'not_in_where', field: 'Order Completed' },
    ]);
  });

  it('asks what friends bring only where somebody knows it', () => {
    const brought: Conditions = { brought: 'RUB', program: 'managers', is: 'gte', value: 1 };
    expect(checkConditions({ not: brought }, registry)).toEqual([{ path: '/not', code: 'brought_means_nothing' }]);
    const knows: Registry = {
      ...registry,
      brought: ({ program }) => (program === 'managers' ? undefined : 'unknown_program'),
    };
    expect(checkConditions(brought, knows)).toEqual([]);
    expect(checkConditions({ ...brought, program: 'other' }, knows)).toEqual([
      { path: '/', code: 'unknown_program', field: 'other' },
    ]);
    expect(checkConditions({ ...brought, brought: 'XXZ' }, knows)).toEqual([
      { path: '/', code: 'unknown_currency', field: 'XXZ' },
    ]);
    expect(checkConditions({ count: 'Order Completed', where: brought, is: 'gt', value: 1 }, knows)).toEqual([
      { path: '/where', code: 'not_in_where', field: 'brought' },
    ]);
  });

  it('refuses trees beyond the limits, where included', () => {
    expect(checkConditions(nested(conditionLimits.depth), registry)).toEqual([]);
    expect(checkConditions(nested(conditionLimits.depth + 1), registry)).toEqual([{ path: '/', code: 'too_deep' }]);
    expect(checkConditions(nested(2_000), registry)).toEqual([{ path: '/', code: 'too_deep' }]);
    const wide = (count: number): Conditions => ({ all: Array.from({ length: count }, () => leaf) });
    expect(checkConditions(wide(conditionLimits.nodes - 1), registry)).toEqual([]);
    expect(checkConditions(wide(conditionLimits.nodes), registry)).toEqual([{ path: '/', code: 'too_many_nodes' }]);
    const where: Conditions = { all: Array.from({ length: 60 }, () => ({ fact: 'total', is: 'gt', value: 0 })) };
    const counts: Conditions = { all: [1, 2].map(() => ({ count: 'Order Completed', where, is: 'gt', value: 0 })) };
    expect(checkConditions(counts, registry)).toEqual([{ path: '/', code: 'too_many_nodes' }]);
  });
});

describe('parseConditions', () => {
  it('gives a tree of the schema as it is', () => {
    expect(parseConditions({ all: [{ trait: 'a', is: 'eq', value: 1 }] })).toEqual({
      ok: true,
      tree: { all: [{ trait: 'a', is: 'eq', value: 1 }] },
    });
    expect(parseConditions(JSON.parse(JSON.stringify(nested(conditionLimits.depth)))).ok).toBe(true);
  });

  it.each([
    [undefined],
    [null],
    [[]],
    [{}],
    [{ all: [] }],
    [{ trait: 'a', is: 'like', value: 1 }],
    [{ trait: '', is: 'eq', value: 1 }],
    [{ trait: 'a', is: 'eq' }],
    [{ trait: 'a', is: 'eq', value: null }],
    [{ trait: 'a', is: 'eq', value: 1, extra: 1 }],
    [{ trait: 'a', is: 'eq', value: 'x'.repeat(501) }],
    [{ trait: 'a', is: 'in', value: Array.from({ length: 101 }, () => 1) }],
    [{ count: 'a', is: 'in', value: 1 }],
    [{ count: 'a', is: 'eq', value: 1.5 }],
    [{ count: 'a', is: 'eq', value: 1001 }],
    [{ count: 'a', is: 'eq', value: 1, before: 'lunch' }],
  ])('refuses %j', (json) => {
    expect(parseConditions(json)).toMatchObject({ ok: false, path: expect.any(String), message: expect.any(String) });
  });

  it('refuses a nesting that would exhaust the stack', () => {
    let json: { not: unknown } = { not: leaf };
    for (let depth = 0; depth < 100_000; depth += 1) json = { not: json };
    expect(parseConditions(JSON.parse(`${'{"not":'.repeat(5_000)}1${'}'.repeat(5_000)}`)).ok).toBe(false);
    expect(parseConditions(json as never).ok).toBe(false);
  });
});
