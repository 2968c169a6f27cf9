import { describe, expect, test } from 'vitest';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { InboxArrival, TimerArrival } from './arrival.ts';
import { mergeByTime } from './claim.ts';
import { partitionOf } from './partitions.ts';

const workspace = 'wsp_test' as WorkspaceId;
const row = (lane: number, at: number, inboxId: string): InboxArrival => ({
  kind: 'inbox',
  lane,
  at,
  inboxId,
  place: '(0,1)',
  workspace,
  trust: 'server',
  messageId: inboxId,
  checked: false,
  body: { type: 'track', name: 'x', timestamp: at },
});
const timer = (lane: number, at: number, key: string): TimerArrival => ({
  kind: 'timer',
  lane,
  at,
  workspace,
  subject: 'per_00x' as SubjectId,
  reactor: 'r',
  key,
  properties: {},
});
const nameOf = (arrival: InboxArrival | TimerArrival): string =>
  arrival.kind === 'timer' ? arrival.key : arrival.inboxId;

describe('facts and timers of a lane merge by time (ENG-4)', () => {
  test('a timer that comes due at the very time of a fact goes first', () => {
    const merged = mergeByTime([row(1, 10, 'a'), row(1, 20, 'b')], [timer(1, 10, 't'), timer(1, 15, 'u')], 10);
    expect(merged.map(nameOf)).toEqual(['t', 'a', 'u', 'b']);
  });

  test('the inbox of a lane keeps its own order, whatever its times', () => {
    expect(mergeByTime([row(1, 20, 'a'), row(1, 10, 'b')], [], 10).map(nameOf)).toEqual(['a', 'b']);
  });

  test('no lane gives more than its share, and none is forgotten', () => {
    const rows = [row(1, 1, 'a'), row(1, 2, 'b'), row(2, 1, 'c')];
    expect(mergeByTime(rows, [timer(3, 1, 't')], 1).map(nameOf)).toEqual(['a', 'c', 't']);
  });
});

describe('months of the history', () => {
  test.each([
    ['2026-01-31T23:59:59.999Z', 'engine_facts_2026_01'],
    ['2026-02-01T00:00:00.000Z', 'engine_facts_2026_02'],
    ['2027-12-15T12:00:00.000Z', 'engine_facts_2027_12'],
  ])('%s falls into %s', (moment, table) => {
    const month = partitionOf(Date.parse(moment));
    expect(month.table).toBe(table);
    expect(month.from).toBeLessThanOrEqual(Date.parse(moment));
    expect(month.to).toBeGreaterThan(Date.parse(moment));
    expect(partitionOf(month.to).from).toBe(month.to);
  });
});
