import { describe, expect, test } from 'vitest';
import type { FactBody, Trust } from '../../../engine/fact.ts';
import { identifiersOf, previousIdOf } from './identifiers.ts';

const body = (fields: Partial<FactBody>): FactBody => ({ type: 'track', name: 'Seen', timestamp: 1, ...fields });
const named = (trust: Trust, fields: Partial<FactBody>): string[] =>
  identifiersOf(trust, body(fields)).map(({ kind, value }) => `${kind} ${value}`);

const everything = {
  userId: 'u',
  anonymousId: 'a',
  traits: { email: 'Anna@Example.com', phone: '8 (916) 123-45-67' },
};

describe('the identifiers that a fact names', () => {
  test('a browser names its own anonymousId, or asserts a userId, and nothing else (INV-4, PEO-1)', () => {
    expect(named('public', everything)).toEqual(['anonymousId a']);
    expect(named('public', { ...everything, type: 'alias', name: 'alias', previousId: 'b' })).toEqual([
      'anonymousId a',
    ]);
    expect(named('public', { userId: 'u', traits: everything.traits })).toEqual(['assertedUserId u']);
    expect(named('public', { traits: everything.traits })).toEqual([]);
  });

  test('a server names all that it says, the userId first', () => {
    expect(named('server', everything)).toEqual([
      'userId u',
      'anonymousId a',
      'email anna@example.com',
      'phone +79161234567',
    ]);
    expect(named('server', { context: { traits: { email: 'a@b.ru' } } })).toEqual(['email a@b.ru']);
  });

  test('a server’s alias names the browser under which it knew the person before', () => {
    const alias = { type: 'alias', name: 'alias', userId: 'u' } as const;
    expect(named('server', { ...alias, previousId: 'b' })).toEqual(['userId u', 'anonymousId b']);
    expect(named('server', { ...alias, previousId: 'b', anonymousId: 'b' })).toEqual(['userId u', 'anonymousId b']);
    expect(named('server', { ...alias, previousId: 'u' })).toEqual(['userId u']);
    expect(named('server', { type: 'alias', name: 'alias', anonymousId: 'a', previousId: 'b' })).toEqual([
      'anonymousId a',
    ]);
    expect(previousIdOf('server', body({ ...alias, type: 'track', previousId: 'b' }))).toBeUndefined();
  });

  test('a timer names nobody, and a derived fact only whom it is sent to', () => {
    expect(named('server', { ...everything, type: 'timer' })).toEqual([]);
    expect(named('server', { ...everything, type: 'derived' })).toEqual(['userId u']);
  });
});
