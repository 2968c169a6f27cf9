import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import { textIn } from '../../kit/values/json.ts';
import { changedParts } from './reactor-answers.ts';
import { answerAnew } from './reactor-standings.ts';
import { choiceLimits, choicesIn, choicesMade, optionStanding } from './rules/choices.ts';
import { codesOf, emptyReferralPart, type ReferralPart, toldIn } from './rules/part.ts';
import type { ReferralDefinitions } from './rules/programs.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

/**
 * Somebody chooses among rewards: what comes after that is given as they have chosen, and what came before stays as it
 * was. Whoever invites is asked by the lanes of friends, so these are told; of a friend's own choice nobody else knows.
 */
export function decideChoice(
  input: Input,
  judgeAll: (input: Input, parts: Input['parts']) => Outcome<ReferralPart>,
): Outcome<ReferralPart> {
  const { fact, profiles, now, definitions } = input;
  const refuse = (reason: string): Outcome<ReferralPart> => ({ reply: { status: 'refused', reason } });
  const program = definitions.programs.find(({ id }) => id === fact.properties?.['program']);
  const definition = program?.versions.at(-1)?.definition;
  if (fact.trust !== 'server' || program === undefined || definition === undefined) return refuse('unknown_program');
  const choice = choicesIn(definition).find(({ id }) => id === textIn(fact.properties, 'choice'));
  if (choice === undefined) return refuse('unknown_choice');
  const option = textIn(fact.properties, 'option');
  if (!choice.options.some((each) => each.choice?.option === option)) return refuse('unknown_option');
  const isTheirs =
    choice.to === 'referrer'
      ? codesOf(input.parts, profiles, program.id).length > 0
      : toldIn(input.parts.values()).some(({ touches }) => touches.some((touch) => touch.program === program.id));
  if (!isTheirs) return refuse(choice.to === 'referrer' ? 'no_participant' : 'not_invited');
  const detail = { program: program.id, choice: choice.id, option };
  const done: Outcome<ReferralPart> = {
    reply: { status: 'done', result: { ...detail, person: fact.subject } },
  };
  const made = choicesMade(input.parts, profiles, program.id)[choice.id] ?? [];
  if (optionStanding(choice, made.at(-1)?.option) === option) return done;
  if (made.length >= choiceLimits.made) return refuse('too_many_choices');
  const before = input.parts.get(fact.profile) ?? emptyReferralPart;
  const own = before.choices?.[program.id] ?? {};
  const next = { ...own, [choice.id]: [...(own[choice.id] ?? []), { at: now, option }] };
  const changed = { ...before, choices: { ...before.choices, [program.id]: next } };
  const parts = new Map(input.parts).set(fact.profile, changed);
  const decisions = [{ about: program.id, outcome: 'reward_chosen', detail }];
  if (choice.to === 'friend') {
    const judged = judgeAll(input, parts);
    return { ...judged, ...done, decisions: [...decisions, ...(judged.decisions ?? [])] };
  }
  const facts = answerAnew(input, parts, program.id);
  return { ...done, parts: changedParts(input.parts, parts), facts, decisions };
}
