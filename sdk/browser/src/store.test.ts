import { describe, expect, test } from 'vitest';
import { mapStorage } from './fake-world.ts';
import { createStore } from './store.ts';
import type { Kept } from './world.ts';

const refuse = (): never => {
  throw new DOMException('No', 'SecurityError');
};
const broken: Kept = { length: 1, key: refuse, getItem: refuse, setItem: refuse, removeItem: refuse };

describe('the store', () => {
  test.each<[string, () => Kept | null | undefined]>([
    ['is missing', () => undefined],
    ['is null', () => null],
    ['may not be touched', refuse],
    ['fails at each call', () => broken],
  ])('serves from memory where the browser’s storage %s', (_what, open) => {
    const store = createStore(open);
    store.set('a', '1');
    expect(store.get('a')).toBe('1');
    expect(store.names('')).toEqual([]);
    store.forbid();
    store.allow();
    store.remove('a');
    expect(store.get('a')).toBeUndefined();
  });

  test('keeps nothing while that is forbidden, forgets what it kept, and makes up for it when allowed', () => {
    const kept = new Map([['other', 'theirs']]);
    const store = createStore(() => mapStorage(kept));
    store.set('a', '1');
    expect([...kept]).toEqual([
      ['other', 'theirs'],
      ['sarafan.a', '1'],
    ]);
    store.forbid();
    expect([...kept]).toEqual([['other', 'theirs']]);
    store.set('b', '2');
    expect([...kept]).toEqual([['other', 'theirs']]);
    expect([store.get('a'), store.get('b')]).toEqual(['1', '2']);
    store.allow();
    expect([...kept.keys()]).toEqual(['other', 'sarafan.a', 'sarafan.b']);
  });
});
