import type { ProgramDefinition, Task } from '@sarafan/contract';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { taskTexts } from '../texts-tasks.ts';
import { giftPhrase } from './reward-phrases.ts';
import { taskOf } from './tasks.ts';
import { amountWords, type NamedUnit, unnamedUnit } from './unit-words.ts';

type Units = ReadonlyMap<string, NamedUnit>;

const say = (key: keyof (typeof taskTexts)['en'], values = {}): Sentence => sentenceOf(taskTexts, key, values);

/** A task in one sentence: what it brings, when, and out of how much. */
export function taskRules(
  definition: ProgramDefinition,
  { units, dayOf }: { readonly units: Units; readonly dayOf: (moment: string) => Sentence },
): Sentence[] {
  const { tasks = [] } = definition;
  return tasks.flatMap((task) => {
    const gifts = taskGifts(definition, task, units);
    if (gifts === undefined) return [];
    const fund = task.fund === undefined ? '' : say('fund', { amount: fundWords(task.fund, units) });
    return [say('promise', { task: task.name, gifts, period: periodPhrase(task, dayOf), fund })];
  });
}

/** What the rewards of a task give, in one phrase; undefined where it has none. */
export function taskGifts({ rewards }: ProgramDefinition, { id }: Task, units: Units): Sentence | undefined {
  const [first, ...others] = rewards.filter(({ task }) => task === id).map((reward) => giftPhrase(reward, units));
  if (first === undefined) return undefined;
  return others.reduce((all, each) => say('together', { first: all, second: each }), first);
}

function periodPhrase({ from, until }: Task, dayOf: (moment: string) => Sentence): Sentence | '' {
  if (from === undefined && until === undefined) return '';
  const days = { from: from === undefined ? '' : dayOf(from), until: until === undefined ? '' : dayOf(until) };
  return say(from === undefined ? 'until' : until === undefined ? 'from' : 'between', days);
}

function fundWords({ unit, amount }: NonNullable<Task['fund']>, units: Units): Sentence {
  return amountWords(amount, units.get(unit) ?? unnamedUnit(unit));
}

/** What a reward's own details say of its task. */
export function ofTaskRules(definition: ProgramDefinition, reward: ProgramDefinition['rewards'][number]): Sentence[] {
  const task = taskOf(definition, reward);
  if (task === undefined) return [];
  return [say('ofTask', { task: task.name }), say(task.forAll === true ? 'forAll' : 'taken')];
}

/** Everything else that a definition says of its tasks. */
export function taskDetails(
  { tasks = [] }: ProgramDefinition,
  { units, momentOf }: { readonly units: Units; readonly momentOf: (moment: string) => Sentence },
): Sentence[] {
  return tasks.flatMap(({ name: task, from, until, sponsor, fund, terms }) => [
    ...(from === undefined ? [] : [say('taskFrom', { task, moment: momentOf(from) })]),
    ...(until === undefined ? [] : [say('taskUntil', { task, moment: momentOf(until) })]),
    ...(sponsor === undefined ? [] : [say('sponsor', { task, sponsor })]),
    ...(fund === undefined
      ? []
      : [say(fund.partly === true ? 'fundPartly' : 'fundWhole', { task, amount: fundWords(fund, units) })]),
    ...(terms === undefined ? [] : [say('terms', { task, terms })]),
  ]);
}
