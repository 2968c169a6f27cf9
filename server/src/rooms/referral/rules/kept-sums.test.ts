import type { BroughtCondition, ProgramDefinition } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import type { ProfileId, ProgramId, WorkspaceId } from '../../../kit/values/ids.ts';
import { positionOf } from '../../../kit/values/position.ts';
import { languageSchool } from '../recipes/language-school.ts';
import type { BroughtBy } from './brought.ts';
import { broughtIn, broughtProblem, keptSumsOf } from './kept-sums.ts';
import { emptyReferralPart, type ReferralPart } from './part.ts';
import { programsFrom } from './programs.ts';

const program = 'prg_school' as ProgramId;
const [anna, other] = ['per_anna', 'per_other'] as const satisfies readonly string[];

function sumsOf(changes: Partial<ProgramDefinition>, banned: readonly string[] = []) {
  const launched = {
    ...{ program, key: 'school', version: 1, launchedAt: 0, appliesTo: 'new' as const },
    definition: { ...languageSchool, ...changes },
  };
  const bans = banned.length === 0 ? [] : [{ program, profiles: banned as readonly ProfileId[], since: 0 }];
  return keptSumsOf(programsFrom('wsp_school' as WorkspaceId, [launched], new Map(), bans));
}

const turnover: BroughtCondition = { brought: 'RUB', program: 'school', is: 'gte', value: 1 };
const nothing = { leads: 0, sales: 0, friends: 0, turnover: {} };

describe('what can be asked of a program (REF-85)', () => {
  test.each<[Partial<ProgramDefinition>, Partial<BroughtCondition>, string | undefined]>([
    [{}, {}, 'brought_not_counted'],
    [{ results: { keep: [] } }, {}, undefined],
    [{ results: { keep: [] } }, { program }, undefined],
    [{ results: { keep: [] } }, { program: 'another' }, 'unknown_program'],
    [{ results: { keep: [] } }, { every: 'month' }, 'brought_not_kept'],
    [{ results: { keep: ['year'] } }, { every: 'month' }, 'brought_not_kept'],
    [{ results: { keep: ['year', 'month'] } }, { every: 'month' }, undefined],
    [{ results: { keep: [], sales: { on: { event: 'Sold', which: 'each' } } } }, {}, 'brought_not_counted'],
    [{ results: { keep: [], sales: { on: { event: 'Sold', which: 'each' } } } }, { brought: 'sales' }, undefined],
    [{ results: { keep: [] }, friend: { knownForDays: null } }, { brought: 'leads' }, 'brought_not_counted'],
    [{ results: { keep: [] } }, { brought: 'leads' }, undefined],
  ])('%j and %j: %s', (changes, asked, problem) => {
    expect(broughtProblem(sumsOf(changes), { ...turnover, ...asked })).toBe(problem);
  });
});

describe('what friends have brought (REF-85)', () => {
  const part = (brought: BroughtBy): ReferralPart => ({
    ...emptyReferralPart,
    results: { [program]: { brought, latest: 0 } },
  });
  const parts = [
    part({ '': { ...nothing, sales: 2, turnover: { RUB: '150050' } }, 'month:2026-02': { ...nothing, sales: 1 } }),
    part({ '': { ...nothing, sales: 3, turnover: { RUB: '50', USD: '7' } } }),
  ];
  const profiles = [anna, other] as unknown as readonly ProfileId[];
  const kept: Partial<ProgramDefinition> = { results: { keep: ['month'] } };
  // The first of March begins in Moscow three hours earlier.
  const at = (moment: number) => positionOf({ timestamp: moment, trust: 'server', messageId: 'm' });
  const march = at(Date.UTC(2026, 1, 28, 21));

  test.each<[Partial<BroughtCondition>, unknown]>([
    [{}, '1501.00'],
    [{ brought: 'USD' }, '0.07'],
    [{ brought: 'EUR' }, '0.00'],
    [{ brought: 'sales' }, 5],
    [{ brought: 'sales', every: 'month' }, 0],
    [{ brought: 'friends' }, 0],
  ])('%j is %j, by whichever profile it was told', (asked, value) => {
    const sums = sumsOf({ ...kept, timeZone: 'Europe/Moscow' });
    const leaf = { ...turnover, ...asked };
    expect(broughtIn(parts, profiles, sums, leaf, march)).toEqual({ value, trust: 'server' });
    expect(broughtIn(parts.toReversed(), profiles.toReversed(), sums, leaf, march)).toEqual({ value, trust: 'server' });
  });

  test('the period is that of the program’s calendar', () => {
    const leaf: BroughtCondition = { ...turnover, brought: 'sales', every: 'month' };
    const value = (timeZone: string) => broughtIn(parts, profiles, sumsOf({ ...kept, timeZone }), leaf, march)?.value;
    expect([value('UTC'), value('Europe/Moscow')]).toEqual([1, 0]);
  });

  test('whoever is banned has brought nothing, and of an unknown program nothing is known', () => {
    expect(broughtIn(parts, profiles, sumsOf(kept, [other]), turnover, march)?.value).toBe('0.00');
    expect(broughtIn(parts, profiles, new Map(), turnover, march)).toBeUndefined();
  });
});
