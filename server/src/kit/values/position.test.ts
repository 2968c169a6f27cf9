import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparePositions, moved, type PositionParts, positionOf, readPosition, timeOf, trustOf } from './position.ts';
import { earliestMoment, latestMoment } from './time.ts';

const parts: fc.Arbitrary<PositionParts> = fc.record({
  timestamp: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: earliestMoment, max: latestMoment })),
  trust: fc.constantFrom('public', 'server'),
  messageId: fc.oneof(fc.constantFrom('', 'a', 'b', '+', '?'), fc.string({ unit: 'binary', maxLength: 100 })),
});

/** The order that histories have by definition: moment, then servers before browsers, then message id. */
function inHistory(left: PositionParts, right: PositionParts): number {
  if (left.timestamp !== right.timestamp) return left.timestamp < right.timestamp ? -1 : 1;
  if (left.trust !== right.trust) return left.trust === 'server' ? -1 : 1;
  if (left.messageId === right.messageId) return 0;
  return left.messageId < right.messageId ? -1 : 1;
}

test('positions stand in the order of moment, trust and message id, and tell all three', () => {
  fc.assert(
    fc.property(parts, parts, (left, right) => {
      expect(comparePositions(positionOf(left), positionOf(right))).toBe(inHistory(left, right));
      expect(readPosition(positionOf(left))).toEqual(left);
      expect(timeOf(positionOf(left))).toBe(left.timestamp);
      expect(trustOf(positionOf(left))).toBe(left.trust);
      expect(moved(positionOf(left), right.timestamp)).toBe(positionOf({ ...left, timestamp: right.timestamp }));
    }),
  );
});
