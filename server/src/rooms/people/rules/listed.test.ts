import { describe, expect, test } from 'vitest';
import { formMessage } from '../../../kit/values/forms.ts';
import type { Json } from '../../../kit/values/json.ts';
import { positionOf, type Trust } from '../../../kit/values/position.ts';
import { listedPerson } from './listed.ts';
import type { Person } from './person.ts';

type Told = Readonly<Record<string, Json>>;

function personOf(told: { readonly server?: Told; readonly browser?: Told; readonly form?: Told }): Person {
  const traits = (values: Told = {}, trust: Trust, messageId: string) =>
    Object.entries(values).map(([name, value]) => {
      return [name, { value, at: positionOf({ timestamp: 1, trust, messageId }) }] as const;
    });
  const all = [
    ...traits(told.browser, 'public', 'm'),
    ...traits(told.form, 'public', formMessage('abc')),
    ...traits(told.server, 'server', 'm'),
  ];
  return { userId: undefined, asserted: undefined, traits: new Map(all) };
}

const nothing = { userId: null, email: null, phone: null, name: null };

describe('lists show what nobody vouches for apart, and only of whom no server knows (PEO-15)', () => {
  test('somebody whom a server named, whatever else was said of them', () => {
    const person = personOf({ server: { name: 'Anna' }, form: { email: 'eve@example.com' } });
    expect(listedPerson(person)).toEqual({ ...nothing, name: 'Anna', standing: 'server', said: null });
    const user = { ...personOf({ browser: { name: 'Eve' } }), userId: 'anna' };
    expect(listedPerson(user)).toEqual({ ...nothing, userId: 'anna', standing: 'server', said: null });
  });

  test('somebody who left a contact in a form', () => {
    const left = { name: 'Вера', email: 'vera@example.com' };
    const listed = { ...nothing, standing: 'form', said: { ...nothing, ...left } };
    expect(listedPerson(personOf({ form: left }))).toEqual(listed);
  });

  test('a browser that said something, also a user id alone', () => {
    const parts = personOf({ browser: { firstName: 'Eve', lastName: 'Smith' } });
    expect(listedPerson(parts)).toEqual({ ...nothing, standing: 'visitor', said: { ...nothing, name: 'Eve Smith' } });
    const asserting = { ...personOf({}), asserted: 'anna' };
    expect(listedPerson(asserting)).toMatchObject({ standing: 'visitor', userId: null, said: { userId: 'anna' } });
  });

  test.each([
    ['nothing', {}],
    ['traits that are no contact', { plan: 'pro', age: 7 }],
    ['a name that is no text', { name: 7, email: null, phone: ['+7'] }],
  ])('a browser that said %s', (_what, browser) => {
    expect(listedPerson(personOf({ browser }))).toEqual({ ...nothing, standing: 'browser', said: null });
  });

  test('a text of any length stays small', () => {
    expect(listedPerson(personOf({ form: { email: 'e'.repeat(5_000) } })).said?.email).toHaveLength(500);
  });
});
