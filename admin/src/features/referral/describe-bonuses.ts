import { bonusFormOf, startOf } from './bonuses.ts';
import { conjuncts } from './conditions.ts';
import { conditionText } from './describe-conditions.ts';
import { expiryText } from './describe-expiry.ts';
import { fulfilText } from './describe-fulfil.ts';
import { triggerText } from './describe-rewards.ts';
import { type Draft, listAt, textAt, valueAt } from './draft.ts';
import type { Saying, Setting, Words } from './words.ts';

/** Each bonus as a setting with its steps as settings of their own, and what counts as a result. */
export function bonusSettings(draft: Draft, words: Words): Setting[] {
  return [
    ...listAt(draft, '/bonuses').flatMap((bonus, index) => settingsOfBonus(bonus, index, words)),
    ...counted(draft, 'leads', words),
    ...counted(draft, 'sales', words),
    ...kept(draft, words),
  ];
}

/** For which times sums are kept beside those of bonuses. */
function kept(draft: Draft, words: Words): Setting[] {
  if (valueAt(draft, '/results/keep') === undefined) return [];
  const periods = listAt(draft, '/results/keep').map((every) => words.named(`bonus_every_${String(every)}`));
  const value = [words.named('keep_always'), ...periods].join(', ');
  return [{ key: 'results keep', label: words.label('results_keep'), value }];
}

function settingsOfBonus(bonus: unknown, index: number, words: Words): Setting[] {
  const key = `bonus ${index}`;
  const own = (name: Saying, value: string, line = ''): Setting[] =>
    value === ''
      ? []
      : [{ key: `${key} ${name} ${line}`, label: words.said(name, { number: index + 1, line }), value }];
  const by = [words.named(`result_${textAt(bonus, '/by')}`), textAt(bonus, '/currency')].filter((each) => each !== '');
  const every = words.named(`bonus_every_${textAt(bonus, '/every') || 'none'}`);
  return [
    { key, label: words.label('section_bonuses'), value: words.said('bonus_line', { by: by.join(' '), every }) },
    ...listAt(bonus, '/steps').flatMap((step, place) => own('bonus_step', stepText(step, words), String(place + 1))),
    ...own('bonus_after', textAt(bonus, '/afterDays')),
    ...own('bonus_approval', textAt(bonus, '/approval') === '' ? '' : words.named('yes')),
    ...own('bonus_hold', words.days(Number(textAt(bonus, '/holdDays')))),
    ...own('bonus_expiry', expiryText(bonus, words)),
    ...own('bonus_fulfil', fulfilText(bonus, words)),
  ];
}

function stepText(step: unknown, words: Words): string {
  const start = startOf(step);
  const said = {
    start: words.named(`start_${start}`),
    value: textAt(step, `/${start}`),
    amount: amountText(step, words),
  };
  return words.said('bonus_step_text', said);
}

function amountText(step: unknown, words: Words): string {
  const unit = textAt(step, '/unit');
  const form = bonusFormOf(valueAt(step, '/amount'));
  if (form === 'fixed') return words.amount(textAt(step, '/amount'), unit);
  if (form === 'each') {
    const each = words.named(`each_${textAt(step, '/amount/each')}`);
    return words.said('bonus_each_text', { amount: words.amount(textAt(step, '/amount/amount'), unit), each });
  }
  const said = { percent: textAt(step, '/amount/percent'), rate: textAt(step, '/amount/rate'), unit: words.unit(unit) };
  return words.said('bonus_share_text', said);
}

function counted(draft: Draft, name: 'leads' | 'sales', words: Words): Setting[] {
  const path = `/results/${name}`;
  if (valueAt(draft, path) === undefined) return [];
  const on = valueAt(draft, `${path}/on`);
  const about = valueAt(on, '/event') === undefined ? 'order' : 'event';
  const label = words.label(`results_${name}`);
  const conditions = conjuncts(valueAt(draft, `${path}/conditions`)).map((part): Setting => {
    const value = conditionText(part, words, about);
    return { key: `results ${name} ${value}`, label, value };
  });
  return [{ key: `results ${name}`, label, value: triggerText(on, words) }, ...conditions];
}
