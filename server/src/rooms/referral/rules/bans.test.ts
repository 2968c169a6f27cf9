import type { ProgramDefinition } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import type { ProgramId, SubjectId, WorkspaceId } from '../../../kit/values/ids.ts';
import { positionOf } from '../../../kit/values/position.ts';
import { languageSchool } from '../recipes/language-school.ts';
import { isForInviterAlone } from './banned-earnings.ts';
import { bannedFrom, isBanned } from './bans.ts';
import { occasionOf, owedBy } from './owed.ts';
import { emptyReferralPart, type Touch, viewOf } from './part.ts';
import { programsFrom } from './programs.ts';
import { judge, type Verdict } from './verdict.ts';

const [anna, olga, boris] = ['per_00anna', 'per_00olga', 'per_00boris'] as [SubjectId, SubjectId, SubjectId];
const school = 'prg_school' as ProgramId;
const workspace = 'wsp_school' as WorkspaceId;
const exponents = new Map([['lesson', 0]]);

const touch = (referrer: SubjectId, at: number, more: Partial<Touch> = {}): Touch => ({
  at: positionOf({ timestamp: at, trust: 'server', messageId: `t${at}` }),
  ...{ channel: 'code', code: 'C', program: school, referrer },
  ...more,
});

const [both] = [languageSchool];
const alone: ProgramDefinition = { ...both, rewards: both.rewards.filter(({ to }) => to === 'referrer') };

function verdictOf(
  touches: readonly Touch[],
  { paidAt, definition = both }: { readonly paidAt?: number; readonly definition?: ProgramDefinition } = {},
  since = 50,
): { readonly verdict: Verdict; readonly holders: readonly string[] } {
  const launched = [
    { program: school, key: 'school', version: 1, launchedAt: 0, appliesTo: 'new' as const, definition },
  ];
  const bans = [{ program: school, profiles: [anna], since }];
  const [program] = programsFrom(workspace, launched, exponents, bans);
  if (program === undefined) throw new Error('There is a program');
  const at = positionOf({ timestamp: paidAt ?? 0, trust: 'server', messageId: 'paid' });
  const order = { at, id: 'o1', currency: 'RUB', totalMinor: '400000', paidMinor: { money: '400000' }, fields: {} };
  const part = { ...emptyReferralPart, touches, orders: paidAt === undefined ? [] : [order] };
  const verdict = judge(program, viewOf([part], new Map()), [boris], [program]);
  return { verdict, holders: owedBy(program, verdict, boris).map(({ holder }) => holder) };
}

describe('an invitation of somebody who is banned', () => {
  test.each([
    ['before the ban, and paid', [touch(anna, 10)], { paidAt: 20 }, 'rewarded', undefined, [boris]],
    ['at the very moment of the ban', [touch(anna, 50)], { paidAt: 60 }, 'refused', 'inviter_banned', []],
    ['behind the ban, not paid yet', [touch(anna, 60)], {}, 'refused', 'inviter_banned', []],
    ['before the ban, not paid yet', [touch(anna, 10)], {}, 'waiting', 'no_payment_yet', []],
    [
      'of which only they would have anything',
      [touch(anna, 10)],
      { definition: alone },
      'refused',
      'inviter_banned',
      [],
    ],
    [
      'and paid, of which only they would have',
      [touch(anna, 10)],
      { paidAt: 20, definition: alone },
      'refused',
      'inviter_banned',
      [],
    ],
    [
      'that support dated back behind the ban',
      [touch(anna, 10, { made: 60 })],
      { paidAt: 20 },
      'refused',
      'inviter_banned',
      [],
    ],
    [
      'gives way to one that counts',
      [touch(olga, 10), touch(anna, 60)],
      { paidAt: 70 },
      'rewarded',
      undefined,
      [olga, boris],
    ],
  ] as const)('%s', (_name, touches, more, status, reason, holders) => {
    const found = verdictOf(touches, more);
    expect({ status: found.verdict.status, reason: found.verdict.reason }).toEqual({ status, reason });
    expect(found.holders).toEqual(holders);
  });

  test('says since when, and its rewards are annulled while those of the friend are not', () => {
    const { verdict } = verdictOf([touch(anna, 10)], { paidAt: 20 });
    const [referrers] = verdict.earnings;
    expect(referrers).toMatchObject({ status: 'refused', reason: 'inviter_banned', actual: { since: 50 } });
    expect(referrers).not.toHaveProperty('amountMinor');
    const banned = new Map([[anna, 50]]);
    const view = viewOf([emptyReferralPart], new Map());
    const program = { id: school, key: 'school', versions: [], banned };
    const { isAnnulled, because } = occasionOf(program, verdict, { view, now: 60, profiles: [boris] });
    const grant = { side: 'referrer', holder: anna, order: 'o1' } as Parameters<typeof isAnnulled>[0];
    expect([isAnnulled(grant), because(grant)]).toEqual([true, 'inviter_banned']);
    expect(isAnnulled({ ...grant, side: 'friend' })).toBe(false);
    expect(isAnnulled({ ...grant, holder: olga })).toBe(false);
    expect(isAnnulled({ ...grant, side: 'bonus', holder: boris })).toBe(false);
  });
});

test('a person is banned by any of their profiles, from the program of the ban alone', () => {
  const bans = [{ program: school, profiles: [anna, olga], since: 5 }];
  expect(isBanned(bannedFrom(school, bans), [boris, olga])).toBe(true);
  expect(isBanned(bannedFrom(school, bans), [boris])).toBe(false);
  expect(isBanned(bannedFrom('prg_other', bans), [anna])).toBe(false);
});

test('what a friend or somebody further up may have is not in vain', () => {
  expect(isForInviterAlone(alone)).toBe(true);
  expect(isForInviterAlone(both)).toBe(false);
  expect(isForInviterAlone({ ...alone, attribution: { ...alone.attribution, perOrder: true } })).toBe(false);
  const further = { to: 'referrer', level: 2, unit: 'lesson', amount: '1', holdDays: 0 } as const;
  expect(isForInviterAlone({ ...alone, rewards: [...alone.rewards, further] })).toBe(false);
});
