import { describe, expect, it } from 'vitest';
import { pathTo, type RouteName, readSearch, routes, type Search, safeReturn, writeSearch } from './paths.ts';

/** Every route with `x-` and the name of its place in each place. */
function sample(name: RouteName): string {
  const places = [...routes[name].matchAll(/\$(\w+)/g)].map(([, place = '']) => [place, `x-${place}`]);
  const build = pathTo as (name: RouteName, params: Readonly<Record<string, string>>, search?: Search) => string;
  return build(name, Object.fromEntries(places));
}

describe('the addresses of the admin', () => {
  it('are these', () => {
    const all = Object.keys(routes).map((name) => `${name} ${sample(name as RouteName)}`);
    expect(all).toMatchSnapshot();
  });

  it('are all different', () => {
    const all = Object.values(routes).map((path) => path.replace(/\$\w+/g, '$'));
    expect(new Set(all).size).toBe(all.length);
  });

  it('cannot be led astray by what stands in a place or in a value', () => {
    expect(pathTo('person', { person: '../x?a=1#b' })).toBe('/admin/people/..%2Fx%3Fa%3D1%23b');
    expect(pathTo('people', {}, { q: 'a&b=c d', cursor: undefined, empty: '' })).toBe('/admin/people?q=a%26b%3Dc+d');
  });

  it('give back what was written into them', () => {
    const values = { q: '«Иван» & +7 (916)', name: '%2F' };
    expect(readSearch(writeSearch(values))).toEqual(values);
  });
});

describe('the way back after signing in', () => {
  it.each([
    ['/admin/people?q=1', '/admin/people?q=1'],
    [undefined, '/admin/'],
    ['', '/admin/'],
    ['https://evil.example/admin/', '/admin/'],
    ['//evil.example/admin/', '/admin/'],
    ['/admin//evil.example', '/admin/'],
    ['/admin/\\evil.example', '/admin/'],
    ['/administrator', '/admin/'],
    ['/admin/\tx', '/admin/'],
    ['javascript:alert(1)', '/admin/'],
  ])('from %j is %s', (asked, leads) => {
    expect(safeReturn(asked)).toBe(leads);
  });
});
