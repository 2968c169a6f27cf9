import { limitText } from './describe-rewards.ts';
import { type Draft, listAt, textAt, valueAt } from './draft.ts';
import type { Saying, Setting, Words } from './words.ts';

/** Each task as a setting, with its time, its fund and its terms as settings of their own. */
export function taskSettings(draft: Draft, words: Words): Setting[] {
  return listAt(draft, '/tasks').flatMap((task, index) => {
    const id = textAt(task, '/id');
    const key = `task ${id}`;
    const own = (name: Saying, value: string): Setting[] =>
      value === '' ? [] : [{ key: `${key} ${name}`, label: words.said(name, { number: index + 1 }), value }];
    const name = [textAt(task, '/name/ru'), textAt(task, '/name/en')].join(' / ');
    const terms = [textAt(task, '/terms/ru'), textAt(task, '/terms/en')].filter((each) => each !== '');
    const fund = valueAt(task, '/fund');
    return [
      { key, label: words.label('section_tasks'), value: words.said('task_line', { name, id }) },
      ...own('task_when', whenText(task, words)),
      ...own('task_sponsor_of', textAt(task, '/sponsor')),
      ...own('task_for_all_of', valueAt(task, '/forAll') === undefined ? '' : words.named(yesNo(task))),
      ...own('task_fund_of', limitText(fund, textAt(fund, '/unit'), words)),
      ...own('task_terms_of', terms.join(' / ')),
    ];
  });
}

function yesNo(task: unknown): string {
  return valueAt(task, '/forAll') === true ? 'yes' : 'no';
}

function whenText(task: unknown, words: Words): string {
  const [from, until] = [textAt(task, '/from'), textAt(task, '/until')];
  if (from === '' && until === '') return '';
  return [from, until].map((moment) => (moment === '' ? '…' : words.moment(moment))).join(' — ');
}
