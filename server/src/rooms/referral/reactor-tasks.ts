import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import { textIn } from '../../kit/values/json.ts';
import { changedParts } from './reactor-answers.ts';
import { answerAnew } from './reactor-standings.ts';
import { codesOf, emptyReferralPart, type ReferralPart } from './rules/part.ts';
import type { ReferralDefinitions } from './rules/programs.ts';
import { taskState, tasksTaken } from './rules/tasks.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

/**
 * A participant takes a task: from that moment on what friends bring counts for it. Taken once, it is theirs until it
 * is over; taking it again changes nothing. It may be taken before it begins, since nothing counts before that.
 */
export function decideTask(input: Input): Outcome<ReferralPart> {
  const { fact, profiles, now, definitions } = input;
  const refuse = (reason: string): Outcome<ReferralPart> => ({ reply: { status: 'refused', reason } });
  const program = definitions.programs.find(({ id }) => id === fact.properties?.['program']);
  const version = program?.versions.at(-1);
  if (fact.trust !== 'server' || program === undefined || version === undefined) return refuse('unknown_program');
  const named = textIn(fact.properties, 'task');
  const task = version.definition.tasks?.find(({ id }) => id === named);
  if (task === undefined) return refuse('unknown_task');
  if (task.forAll === true) return refuse('task_for_all');
  if (codesOf(input.parts, profiles, program.id).length === 0) return refuse('no_participant');
  const taken = tasksTaken(input.parts, profiles, program.id)[task.id];
  const done = (takenAt: number): Outcome<ReferralPart> => ({
    reply: { status: 'done', result: { program: program.id, person: fact.subject, task: task.id, takenAt } },
  });
  if (taken !== undefined) return done(taken);
  if (taskState(version, task, now) === 'over') return refuse('task_over');
  const before = input.parts.get(fact.profile) ?? emptyReferralPart;
  const own = { ...before.tasks?.[program.id], [task.id]: now };
  const parts = new Map(input.parts).set(fact.profile, { ...before, tasks: { ...before.tasks, [program.id]: own } });
  const facts = answerAnew(input, parts, program.id);
  const detail = { program: program.id, task: task.id };
  return {
    ...done(now),
    parts: changedParts(input.parts, parts),
    facts,
    effects: [{ taskTaken: detail }],
    decisions: [{ about: program.id, outcome: 'task_taken', detail: { ...detail, name: { ...task.name } } }],
  };
}
