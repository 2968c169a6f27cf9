import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../engine/fact.ts';
import type { ProgramId, SubjectId, WorkspaceId } from '../../../kit/values/ids.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { type FactPosition, positionOf, timeOf } from '../../../kit/values/position.ts';
import { foldFact } from './fold.ts';
import { emptyReferralPart, insertPlaced, type Kept, type ReferralPart, referralLimits } from './part.ts';
import { definitionsOf } from './programs.ts';

const boris = 'per_0000000000000boris' as SubjectId;
const anna = 'per_00000000000000anna' as SubjectId;
const school = 'prg_school' as ProgramId;
const definitions = { ...definitionsOf([], 'a key'), traits: new Set(['city']) };

/** A server's fact about boris, which happened `at` and was told as the `at`-th message. */
function fact(at: number, more: Partial<Fact>): Fact {
  const messageId = `m${String(at).padStart(6, '0')}`;
  return {
    ...{ type: 'track', name: 'Order Completed', timestamp: at, userId: 'boris', properties: {} },
    ...{ workspace: 'wsp_1' as WorkspaceId, trust: 'server', messageId, lane: 1, seq: at },
    ...{ subject: boris, profile: boris, lineage: { root: messageId, depth: 0, budget: 200 } },
    position: positionOf({ timestamp: at, trust: 'server', messageId }),
    ...more,
  } as Fact;
}

function fold(facts: readonly Fact[]): ReferralPart {
  let part = emptyReferralPart;
  for (const each of facts) {
    const input = {
      ...{ fact: each, now: 10_000, definitions, revision: 1, conflicts: [], profiles: [boris], createdAt: 0 },
      ...{ parts: new Map([[boris, part]]), partsOf: () => new Map(), decisionsOf: () => [], owner: () => undefined },
    };
    const code = each.properties?.['referral_code'];
    const owner = { subject: anna, profile: anna, detail: school };
    const mentions = typeof code === 'string' ? [{ mention: { channel: 'code', code } as const, owner }] : [];
    part = foldFact(part, input, mentions).part;
  }
  return part;
}

function endsOf(moments: readonly number[], { earliest, latest }: Kept): number[] {
  return moments.filter((_, index) => index < earliest || index >= moments.length - latest);
}

const order = (id: number): JsonObject => ({ order_id: `o${id}`, total: 10 });

describe('a part keeps the ends of what it is told, in whichever order (REF-15)', () => {
  test.each<[string, Kept, (at: number) => Fact, (part: ReferralPart) => readonly { at: FactPosition }[]]>([
    [
      'touches',
      referralLimits.touches,
      (at) => fact(at, { name: 'Viewed', properties: { referral_code: 'CDFGJNQR' } }),
      (part) => part.touches,
    ],
    ['orders', referralLimits.orders, (at) => fact(at, { properties: order(at) }), (part) => part.orders],
    [
      'refunds',
      referralLimits.refunds,
      (at) => fact(at, { name: 'Order Refunded', properties: order(at) }),
      (part) => part.refunds,
    ],
    [
      'traits',
      referralLimits.traits,
      (at) => fact(at, { type: 'identify', name: 'identify', traits: { city: `c${at}` } }),
      (part) => part.traits,
    ],
  ])('%s', (_name, limit, tell, kept) => {
    const moments = Array.from({ length: limit.earliest + limit.latest + 3 }, (_, at) => at);
    const wanted = endsOf(moments, limit);
    for (const told of [moments, moments.toReversed()]) {
      expect(kept(fold(told.map(tell))).map((each) => timeOf(each.at))).toEqual(wanted);
    }
  });

  test('whatever is inserted, what is left are the ends, each once, in order', () => {
    const limits = fc.record({ earliest: fc.nat({ max: 6 }), latest: fc.nat({ max: 6 }) });
    const item = fc.nat({ max: 30 }).map((at) => ({ at: fact(at, {}).position }));
    fc.assert(
      fc.property(fc.array(item, { maxLength: 40 }), limits, (items, limit) => {
        const kept = items.reduce<readonly { at: FactPosition }[]>((all, each) => insertPlaced(all, each, limit), []);
        const moments = [...new Set(items.map((each) => timeOf(each.at)))].sort((left, right) => left - right);
        expect(kept.map((each) => timeOf(each.at))).toEqual(endsOf(moments, limit));
      }),
    );
  });
});
