import { describe, expect, test } from 'vitest';
import type { Fact } from '../../engine/fact.ts';
import type { DecideInput } from '../../engine/reactor.ts';
import type { ProfileId, SubjectId } from '../../kit/values/ids.ts';
import type { JsonObject } from '../../kit/values/json.ts';
import { positionOf, type Trust } from '../../kit/values/position.ts';
import { peopleReactor } from './reactor.ts';
import type { PeoplePart } from './rules/person.ts';

const me = 'per_00me' as SubjectId;

/** Decides on an identify of one person who is one profile. */
function identify(trust: Trust, fields: Partial<Fact>, part?: PeoplePart) {
  const messageId = 'm';
  const fact = {
    ...{ type: 'identify', name: 'identify', timestamp: 1, trust, messageId, subject: me, profile: me },
    position: positionOf({ timestamp: 1, trust, messageId }),
    ...fields,
  } as Fact;
  const parts = new Map<ProfileId, PeoplePart>(part === undefined ? [] : [[me, part]]);
  const input: DecideInput<PeoplePart, undefined> = {
    ...{ fact, now: 1, definitions: undefined, revision: 0, parts, partsOf: () => new Map(), decisionsOf: () => [] },
    ...{ conflicts: [], profiles: [me], createdAt: 1, owner: () => undefined },
  };
  return peopleReactor.decide(input);
}

const shown = (effects: readonly JsonObject[] | undefined): JsonObject | undefined => effects?.at(-1);

describe('what lists show of a person (PEO-7)', () => {
  const traits = { name: 'Anna', email: 'anna@example.com', phone: '+79161234567' };

  test('a name and contacts that a server said', () => {
    expect(shown(identify('server', { userId: 'anna', traits }).effects)).toMatchObject({ userId: 'anna', ...traits });
  });

  test('nothing that only a browser said', () => {
    const said = identify('public', { userId: 'anna', traits });
    expect(shown(said.effects)).toMatchObject({ userId: null, name: null, email: null, phone: null });
  });

  test('what a server said, whatever a browser says later', () => {
    const { part } = identify('server', { traits });
    const forged = { name: 'Eve', email: 'eve@example.com' };
    const later = identify(
      'public',
      { traits: forged, position: positionOf({ timestamp: 9, trust: 'public', messageId: 'x' }) },
      part,
    );
    expect(shown(later.effects) ?? traits).toMatchObject(traits);
  });
});

test('a profile keeps 20 user ids that browsers asserted, and none of them is its own (PEO-8, INV-4)', () => {
  let part: PeoplePart | undefined;
  for (let guess = 0; guess < 30; guess += 1) part = identify('public', { userId: `user-${guess}` }, part).part ?? part;
  expect(part?.asserted).toHaveLength(20);
  expect(part?.userId).toBeUndefined();
});
