import { escapeHtml } from '../../kit/pages.ts';
import { type Language, sentenceOf, type TextValues } from '../../kit/values/sentences.ts';
import type { CabinetPage } from './service-cabinet-pages.ts';
import type { OwnTask } from './service-tasks.ts';
import { taskCardTexts } from './texts-tasks.ts';

type Card = keyof (typeof taskCardTexts)['en'];
export type TakingNotice = Extract<Card, 'notTaken' | 'soon'>;

/** The tasks of a program in a cabinet, each with its terms, its fund and what it has brought. */
export function tasksSection(
  { tasks, program }: CabinetPage,
  language: Language,
  day: (moment: number) => string,
  notice: TakingNotice | undefined,
): string {
  if (tasks.length === 0) return '';
  const say = (key: Card, values: TextValues = {}): string =>
    escapeHtml(sentenceOf(taskCardTexts, key, values)[language]);
  const said = notice === undefined ? '' : `<p class="note" role="status">${say(notice)}</p>`;
  const cards = tasks.map((each) => taskCard(each, { language, day, say, program: program.program }));
  return `<section class="card" id="tasks"><h2>${say('title')}</h2>${said}<p class="soft">${say('lead')}</p>
<ul class="tasks">${cards.join('')}</ul></section>`;
}

interface Telling {
  readonly language: Language;
  readonly day: (moment: number) => string;
  readonly say: (key: Card, values?: TextValues) => string;
  readonly program: string;
}

function taskCard(standing: OwnTask, telling: Telling): string {
  const { task, gifts, earned: brought, fund } = standing;
  const { language, say } = telling;
  const line = (text: string): string => (text === '' ? '' : `<p class="soft small">${text}</p>`);
  const isMine = task.forAll === true || standing.takenAt !== undefined;
  const told = brought.map((amount) => say('earned', { amount }));
  const earned = told.length > 0 ? told.join('. ') : isMine ? say('nothing') : '';
  const terms = task.terms === undefined ? '' : `<p class="small">${escapeHtml(task.terms[language])}</p>`;
  return `<li><h3 dir="auto">${escapeHtml(task.name[language])}</h3>
<p>${escapeHtml(gifts[language])}</p>${terms}${line(whenLine(standing, telling))}
${task.sponsor === undefined ? '' : line(say('sponsor', { sponsor: task.sponsor }))}
${fund === undefined ? '' : fundLine(fund, say)}${line(earned)}${takeForm(standing, telling)}</li>`;
}

function whenLine({ task, state }: OwnTask, { say, day }: Telling): string {
  if (state === 'over') return say('over');
  const coming =
    state === 'coming' && task.from !== undefined ? say('coming', { day: day(Date.parse(task.from)) }) : '';
  const until = task.until === undefined ? '' : say('until', { day: day(Date.parse(task.until)) });
  return [coming, until].filter((each) => each !== '').join('. ');
}

function fundLine({ left, amount, percentLeft }: NonNullable<OwnTask['fund']>, say: Telling['say']): string {
  return `<p class="soft small">${percentLeft <= 0 ? say('empty') : say('fund', { left, amount })}</p>
<progress max="100" value="${percentLeft}" aria-hidden="true"></progress>`;
}

function takeForm({ task, state, takenAt }: OwnTask, { say, day, program, language }: Telling): string {
  if (task.forAll === true) return `<p class="soft small">${say('forAll')}</p>`;
  if (takenAt !== undefined) return `<p class="small">${say('taken', { day: day(takenAt) })}</p>`;
  if (state === 'over') return '';
  return `<form method="post" action="${escapeHtml(`${program}/tasks/${task.id}?lang=${language}`)}">
<button class="btn second">${say('take')}</button></form>`;
}
