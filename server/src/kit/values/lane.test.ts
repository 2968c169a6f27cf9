import { describe, expect, it } from 'vitest';
import { idFrom, laneCount } from './ids.ts';
import { laneOfAnchor } from './lane.ts';

const first = idFrom('wsp', new Uint8Array(10));
const second = idFrom('wsp', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 1));

describe('laneOfAnchor', () => {
  it('is tested with the workspaces that the vectors were computed for', () => {
    expect([first, second]).toEqual(['wsp_0000000000000000', 'wsp_0000000000000001']);
  });

  // Computed by another program in another language: the stored data of every installation depends on these numbers.
  it.each([
    [first, 'userId:1', 144],
    [first, 'userId:2', 182],
    [second, 'userId:1', 125],
    [first, 'anonymousId:1', 245],
    [first, 'assertedUserId:1', 82],
    [first, 'anonymousId:8f14e45f-ceea-467f-a1d5-91a1b2c3d4e5', 26],
    [first, 'email:anna@example.com', 180],
    [first, 'phone:+79123456789', 250],
    [first, 'userId:Анна 🙂', 40],
  ])('gives %s, %s the lane %i for ever', (workspace, anchor, lane) => {
    expect(laneOfAnchor(workspace, anchor)).toBe(lane);
  });

  it.each([
    ['numbers in a row', (index: number) => `userId:${index}`],
    ['phone numbers', (index: number) => `phone:+7912${String(index * 7).padStart(7, '0')}`],
    ['Cyrillic names', (index: number) => `userId:имя-${index}`],
  ])('spreads %s over all lanes', (_name, anchorAt) => {
    const perLane = 400;
    const counts = Array<number>(laneCount).fill(0);
    for (let index = 0; index < laneCount * perLane; index += 1) {
      const lane = laneOfAnchor(first, anchorAt(index));
      counts[lane] = (counts[lane] ?? 0) + 1;
    }
    const chiSquare = counts.reduce((sum, count) => sum + (count - perLane) ** 2 / perLane, 0);
    // With 255 degrees of freedom a fair spread stays below 380 except once in a million times.
    expect(chiSquare).toBeLessThan(380);
    expect(Math.min(...counts)).toBeGreaterThan(0);
  });
});
