import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecideInput } from '../../../engine/reactor.ts';
import { laneOfSubject, type ProfileId, type WorkspaceId } from '../../../kit/values/ids.ts';
import { type ImportId, importMessage, openBalance, takeBackImport } from '../../../kit/values/imports.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { positionOf } from '../../../kit/values/position.ts';
import { availableOf, moveHolding, noRewards, type RewardsPart } from './holdings.ts';
import { openTheBalance, takeOpeningsBack } from './opening.ts';

const person = 'per_0123456789abcdefgh' as ProfileId;
const importId = 'imp_0123456789abcdef' as ImportId;

function inputOf(name: string, properties: JsonObject, part: RewardsPart, more: object = {}) {
  const messageId = name === openBalance ? importMessage(importId, 'k') : importMessage(importId, 'undo');
  const trust = 'server' as const;
  const fact = {
    ...{ type: 'command', name, timestamp: 1, workspace: 'wsp_1' as WorkspaceId, trust, messageId, seq: 1 },
    ...{ lane: laneOfSubject(person), subject: person, profile: person, properties },
    lineage: { root: messageId, depth: 0, budget: 1 },
    position: positionOf({ timestamp: 1, trust, messageId }),
    ...more,
  };
  const input = { fact, now: 1, definitions: undefined, revision: 1, parts: new Map([[person, part]]) };
  return { ...input, profiles: [person] } as unknown as DecideInput<RewardsPart, undefined>;
}

const opens = (amountMinor: string, part = noRewards, more: object = {}): ReturnType<typeof openTheBalance> =>
  openTheBalance(inputOf(openBalance, { unit: 'lesson', amountMinor }, part, more));
const takesBack = (part: RewardsPart): ReturnType<typeof takeOpeningsBack> =>
  takeOpeningsBack(inputOf(takeBackImport, { import: importId }, part));

describe('a balance of another system', () => {
  test('is given by the issuer, and remembered with its import', () => {
    const { part, effects } = opens('500');
    expect(part).toMatchObject({
      holdings: { lesson: { available: '500' } },
      imported: { [importId]: { lesson: '500' } },
    });
    expect(effects).toHaveLength(1);
    expect(effects?.[0]).toMatchObject({ transfer: { kind: 'opening', from: 'issuer', amountMinor: '500' } });
  });

  test.each([
    ['nothing', '0', {}],
    ['no number', '5,00', {}],
    ['more than an amount can be', '9'.repeat(18), {}],
    ['a word of a browser', '500', { trust: 'public' }],
    ['a message that no import made', '500', { messageId: 'm-1' }],
  ])('%s opens nothing', (_what, amount, more) => {
    expect(opens(amount, noRewards, more)).toEqual({});
  });

  test('of an import that was taken back opens nothing', () => {
    expect(opens('500', { ...noRewards, takenBack: [importId] })).toEqual({});
  });

  test('goes back as far as it is there, and nobody falls into debt by it (IMP-13)', () => {
    const some = fc.bigInt({ min: 1n, max: 1_000_000n });
    const change = fc.bigInt({ min: -2_000_000n, max: 1_000_000n });
    fc.assert(
      fc.property(some, change, (given, moved) => {
        const opened = opens(String(given)).part ?? noRewards;
        const part = moveHolding(opened, 'lesson', 0n, moved);
        const before = availableOf([part], 'lesson');
        const { parts, effects = [] } = takesBack(part);
        const left = parts?.get(person);
        const after = availableOf(left === undefined ? [] : [left], 'lesson');
        // What is there, between nothing and all that was given.
        const [, back = 0n] = [0n, before, given].toSorted((a, b) => Number(a - b));
        expect(after).toBe(before - back);
        expect(effects).toHaveLength(back === 0n ? 0 : 1);
        expect(left?.imported).toEqual({});
        expect(left?.takenBack).toEqual([importId]);
        expect(takesBack(left ?? noRewards).effects).toEqual([]);
      }),
    );
  });
});
