import type { DecideInput, Outcome, Reply } from '../../engine/reactor.ts';
import { ownValue, textIn } from '../../kit/values/json.ts';
import { freeCode } from './reactor-participants.ts';
import { withApplications } from './rules/applications.ts';
import { acceptApplication, noFreeCode, refuseApplication, reopenApplication } from './rules/facts.ts';
import { type Application, codesOf, emptyReferralPart, type ReferralPart } from './rules/part.ts';
import type { Program, ReferralDefinitions } from './rules/programs.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

const applicationCommands: ReadonlySet<string> = new Set([acceptApplication, refuseApplication, reopenApplication]);

/** True of what support decides about an application. */
export function isAboutApplication(name: string): boolean {
  return applicationCommands.has(name);
}

/**
 * Support accepts an application that waits, refuses it, or lets a refused one wait again. Whoever was accepted has a
 * code, which may have been given on already, so that is not taken back; conditions are not asked a second time.
 */
export function decideApplication(input: Input): Outcome<ReferralPart> {
  const { fact } = input;
  const program = input.definitions.programs.find((each) => each.id === fact.properties?.['program']);
  if (program === undefined) return { reply: { status: 'refused', reason: 'unknown_program' } };
  const note = ownValue(fact.properties, 'note');
  const said = typeof note === 'string' ? note : '';
  switch (fact.name) {
    case acceptApplication:
      return accept(input, program, said);
    case refuseApplication:
      return settle(input, program, { from: 'waiting', to: { state: 'refused', note: said } }, 'application_refused');
    default:
      return settle(input, program, { from: 'refused', to: { state: 'waiting' } }, 'application_reopened');
  }
}

interface Change {
  readonly from: Application['state'];
  readonly to: Application;
}

function settle(input: Input, program: Program, { from, to }: Change, outcome: string): Outcome<ReferralPart> {
  const { fact } = input;
  const parts = withApplications(input.parts, program.id, from, to);
  if (parts.size === 0) return { reply: nothingToDecide(input, program) };
  const { state, note = '' } = to;
  return {
    parts,
    effects: [...parts.keys()].map((profile) => ({ decided: { program: program.id, profile, state, note } })),
    decisions: [{ about: program.id, outcome, detail: { program: program.id, note } }],
    reply: { status: 'done', result: { program: program.id, person: fact.subject, application: state } },
  };
}

function accept(input: Input, program: Program, note: string): Outcome<ReferralPart> {
  const { fact } = input;
  const about = program.id;
  const decided = withApplications(input.parts, about, 'waiting', undefined);
  if (decided.size === 0) return { reply: nothingToDecide(input, program) };
  const effects = [...decided.keys()].map((profile) => ({
    decided: { program: about, profile, state: 'accepted', note },
  }));
  const done: Reply = { status: 'done', result: { program: about, person: fact.subject, application: 'accepted' } };
  const decisions = [{ about, outcome: 'application_accepted', detail: { program: about, note } }];
  // Two persons of whom one took part and the other one waited may have turned out to be one.
  const isParticipant = codesOf(input.parts, input.profiles, about).length > 0;
  if (isParticipant) return { parts: decided, effects, decisions, reply: done };
  const code = freeCode(input);
  if (code === undefined) return { reply: { status: 'refused', reason: noFreeCode } };
  const own = decided.get(fact.profile) ?? input.parts.get(fact.profile) ?? emptyReferralPart;
  const part = { ...own, codes: { ...own.codes, [about]: code } };
  const detail = { program: about, person: fact.subject, code };
  return {
    parts: new Map(decided).set(fact.profile, part),
    effects: [{ participant: detail }, ...effects],
    decisions: [...decisions, { about, outcome: 'participant_joined', detail }],
    reply: done,
  };
}

function nothingToDecide({ parts, profiles, fact }: Input, { id }: Program): Reply {
  const known = profiles.some((profile) => parts.get(profile)?.applications?.[id] !== undefined);
  const isParticipant = codesOf(parts, profiles, id).length > 0;
  const reason = known || isParticipant ? 'application_decided' : 'unknown_application';
  return { status: 'refused', reason, result: { program: textIn(fact.properties, 'program') } };
}
