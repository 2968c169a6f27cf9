import type { Qualification } from '@sarafan/contract';
import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import type { ProfileId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject } from '../../kit/values/json.ts';
import { isoDate } from '../../kit/values/time.ts';
import { readAnswers } from './rules/application-form.ts';
import { applicationOf, waitingReply } from './rules/applications.ts';
import { noFreeCode } from './rules/facts.ts';
import { foldFact } from './rules/fold.ts';
import { codesOf, emptyReferralPart, type ReferralPart, type ReferralView } from './rules/part.ts';
import { participation } from './rules/participation.ts';
import type { Program, ReferralDefinitions } from './rules/programs.ts';
import { answerProblemJson, unmetBy, unmetJson } from './rules/qualification.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

/** All that a person's profiles know together. */
type ViewNow = (input: Input, parts: ReadonlyMap<ProfileId, ReferralPart>) => ReferralView;

const notQualified = 'not_qualified';

/**
 * A person becomes a participant, or asks to become one: the first of the offered codes that was free is theirs.
 * Whoever takes part already, by whichever of their profiles, keeps the codes they have, also when they no longer meet
 * the program's conditions.
 */
export function join(input: Input, viewNow: ViewNow): Outcome<ReferralPart> {
  const { fact, profiles } = input;
  const program = input.definitions.programs.find((each) => each.id === fact.properties?.['program']);
  if (program === undefined) return { reply: { status: 'refused', reason: 'unknown_program' } };
  const before = input.parts.get(fact.profile);
  const { part } = foldFact(before ?? emptyReferralPart, input, []);
  const changed = part === before ? {} : { part };
  const present = codesOf(input.parts, profiles, program.id);
  if (present.length > 0) return { ...changed, reply: participation(program.id, fact.subject, present) };
  const application = applicationOf(input.parts, profiles, program.id);
  if (application?.state === 'waiting') return { ...changed, reply: waitingReply(program.id, fact.subject) };
  if (application !== undefined) {
    const result = { note: application.note ?? '' };
    return { ...changed, reply: { status: 'refused', reason: 'application_refused', result } };
  }
  const version = program.versions.at(-1);
  const asks = version?.definition.participant ?? {};
  const parts = new Map(input.parts).set(fact.profile, part);
  const unmet = unmetBy(asks.conditions, viewNow(input, parts), input.now);
  if (unmet !== undefined) {
    const detail = unmetJson(unmet);
    return {
      ...changed,
      decisions: [{ about: program.id, outcome: notQualified, detail }],
      reply: { status: 'refused', reason: notQualified, result: detail },
    };
  }
  const today = version?.dateOf(fact.timestamp) ?? isoDate(fact.timestamp);
  return { ...changed, ...apply(input, program, part, { asks, today, version: version?.version ?? 1 }) };
}

interface Asked {
  readonly asks: Qualification;
  /** The day of the program's calendar on which it was asked. */
  readonly today: string;
  readonly version: number;
}

/** Whoever may take part fills in the form, if there is one; then they do, or wait for an approval. */
function apply(
  input: Input,
  program: Program,
  part: ReferralPart,
  { asks, today, version }: Asked,
): Outcome<ReferralPart> {
  const { fact } = input;
  const told = fact.properties?.['application'];
  const { answers, problems } = readAnswers(asks.form ?? [], isJsonObject(told) ? told : {}, today);
  if (problems.length > 0) {
    const result = { problems: problems.map(answerProblemJson) };
    return { reply: { status: 'refused', reason: 'invalid_application', result } };
  }
  const application = (state: 'waiting' | 'accepted'): JsonObject => {
    return {
      program: program.id,
      profile: fact.profile,
      state,
      version,
      answers: answers.map((each) => ({ ...each })),
    };
  };
  const about = program.id;
  if (asks.approval === 'manual') {
    return {
      part: { ...part, applications: { ...part.applications, [about]: { state: 'waiting' } } },
      effects: [{ application: application('waiting') }],
      decisions: [{ about, outcome: 'application_made', detail: { program: about, version } }],
      reply: waitingReply(about, fact.subject),
    };
  }
  const code = freeCode(input);
  if (code === undefined) return { reply: { status: 'refused', reason: noFreeCode } };
  const detail = { program: about, person: fact.subject, code };
  return {
    part: { ...part, codes: { ...part.codes, [about]: code } },
    effects: [{ participant: detail }, ...(asks.form === undefined ? [] : [{ application: application('accepted') }])],
    decisions: [{ about, outcome: 'participant_joined', detail }],
    reply: participation(about, fact.subject, [code]),
  };
}

/** The first of the offered codes that was free. */
export function freeCode({ fact, conflicts }: Input): string | undefined {
  const taken = new Set(conflicts.map(({ key }) => key.value));
  return (fact.claims ?? []).find((claim) => claim.kind === 'code' && !taken.has(claim.value))?.value;
}
