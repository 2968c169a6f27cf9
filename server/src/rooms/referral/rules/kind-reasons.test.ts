import type { ProgramDefinition } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import type { ProgramId } from '../../../kit/values/ids.ts';
import { positionOf } from '../../../kit/values/position.ts';
import { recipes } from '../recipes/index.ts';
import type { Earning } from './earnings.ts';
import { ownOutcome } from './kind-reasons.ts';
import type { NamedUnit } from './unit-words.ts';
import type { Verdict } from './verdict.ts';

const units = new Map<string, NamedUnit>(
  Object.values(recipes).flatMap((recipe) => recipe.units.map((unit) => [unit.unit, unit])),
);
const school: ProgramDefinition = recipes['language-school'].definition;
const marketplace: ProgramDefinition = recipes['marketplace-invite'].definition;

function earning(reward: number, status: Earning['status'], minute: number, more: Partial<Earning> = {}): Earning {
  const at = positionOf({ timestamp: minute * 60_000, trust: 'server', messageId: `m${minute}` });
  return { reward, status, cause: { id: `cause-${minute}`, at }, ...more };
}

function outcome(definition: ProgramDefinition, status: Verdict['status'], ...earnings: readonly Earning[]) {
  const verdict: Verdict = { program: 'prg_1' as ProgramId, version: 1, status, earnings };
  const { status: own, whys } = ownOutcome(verdict, definition, units);
  return { own, whys: whys.map(({ en }) => en) };
}

const certificate = {
  path: '/all/0',
  leaf: { fact: 'paid.gift_certificate', is: 'eq', value: 0 },
  actual: 4_000,
  untrusted: false,
  negated: false,
} as const;
const spent = {
  path: '/',
  leaf: { spent: 'RUB', since: 'touch', is: 'gt', value: 2_500 },
  actual: '1234.56',
  untrusted: false,
  negated: false,
} as const;

describe('why whoever invited got nothing is told reward by reward (REF-44)', () => {
  test('one reward speaks for itself, as it always did', () => {
    const refused = { reason: 'order_condition', failure: certificate } as const;
    const { own, whys } = outcome(
      school,
      'refused',
      earning(0, 'refused', 1, refused),
      earning(1, 'refused', 1, refused),
    );
    expect(own).toBe('refused');
    expect(whys).toHaveLength(1);
    expect(whys[0]).toMatch(/^The order was paid with a gift certificate/);
    expect(outcome(school, 'rewarded', earning(0, 'earned', 1), earning(1, 'earned', 1))).toEqual({
      own: 'earned',
      whys: [],
    });
  });

  test('whoever may not be rewarded at all is told why once', () => {
    const verdict = { program: 'prg_1' as ProgramId, version: 1, status: 'refused', earnings: [] } as const;
    const { status, whys } = ownOutcome({ ...verdict, reason: 'self_referral' }, marketplace, units);
    expect(status).toBe('refused');
    expect(whys.map(({ en }) => en)).toEqual(['This seems to be yourself. The gift is due for a friend.']);
  });

  test('what the friend earned does not speak for the referrer, and nothing that was found is told', () => {
    const waiting = earning(1, 'waiting', 5, { reason: 'reward_condition', failure: spent });
    const { own, whys } = outcome(marketplace, 'rewarded', earning(0, 'earned', 1), waiting);
    expect(own).toBe('waiting');
    expect(whys).toEqual([
      'A condition is not met yet: the amount spent since the invitation is more than 2,500\u00a0₽.',
    ]);
    expect(whys.join()).not.toContain('1234');
  });

  test('the latest cause speaks for a reward that none has earned, each reward with its gift', () => {
    const [, referrers] = marketplace.rewards;
    if (referrers === undefined) throw new Error('The marketplace rewards two');
    const onRegistration = { ...referrers, amount: '100', on: { registration: true } } as const;
    const two = { ...marketplace, rewards: [...marketplace.rewards, onRegistration] };
    const late = earning(1, 'refused', 9, { reason: 'too_late', actual: { windowDays: 90, days: 99 } });
    const early = earning(1, 'waiting', 2, { reason: 'reward_condition', failure: spent });
    expect(outcome(two, 'refused', late, early)).toEqual({
      own: 'refused',
      whys: [
        '500\u00a0points for a payment that fits: More than 90 days passed after the invitation.',
        '100\u00a0points for registering: Waiting for what is rewarded.',
      ],
    });
    expect(outcome(two, 'rewarded', late, early, earning(1, 'earned', 1)).own).toBe('earned');
  });
});
