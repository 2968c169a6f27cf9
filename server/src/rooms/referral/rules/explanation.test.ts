import { describe, expect, test } from 'vitest';
import type { ProfileId } from '../../../kit/values/ids.ts';
import { positionOf } from '../../../kit/values/position.ts';
import { dayMs } from '../../../kit/values/time.ts';
import { dayIn } from '../../../kit/values/zones.ts';
import { reasonTexts, statusTexts } from '../texts.ts';
import { problemTexts } from '../texts-problems.ts';
import { explainedRewards, type RewardNames, withoutReplaced } from './explained-rewards.ts';
import { explainedDecision, failureSentence, verdictSentence } from './explanation.ts';
import { programProblemCodes } from './problems.ts';
import { refusalReasons, verdictStatuses } from './verdict.ts';

const at = Date.UTC(2026, 0, 12, 20);
/** Where that is the morning of the 13th. */
const dayOf = dayIn('Asia/Vladivostok');
const position = positionOf({ timestamp: at, trust: 'server', messageId: 'm1' });
/** Every value that a reason may name. */
const actual = {
  ...{ at, paidAt: at, startsAt: at + dayMs, endsAt: at + dayMs, order: 'o1' },
  ...{ knownDays: 21, allowedDays: 5, days: 2, windowDays: 1, currency: 'USD', task: 'toothpaste' },
  ...{ reached: '4', from: '5', instead: 'bloggers', since: at },
};
const order = {
  ...{
    at: position,
    id: 'o1',
    currency: 'RUB',
    totalMinor: '1',
    paidMinor: { money: '1' },
  },
  fields: {},
};

describe('sentences', () => {
  test.each(refusalReasons)('%s has one in both languages, with nothing left to fill in', (reason) => {
    for (const sentence of Object.values(verdictSentence({ status: 'refused', reason, actual }, dayOf))) {
      expect(sentence.length).toBeGreaterThan(5);
      // «2026 г.» ends with the dot of a short word.
      expect(sentence.replace(/ г\.$/, '')).not.toMatch(/[{}]|undefined|NaN|\.$/);
    }
    expect(verdictSentence({ status: 'refused', reason, actual }, dayOf).ru).toMatch(/[а-я]/);
    expect(verdictSentence({ status: 'refused', reason, actual }, dayOf).en).not.toMatch(/[а-я]/i);
  });

  test.each(verdictStatuses)('%s has one without a reason, too', (status) => {
    for (const sentence of Object.values(verdictSentence({ status, order }, dayOf)))
      expect(sentence).not.toMatch(/[{}]/);
  });

  test('no reason, status or problem is without one, and none says what no rule decides (REF-8)', () => {
    for (const language of ['ru', 'en'] as const) {
      expect(Object.keys(reasonTexts[language]).sort()).toEqual([...refusalReasons].sort());
      expect(Object.keys(statusTexts[language]).sort()).toEqual([...verdictStatuses, 'credited'].sort());
      expect(Object.keys(problemTexts[language])).toEqual(expect.arrayContaining([...programProblemCodes]));
    }
  });

  test('say days with their noun and moments as dates', () => {
    const known = verdictSentence({ status: 'refused', reason: 'already_known', actual }, dayOf);
    expect(known.ru).toBe('Этот человек уже был в базе до приглашения: 21 день, а допустимо 5 дней');
    expect(known.en).toBe('This person was known before the invitation: for 21 days, and 5 days is allowed');
    const late = verdictSentence({ status: 'refused', reason: 'too_late', actual }, dayOf);
    expect(late.ru).toContain('прошло 2 дня, а допустимо 1 день');
    expect(late.en).toContain('2 days after the invitation, and 1 day is allowed');
    expect(verdictSentence({ status: 'refused', reason: 'already_paid', actual }, dayOf).ru).toBe(
      'Этот человек платил ещё до приглашения, 13 января 2026 г.: вознаграждают только за первую оплату',
    );
  });

  test('a value that looks like a place is not filled again', () => {
    const leaf = { trait: 'city', is: 'eq', value: 'Omsk' } as const;
    const failure = { path: '/', leaf, actual: '{reason}', untrusted: false, negated: false };
    expect(failureSentence(failure).en).toContain('{reason}');
  });
});

test.each([
  ['company', /^Юридические лица .* не участвуют: .*/, /^Companies do not take part .*: .*/],
  ['sole_trader', /^Индивидуальные предприниматели .* не участвуют: .*/, /^Individual entrepreneurs do not .*: .*/],
])('a legal form %s is said in a whole sentence', (value, ru, en) => {
  const leaf = { trait: 'legal_form', is: 'in', value: ['sole_trader', 'company'] } as const;
  expect(failureSentence({ path: '/not', leaf, actual: value, untrusted: false, negated: true })).toEqual({
    ru: expect.stringMatching(ru),
    en: expect.stringMatching(en),
  });
});

test('a stored decision is told by what it stored, and one of another kind by its name', () => {
  const stored = {
    id: '1.2.0',
    at,
    revision: 3,
    detail: { version: 2, reason: 'refunded', touch: { fact: 'm0' }, order: { fact: 'm1' } },
  };
  expect(explainedDecision({ ...stored, outcome: 'reversed' }, dayOf)).toMatchObject({
    version: 2,
    facts: ['m0', 'm1'],
    sentence: { ru: 'Оплата возвращена, поэтому вознаграждение не положено' },
  });
  expect(explainedDecision({ ...stored, outcome: 'cap_reached' }, dayOf).sentence.en).toContain('used up');
  expect(explainedDecision({ ...stored, outcome: 'pondered' }, dayOf).sentence.en).toBe('Decision: pondered');
});

describe('rewards', () => {
  const grant = {
    ...{ id: 'grt_1', side: 'friend', holder: 'per_1', unit: 'point', amountMinor: '250', availableAt: at },
  };
  const names: RewardNames = {
    units: new Map([['point', { exponent: 2, name: { ru: 'балл', en: 'point' } }]]),
    nameOf: (person) => ({ person, userId: null }),
    dayOf,
  };

  test.each(['asked', 'declined', 'withdrawn'] as const)('that the books only %s are told as such', (state) => {
    const [told, ...others] = explainedRewards({ round: 0, entries: [{ state, grant, bookedAt: at }] }, [], names);
    expect(others).toEqual([]);
    expect(told).toMatchObject({ state, amount: '2.50', unit: 'point' });
    expect(told?.sentence.ru).toContain('балл: 2,5');
    expect(told?.sentence.ru).not.toMatch(/[{}]/);
  });

  test('that are on their way are pending, and what the rewards room knows goes first', () => {
    const books = { round: 0, entries: [{ state: 'granted', grant, bookedAt: at }] } as const;
    expect(explainedRewards(books, [], names)[0]?.state).toBe('pending');
  });

  describe('that a ban took away', () => {
    type Held = Parameters<typeof withoutReplaced>[0][number];
    const anna = 'per_1' as ProfileId;
    const held: Held = {
      ...{ grant: 'grt_2', side: 'referrer', holder: anna, profile: anna, order: 'o1', unit: 'point', reason: null },
      ...{ amountMinor: 250n, availableAt: at, state: 'available' },
    };
    const annulled: Held = { ...held, grant: 'grt_1', state: 'clawed_back', reason: 'inviter_banned' };
    const left = (...grants: readonly Held[]): string[] => withoutReplaced(grants).map(({ grant }) => grant);

    test('are left out where they were granted anew, whatever became of that', () => {
      expect(left(annulled, held)).toEqual(['grt_2']);
      expect(left(annulled, { ...held, state: 'clawed_back', reason: 'refunded' })).toEqual(['grt_2']);
      expect(left(annulled, { ...annulled, grant: 'grt_2' }, { ...held, grant: 'grt_3' })).toEqual(['grt_3']);
    });

    test.each([
      ['profile', { profile: 'per_2' as ProfileId }],
      ['side', { side: 'friend' }],
      ['order', { order: 'o2' }],
      ['unit', { unit: 'lesson' }],
      ['amount', { amountMinor: 100n }],
      ['hold', { availableAt: at + dayMs }],
    ] as const)(
      'are told as taken away beside a reward of another %s, and so is what a refund took',
      (_what, other) => {
        expect(left(annulled, { ...held, ...other })).toEqual(['grt_1', 'grt_2']);
        expect(left({ ...annulled, reason: 'refunded' }, held)).toEqual(['grt_1', 'grt_2']);
      },
    );
  });
});
