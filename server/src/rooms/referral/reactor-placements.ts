import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import type { ProgramId } from '../../kit/values/ids.ts';
import { textIn } from '../../kit/values/json.ts';
import type { CountedLink } from './rules/counting.ts';
import { codesOf, emptyReferralPart, type ReferralPart } from './rules/part.ts';
import { countedUnder, nameLink, placementsIn, readPlacement } from './rules/placements.ts';
import type { ReferralDefinitions } from './rules/programs.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

/** A link was followed or passed on: it counts under the placement that it names, as far as there is room for it. */
export function countLink({ fact, parts }: Input, counted: CountedLink): Outcome<ReferralPart> {
  const { program, kind } = counted;
  const before = parts.get(fact.profile) ?? emptyReferralPart;
  const { placement, part } = countedUnder(before, placementsIn(parts.values(), program), program, counted.placement);
  return { ...(part === before ? {} : { part }), effects: [{ [kind]: program, placement }] };
}

/** A participant names a link of theirs. */
export function nameOwnLink({ fact, parts, profiles }: Input): Outcome<ReferralPart> {
  const program = textIn(fact.properties, 'program') as ProgramId;
  const placement = readPlacement(fact.properties?.['placement']);
  const refuse = (reason: string): Outcome<ReferralPart> => ({ reply: { status: 'refused', reason } });
  if (placement === undefined) return refuse('no_placement');
  if (codesOf(parts, profiles, program).length === 0) return refuse('no_participant');
  const before = parts.get(fact.profile) ?? emptyReferralPart;
  const named = nameLink(before, placementsIn(parts.values(), program), program, placement);
  if (!named.ok) return refuse(named.reason);
  const reply = { status: 'done', result: { program, placement } } as const;
  return named.part === before ? { reply } : { part: named.part, effects: [{ named: program, placement }], reply };
}
