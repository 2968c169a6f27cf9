import { conjuncts } from './conditions.ts';
import { conditionText } from './describe-conditions.ts';
import { expiryText } from './describe-expiry.ts';
import { type Draft, listAt, textAt, valueAt } from './draft.ts';
import { amountFormOf, ratesOf, triggerOf } from './rewards.ts';
import type { Saying, Setting, Words } from './words.ts';

/** Each reward as a setting, and what it asks for and how it is reckoned as settings of their own. */
export function rewardSettings(draft: Draft, words: Words): Setting[] {
  return listAt(draft, '/rewards').flatMap((reward, index) => settingsOfReward(reward, index, words));
}

function settingsOfReward(reward: unknown, index: number, words: Words): Setting[] {
  const key = `reward ${index}`;
  const unit = textAt(reward, '/unit');
  const amount = valueAt(reward, '/amount');
  const own = (name: Saying, value: string, more = ''): Setting[] =>
    value === ''
      ? []
      : [{ key: `${key} ${name} ${more}`, label: words.said(name, { number: index + 1, line: more }), value }];
  const line = {
    to: words.named(`to_${textAt(reward, '/to')}`),
    amount: amountText(amount, unit, words),
    hold: words.days(Number(textAt(reward, '/holdDays'))),
  };
  const atMost = textAt(amount, '/atMost');
  const round = textAt(amount, '/round');
  const level = textAt(reward, '/level');
  const isEvent = valueAt(reward, '/on/event') !== undefined;
  return [
    { key, label: words.label('section_rewards'), value: words.said('reward_line', line) },
    ...own('reward_trigger', triggerText(valueAt(reward, '/on'), words)),
    ...own('reward_of_task', textAt(reward, '/task')),
    ...own('reward_of_choice', choiceText(reward, words)),
    ...own('reward_level', level === '' ? '' : words.named(`level_${level}`)),
    ...listAt(amount, '/steps').flatMap((step, place) =>
      own('reward_step', stepText(step, unit, words), String(place + 1)),
    ),
    ...listAt(amount, '/lines').flatMap((rule, place) =>
      own('reward_line_rule', lineText(rule, unit, words), String(place + 1)),
    ),
    ...own('reward_rates', ratesText(amount)),
    ...own('reward_at_most', atMost === '' ? '' : words.amount(atMost, unit)),
    ...own('reward_per_person', limitText(valueAt(reward, '/perPerson'), unit, words)),
    ...own('reward_accrual', accrualText(valueAt(reward, '/accrual'), words)),
    ...own('reward_expiry', expiryText(reward, words)),
    ...own('reward_rounding', round === '' ? '' : words.named(`round_${round}`)),
    ...conjuncts(valueAt(reward, '/conditions')).flatMap((part) => {
      const value = conditionText(part, words, isEvent ? 'event' : 'order');
      return own('reward_condition', value, value);
    }),
  ];
}

function choiceText(reward: unknown, words: Words): string {
  const [choice, option] = [textAt(reward, '/choice/id'), textAt(reward, '/choice/option')];
  return choice === '' ? '' : words.said('choice_line', { choice, option });
}

/** What a reward is for goes without saying while nothing says it. */
export function triggerText(on: unknown, words: Words): string {
  if (on === undefined) return '';
  const trigger = triggerOf(on);
  if (trigger === undefined) return raw(on);
  const event = textAt(on, '/event');
  return event === '' ? words.named(`trigger_${trigger}`) : `${words.named(`trigger_${trigger}`)} «${event}»`;
}

function amountText(amount: unknown, unit: string, words: Words): string {
  const form = amountFormOf(amount);
  if (form === 'fixed') return words.amount(textAt({ amount }, '/amount'), unit);
  if (form === 'steps') {
    const every = words.named(`every_${textAt(amount, '/every') || 'none'}`);
    const by = [words.named(`by_${textAt(amount, '/by')}`), textAt(amount, '/currency')].filter((each) => each !== '');
    return words.said('scale_text', { by: by.join(' '), every, unit: words.unit(unit) });
  }
  const of = words.named(`of_${textAt(amount, '/of')}`);
  const said = { percent: textAt(amount, '/percent'), of, unit: words.unit(unit) };
  return words.said(form === 'percent' ? 'share_text' : 'lines_text', said);
}

/** From how many on, and what it is then, with all that the amount says. */
function stepText(step: unknown, unit: string, words: Words): string {
  const amount = valueAt(step, '/amount');
  const lines = listAt(amount, '/lines').map((rule) => lineText(rule, unit, words));
  const [atMost, round] = [textAt(amount, '/atMost'), textAt(amount, '/round')];
  const said = [
    amountText(amount, unit, words),
    ...lines,
    ratesText(amount),
    atMost === '' ? '' : words.said('step_at_most', { amount: words.amount(atMost, unit) }),
    round === '' ? '' : words.named(`round_${round}`),
  ].filter((each) => each !== '');
  return words.said('step_text', { from: textAt(step, '/from'), amount: said.join('; ') });
}

function lineText(rule: unknown, unit: string, words: Words): string {
  const where = valueAt(rule, '/where');
  const which = where === undefined ? words.named('all_goods') : conditionText(where, words, 'line');
  const [percent, amount] = [textAt(rule, '/percent'), textAt(rule, '/amount')];
  const each = amount === '' ? '' : words.said('line_each_text', { which, amount: words.amount(amount, unit) });
  if (percent === '') return each === '' ? raw(rule) : each;
  const share = words.said('line_percent_text', { which, percent });
  return each === '' ? share : `${share}; ${each}`;
}

/** When what was granted may be spent, where that is the end of a period. */
function accrualText(accrual: unknown, words: Words): string {
  if (accrual === undefined) return '';
  const check = textAt(accrual, '/approval') === '' ? '' : words.said('approval_text', {});
  const period = words.named(`accrual_${textAt(accrual, '/every')}`);
  return words.said('accrual_text', { period, days: textAt(accrual, '/afterDays') || '0', check });
}

/** How much at most, within which period. */
export function limitText(limit: unknown, unit: string, words: Words): string {
  if (limit === undefined) return '';
  const every = words.named(`every_${textAt(limit, '/every') || 'none'}`);
  const said = { amount: words.amount(textAt(limit, '/amount'), unit), every };
  return words.said(valueAt(limit, '/partly') === true ? 'limit_partly_text' : 'limit_text', said);
}

function ratesText(amount: unknown): string {
  return ratesOf(valueAt(amount, '/rates'))
    .map(([currency, rate]) => `1 ${currency} = ${String(rate)}`)
    .join(', ');
}

function raw(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
