import { describe, expect, it } from 'vitest';
import { byPlace, placeOf } from './problems.ts';

const single = { friend: { conditions: { not: { trait: 'a', is: 'in', value: [1] } } } };
const several = { order: { conditions: { all: [{ fact: 'a', is: 'eq', value: 1 }] } } };

describe('a problem is shown', () => {
  it.each([
    ['/name/ru', '/name/ru', {}],
    ['/invite/link/allowedHosts/2', '/invite/link/allowedHosts', {}],
    ['/rewards/3/amount', '/rewards/3/amount', {}],
    ['/rewards/3', '/rewards/3', {}],
    ['/rewards', '/rewards', {}],
    ['/attribution/precedence/0', '/attribution/precedence', {}],
    ['/friend/mayHavePaid', '/friend/mayHavePaid', {}],
    ['/rewards/0/on', '/rewards/0/on', {}],
    ['/rewards/0/on/which', '/rewards/0/on', {}],
    ['/rewards/0/on/event', '/rewards/0/on/event', {}],
    ['/rewards/0/amount/percent', '/rewards/0/amount/percent', {}],
    ['/rewards/0/amount/rates/KZT', '/rewards/0/amount/rates/KZT', {}],
    ['/rewards/0/amount/rates', '/rewards/0/amount/rates', {}],
    ['/rewards/0/amount/lines', '/rewards/0/amount', {}],
    ['/rewards/0/amount/lines/1', '/rewards/0/amount/lines/1', {}],
    ['/rewards/0/amount/lines/1/amount', '/rewards/0/amount/lines/1/amount', {}],
    ['/rewards/0/amount/lines/1/where', '/rewards/0/amount/lines/1/where/0', {}],
    ['/rewards/0/amount/lines/1/where/all/2', '/rewards/0/amount/lines/1/where/2', {}],
    ['/rewards/0/conditions/all/1/not', '/rewards/0/conditions/1', {}],
    ['/rewards/2/conditions', '/rewards/2/conditions/0', {}],
    ['/friend/conditions/not', '/friend/conditions/0', single],
    ['/order/conditions/all/0', '/order/conditions/0', several],
    ['/order/conditions', '/order/conditions', several],
    ['/cap', '/cap', {}],
    ['/invite', '/invite', {}],
    ['/somethingNew', '/somethingNew', {}],
    ['/', '/', {}],
  ])('%s at %s', (path, place, draft) => {
    expect(placeOf(path, draft)).toBe(place);
  });

  it('with its neighbours of the same place', () => {
    const problem = (path: string) => ({ path, code: 'x', ru: 'х', en: 'x' });
    const found = byPlace([problem('/rewards/0/amount'), problem('/rewards/0/amount'), problem('/cap/unit')], {});
    expect([...found].map(([place, all]) => [place, all.length])).toEqual([
      ['/rewards/0/amount', 2],
      ['/cap/unit', 1],
    ]);
  });
});
