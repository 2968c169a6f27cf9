import type { ProgramDefinition, Reward } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import { recipes } from '../recipes/index.ts';
import { languageSchool } from '../recipes/language-school.ts';
import { fullRulesOf } from './full-rules.ts';
import { promiseOf } from './promise.ts';

const units = new Map(
  Object.values(recipes).flatMap((recipe) => recipe.units.map((unit) => [unit.unit, unit] as const)),
);
const dayOf = (moment: string) => ({ ru: moment, en: moment });
const options = { ...{ units, dayOf, momentOf: dayOf, zone: 'UTC', rivals: [] } };
const rulesOf = (definition: ProgramDefinition, language: 'ru' | 'en' = 'ru') =>
  promiseOf(definition, options).rules.map((rule) => rule[language]);
const school = (rewards: Reward[]): ProgramDefinition => ({ ...languageSchool, rewards });
const reward = (more: Partial<Reward> = {}): Reward => ({
  ...{ to: 'referrer', unit: 'lesson', amount: '1', holdDays: 0 },
  ...more,
});
/** Sentences that say when something may be spent or is given. */
const spoken = /доступн|начисляется|можно тратить|выда[её]|available|granted|may be spent|handed/i;
const detailsOf = ({ details }: { details: readonly { ru: string; en: string }[] }, language: 'ru' | 'en') =>
  details.map((each) => each[language]).filter((each) => spoken.test(each));

describe('when something may be spent is said once, and as it is (REF-43)', () => {
  const { definition } = recipes['marketplace-managers'];
  const full = fullRulesOf(definition, options);
  const month = {
    ru: 'Начисленное за месяц можно тратить, когда он закончится и пройдёт ещё 5 дней, после проверки.',
    en: 'What a month brings may be spent when it is over and 5 days more have passed, after a check.',
  };

  test.each(['ru', 'en'] as const)('managers of a marketplace: a sentence a reward, in %s', (language) => {
    const atOnce = { ru: 'Доступно сразу.', en: 'Available at once.' };
    expect(full.friend.map((each) => detailsOf(each, language))).toEqual([[atOnce[language]]]);
    expect(full.referrer.map((each) => detailsOf(each, language))).toEqual([
      [month[language]],
      [month[language]],
      [month[language]],
    ]);
    const checked = {
      ru: 'Доступно после того, как премию проверит сотрудник.',
      en: 'Available after a person has looked at it.',
    };
    expect(full.bonuses.map((each) => detailsOf(each, language))).toEqual([[checked[language]]]);
  });

  test('managers of a marketplace: the whole program', () => {
    expect(rulesOf(definition)).toContain('300\u00a0баллов за принятое приглашение: доступно сразу.');
    expect(rulesOf(definition)).toContain(
      'Остальное, начисленное за месяц, можно тратить, когда он закончится и пройдёт ещё 5 дней, после проверки.',
    );
    expect(rulesOf(definition).join(' ')).not.toContain('после оплаты');
    expect(rulesOf(definition, 'en')).toContain('300\u00a0points for accepting the invitation: available at once.');
    expect(rulesOf(definition, 'en')).toContain(
      'Everything else that a month brings may be spent when it is over and 5 days more have passed, after a check.',
    );
  });

  test.each<[string, Reward[], string, string]>([
    [
      'payments',
      [reward({ on: { order: 'each' } })],
      'Вознаграждение начисляется сразу после оплаты.',
      'The reward is granted right after the payment.',
    ],
    [
      'anything else',
      [reward(), reward({ on: { invitation: true }, to: 'friend' })],
      'Вознаграждение начисляется сразу, как только выполнены его условия.',
      'The reward is granted as soon as its conditions are met.',
    ],
    [
      'a hold',
      [reward({ holdDays: 14, on: { registration: true } })],
      'Вознаграждение станет доступно через 14 дней после того, как выполнены его условия.',
      'The reward becomes available 14 days after its conditions are met.',
    ],
    [
      'a hold that is longer than its period',
      [reward({ holdDays: 45, accrual: { every: 'week' } })],
      'Начисленное за неделю можно тратить, когда она закончится, но не раньше чем через 45 дней после начисления.',
      'What a week brings may be spent when it is over, but no earlier than 45 days after it was granted.',
    ],
  ])('%s', (_what, rewards, ru, en) => {
    expect(rulesOf(school(rewards)).filter((rule) => spoken.test(rule))[0]).toBe(ru);
    expect(rulesOf(school(rewards), 'en').filter((rule) => spoken.test(rule))[0]).toBe(en);
  });

  test.each<[string, Reward[], string[], string[]]>([
    [
      'the inviter’s waits, the friend’s does not',
      [reward({ to: 'friend', on: { invitation: true } }), reward({ holdDays: 14 })],
      [
        'Вознаграждение друга начисляется сразу, как только выполнены его условия.',
        'Вознаграждение пригласившего станет доступно через 14 дней после оплаты.',
      ],
      [
        'The friend’s reward is granted as soon as its conditions are met.',
        'The reward of whoever invited becomes available 14 days after the payment.',
      ],
    ],
    [
      'some of the inviter’s wait',
      [reward({ to: 'friend' }), reward(), reward({ holdDays: 14 })],
      [
        'Вознаграждение друга начисляется сразу после оплаты.',
        'Вознаграждение пригласившего станет доступно не позже чем через 14 дней после оплаты.',
      ],
      [
        'The friend’s reward is granted right after the payment.',
        'The reward of whoever invited becomes available within 14 days after the payment.',
      ],
    ],
  ])('where not all wait alike it is said whose: %s', (_what, rewards, ru, en) => {
    expect(rulesOf(school(rewards)).filter((rule) => spoken.test(rule))).toEqual(ru);
    expect(rulesOf(school(rewards), 'en').filter((rule) => spoken.test(rule))).toEqual(en);
  });

  test('what is handed out is not called available', () => {
    const { bonuses } = recipes['gather-a-team'].definition;
    const { chainBonuses: told } = fullRulesOf({ ...languageSchool, bonuses: bonuses?.slice(1) ?? [] }, options);
    expect(told.map((each) => detailsOf(each, 'ru'))).toEqual([
      ['Его выдаёт сотрудник: потратить его на заказ нельзя.'],
    ]);
  });
});

test.each<[string, Reward[], string, string]>([
  [
    'payments and more',
    [reward({ on: { order: 'each' } }), reward({ on: { invitation: true } }), reward()],
    'Засчитывается то, что друг сделает и оплатит в течение 90 дней после приглашения.',
    'What the friend does and pays for within 90 days after the invitation counts.',
  ],
  [
    'the first payment and more',
    [reward(), reward({ on: { registration: true } })],
    'Засчитывается то, что друг сделает в течение 90 дней после приглашения, а из оплат — первая.',
    'What the friend does within 90 days after the invitation counts, and of payments the first one.',
  ],
  [
    'the first payment and each',
    [reward(), reward({ on: { order: 'each' } })],
    'Засчитываются оплаты друга в течение 90 дней после приглашения.',
    'The friend’s payments count, within 90 days after the invitation.',
  ],
])('what counts in the window is one sentence: %s (REF-43)', (_what, rewards, ru, en) => {
  const told = (rules: string[]) => rules.filter((rule) => / 90 (дней|days) /.test(rule));
  expect(told(rulesOf(school(rewards)))).toEqual([ru]);
  expect(told(rulesOf(school(rewards), 'en'))).toEqual([en]);
});
