import type { Bonus, ProgramDefinition } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import type { ProgramId, WorkspaceId } from '../../../kit/values/ids.ts';
import { languageSchool } from '../recipes/language-school.ts';
import { fractionText } from './bonuses.ts';
import type { Brought, BroughtBy } from './brought.ts';
import { forecastOf, keptPeriods, progressOf } from './outlook.ts';
import { type Program, programsFrom } from './programs.ts';

const program = 'prg_school' as ProgramId;
const exponents = new Map([['rub', 2]]);
const now = Date.UTC(2026, 1, 3);

function programWith(changes: Partial<ProgramDefinition>): Program {
  const launched = {
    ...{ program, key: 'school', version: 1, launchedAt: 0, appliesTo: 'new' as const },
    definition: { ...languageSchool, ...changes },
  };
  const [found] = programsFrom('wsp_school' as WorkspaceId, [launched], exponents);
  if (found === undefined) throw new Error('There is a program');
  return found;
}

const sums = (changes: Partial<Brought>): Brought => ({ leads: 0, sales: 0, friends: 0, turnover: {}, ...changes });
const turnover: Bonus = {
  ...{ by: 'turnover', every: 'month', afterDays: 5, currency: 'RUB', holdDays: 0 },
  steps: [
    { from: '1000', unit: 'rub', amount: '100' },
    { above: '5000', unit: 'rub', amount: { percent: '10', rate: '1' } },
  ],
};

function shown(bonuses: Bonus[], brought: BroughtBy | undefined): unknown[] {
  const results = brought === undefined ? undefined : { brought, latest: now };
  return progressOf(programWith({ bonuses }), results, now).map(({ period, amountMinor, next }) => {
    const missing = next?.missing === undefined ? null : fractionText(next.missing);
    return [period, amountMinor, next?.step ?? null, missing];
  });
}

describe('how bonuses stand and what is missing to the next step (REF-83)', () => {
  test.each<[string, BroughtBy | undefined, unknown[]]>([
    ['nothing was ever brought', undefined, [['month:2026-02', 0n, 0, '1000']]],
    [
      'below the first step',
      { 'month:2026-02': sums({ turnover: { RUB: '99950' } }) },
      [['month:2026-02', 0n, 0, '0.5']],
    ],
    [
      'on the first step',
      { 'month:2026-02': sums({ turnover: { RUB: '500000' } }) },
      [['month:2026-02', 10_000n, 1, '0']],
    ],
    [
      'on the last step',
      { 'month:2026-02': sums({ turnover: { RUB: '500001' } }) },
      [['month:2026-02', 50_000n, null, null]],
    ],
    [
      'the last month is over and not given yet',
      { 'month:2026-01': sums({ turnover: { RUB: '100000' } }) },
      [
        ['month:2026-01', 10_000n, null, null],
        ['month:2026-02', 0n, 0, '1000'],
      ],
    ],
    [
      'a month long ago is no outlook',
      { 'month:2025-11': sums({ turnover: { RUB: '100000' } }) },
      [['month:2026-02', 0n, 0, '1000']],
    ],
  ])('%s', (_name, brought, expected) => {
    expect(shown([turnover], brought)).toEqual(expected);
  });

  test('of a conversion nothing is missing that one could add, and of all time the step stands at once', () => {
    const conversion: Bonus = { by: 'conversion', every: 'month', holdDays: 0, steps: turnover.steps };
    expect(shown([conversion], undefined)).toEqual([['month:2026-02', 0n, 0, null]]);
    const friends: Bonus = { by: 'friends', holdDays: 0, steps: [{ from: '3', unit: 'rub', amount: '5' }] };
    expect(shown([friends], { '': sums({ friends: 2 }) })).toEqual([['', 0n, 0, '1']]);
    expect(shown([friends], { '': sums({ friends: 3 }) })).toEqual([['', 500n, null, null]]);
  });
});

test('a forecast adds what waits and what open bonuses come to, unit by unit, nothing that was given (REF-83)', () => {
  const pending = new Map([
    ['rub', 700n],
    ['lesson', 0n],
    ['point', -5n],
  ]);
  const due = { at: now + 1 };
  const progress = [
    { due, unit: 'rub', amountMinor: 300n },
    { due, unit: 'car', amountMinor: 1n },
    { due: 'now' as const, unit: 'rub', amountMinor: 900n },
    { due, amountMinor: 0n },
  ];
  expect(forecastOf(pending, progress)).toEqual([
    { unit: 'car', pendingMinor: 0n, bonusMinor: 1n },
    { unit: 'rub', pendingMinor: 700n, bonusMinor: 300n },
  ]);
});

test('kept periods are told from the present one backwards, and only of a kind that is kept (REF-83)', () => {
  const brought = { '': sums({ sales: 9 }), 'month:2025-12': sums({ sales: 1 }), 'year:2025': sums({ sales: 1 }) };
  const kept = programWith({ results: { keep: ['month'] } });
  const results = { brought, latest: now };
  expect(keptPeriods(kept, results, 'month', now)).toEqual([
    { period: 'month:2026-02', sums: sums({}) },
    { period: 'month:2025-12', sums: sums({ sales: 1 }) },
  ]);
  expect(keptPeriods(kept, results, 'year', now)).toEqual([]);
  expect(keptPeriods(programWith({}), undefined, 'month', now)).toEqual([]);
});
