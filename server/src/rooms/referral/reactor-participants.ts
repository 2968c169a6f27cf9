import type { DecideInput, IdentifierConflict, Outcome } from '../../engine/reactor.ts';
import type { ProfileId } from '../../kit/values/ids.ts';
import { foldFact } from './rules/fold.ts';
import { codesOf, emptyReferralPart, type ReferralPart, type ReferralView } from './rules/part.ts';
import { participation } from './rules/participation.ts';
import type { ReferralDefinitions } from './rules/programs.ts';
import { unmetBy, unmetJson } from './rules/qualification.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

/** All that a person's profiles know together. */
type ViewNow = (input: Input, parts: ReadonlyMap<ProfileId, ReferralPart>) => ReferralView;

const notQualified = 'not_qualified';

/**
 * A person becomes a participant: the first of the offered codes that was free is theirs. Whoever takes part already,
 * by whichever of their profiles, keeps the codes they have, also when they no longer meet the program's conditions.
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
  const parts = new Map(input.parts).set(fact.profile, part);
  const unmet = unmetBy(program.versions.at(-1)?.definition.participant?.conditions, viewNow(input, parts), input.now);
  if (unmet !== undefined) {
    const detail = unmetJson(unmet);
    return {
      ...changed,
      decisions: [{ about: program.id, outcome: notQualified, detail }],
      reply: { status: 'refused', reason: notQualified, result: detail },
    };
  }
  const taken = new Set(input.conflicts.map((conflict: IdentifierConflict) => conflict.key.value));
  const code = (fact.claims ?? []).find((claim) => claim.kind === 'code' && !taken.has(claim.value))?.value;
  if (code === undefined) return { ...changed, reply: { status: 'refused', reason: 'no_free_code' } };
  const detail = { program: program.id, person: fact.subject, code };
  return {
    part: { ...part, codes: { ...part.codes, [program.id]: code } },
    effects: [{ participant: detail }],
    decisions: [{ about: program.id, outcome: 'participant_joined', detail }],
    reply: participation(program.id, fact.subject, [code]),
  };
}
