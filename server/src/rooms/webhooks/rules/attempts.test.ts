import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs, hourMs, minuteMs, secondMs } from '../../../kit/values/time.ts';
import { sendingLimits } from '../limits.ts';
import { type Answer, type Settled, settle, standingAfter } from './attempts.ts';

const at = Date.UTC(2026, 4, 1);
const answered = (status: number, retryAfter?: string): Answer => ({ kind: 'answered', status, retryAfter });
const failed: Answer = { kind: 'failed', fault: 'timeout' };
const tried = { attempts: 1, isTest: false, at, draw: 0 };

describe('what becomes of a delivery (WHK-4)', () => {
  it.each<[string, Answer, Settled['state'], Settled['endpoint']]>([
    ['200', answered(200), 'delivered', 'well'],
    ['204', answered(204), 'delivered', 'well'],
    ['299', answered(299), 'delivered', 'well'],
    ['301', answered(301), 'waiting', 'failing'],
    ['307', answered(307), 'waiting', 'failing'],
    ['400', answered(400), 'waiting', 'failing'],
    ['404', answered(404), 'waiting', 'failing'],
    ['410', answered(410), 'failed', 'gone'],
    ['500', answered(500), 'waiting', 'failing'],
    ['no answer', failed, 'waiting', 'failing'],
  ])('%s', (_what, answer, state, endpoint) => {
    expect(settle(answer, tried)).toMatchObject({ state, endpoint });
  });

  it('waits by the schedule, and is given up after the tenth attempt', () => {
    const waits = Array.from({ length: 10 }, (_, index) => {
      const { state, nextAt } = settle(failed, { ...tried, attempts: index + 1 });
      return state === 'waiting' ? nextAt - at : state;
    });
    expect(waits).toEqual([
      ...[5 * secondMs, 5 * minuteMs, 30 * minuteMs, 2 * hourMs, 5 * hourMs],
      ...[10 * hourMs, 14 * hourMs, 20 * hourMs, 24 * hourMs, 'failed'],
    ]);
  });

  it('waits longer by the draw, and never for less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, draw) => {
        const wait = sendingLimits.retryAfterMs[attempts - 1] ?? 0;
        const { nextAt } = settle(failed, { ...tried, attempts, draw });
        expect(nextAt - at).toBeGreaterThanOrEqual(wait);
        expect(nextAt - at).toBeLessThanOrEqual(Math.ceil(wait * 1.1));
      }),
    );
  });

  it.each([
    ['seconds', answered(429, '120'), 2 * minuteMs],
    ['a date', answered(503, new Date(at + hourMs).toUTCString()), hourMs],
    ['less than the schedule', answered(429, '1'), 5 * secondMs],
    ['more than a day', answered(429, '999999999'), dayMs],
    ['a date that is over', answered(503, new Date(at - hourMs).toUTCString()), 5 * secondMs],
    ['nonsense', answered(429, 'soon'), 5 * secondMs],
    ['nothing', answered(503), 5 * secondMs],
    ['of an answer that is not busy', answered(500, '120'), 5 * secondMs],
  ])('a busy endpoint may ask for a wait: %s', (_what, answer, wait) => {
    expect(settle(answer, tried).nextAt - at).toBe(wait);
  });

  it('a test is tried once and tells nothing of the endpoint', () => {
    for (const answer of [failed, answered(410), answered(500)]) {
      expect(settle(answer, { ...tried, isTest: true })).toEqual({ state: 'failed', nextAt: at, endpoint: 'untold' });
    }
    expect(settle(answered(200), { ...tried, isTest: true })).toMatchObject({ state: 'delivered', endpoint: 'untold' });
  });
});

describe('how an endpoint stands (WHK-6)', () => {
  const since = at - 5 * dayMs;
  it.each([
    ['the first failure', { failingSince: null, disabled: null }, 'failing', { failingSince: at, disabled: null }],
    ['one more', { failingSince: since + 1, disabled: null }, 'failing', { failingSince: since + 1, disabled: null }],
    ['of five days', { failingSince: since, disabled: null }, 'failing', { failingSince: since, disabled: 'failing' }],
    ['well again', { failingSince: since, disabled: null }, 'well', { failingSince: null, disabled: null }],
    ['gone at once', { failingSince: null, disabled: null }, 'gone', { failingSince: at, disabled: 'gone' }],
    ['a test', { failingSince: since, disabled: null }, 'untold', { failingSince: since, disabled: null }],
    ['disabled', { failingSince: null, disabled: 'by_hand' }, 'gone', { failingSince: null, disabled: 'by_hand' }],
    ['and well', { failingSince: since, disabled: 'by_hand' }, 'well', { failingSince: since, disabled: 'by_hand' }],
  ] as const)('%s', (_what, before, endpoint, after) => {
    expect(standingAfter(before, endpoint, at)).toEqual(after);
  });

  it('a success between failures begins the days anew, in every order', () => {
    const step = fc.record({ wait: fc.integer({ min: 0, max: 2 * dayMs }), isWell: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let standing: Parameters<typeof standingAfter>[0] = { failingSince: null, disabled: null };
        let now = at;
        let failures: number[] = [];
        for (const { wait, isWell } of steps) {
          if (standing.disabled !== null) break;
          now += wait;
          standing = standingAfter(standing, isWell ? 'well' : 'failing', now);
          failures = isWell ? [] : [...failures, now];
          const first = failures[0];
          expect(standing.failingSince).toBe(first ?? null);
          expect(standing.disabled !== null).toBe(first !== undefined && now - first >= 5 * dayMs);
        }
      }),
    );
  });
});
