import type { DecideInput, Decision, DerivedFact, Outcome } from '../../engine/reactor.ts';
import type { SubjectId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';
import { rewardGranted } from '../rewards/index.ts';
import { isByBanned } from './rules/bans.ts';
import { applyBan } from './rules/facts.ts';
import type { ReferralPart, ReferralView } from './rules/part.ts';
import type { Program, ReferralDefinitions } from './rules/programs.ts';
import type { Verdict } from './rules/verdict.ts';

/**
 * A ban stands in the definitions, which every lane reads with its next fact. So that it takes effect at once and not
 * with whatever happens next, everybody whom it concerns is told to look.
 */
type Input = DecideInput<ReferralPart, ReferralDefinitions>;

/** Somebody whom a ban concerns looks again; the lane of whoever is banned writes it down. */
export function takeBan(
  input: Input,
  judgeAll: (input: Input, parts: Input['parts']) => Outcome<ReferralPart>,
): Outcome<ReferralPart> {
  const outcome = judgeAll(input, input.parts);
  const { properties = {} } = input.fact;
  const happened = properties['happened'];
  if (happened !== 'participant_banned' && happened !== 'ban_lifted') return outcome;
  const { ban = '', reason = '', note = '' } = properties;
  const decision: Decision = {
    about: textIn(properties, 'program'),
    outcome: happened,
    detail: { ban, reason, note },
  };
  return { ...outcome, decisions: [decision, ...(outcome.decisions ?? [])] };
}

/**
 * A reward that was on its way when the ban of its holder began: whoever booked it looks again. Nobody can have told
 * the friend of it, since the row of the grant is written here.
 */
export function withGrantsOfBanned(outcome: Outcome<ReferralPart>, input: Input): Outcome<ReferralPart> {
  const { fact, definitions } = input;
  const grant = fact.properties?.['grant'];
  if (fact.type !== 'derived' || fact.name !== rewardGranted || !isJsonObject(grant)) return outcome;
  const program = definitions.programs.find(({ id }) => id === grant['program']);
  const isAnnulled = grant['side'] === 'referrer' && program?.banned.has(textIn(grant, 'holder') as SubjectId);
  if (program === undefined || isAnnulled !== true || fact.trust !== 'server') return outcome;
  const told: DerivedFact = {
    name: applyBan,
    subject: textIn(grant, 'friend') as SubjectId,
    timestamp: fact.timestamp,
    trust: 'server',
    owed: true,
    properties: { program: program.id },
  };
  return { ...outcome, facts: [...(outcome.facts ?? []), told] };
}

/**
 * Whose invitations count for nothing behind a ban, where the pair is another inviter's: the friend is found again by
 * that when the ban is lifted.
 */
export function ignoredInvitations({ id, banned }: Program, view: ReferralView, { touch }: Verdict): JsonObject[] {
  if (banned.size === 0) return [];
  const ignored = view.touches.filter((each) => each.program === id && isByBanned(banned, each));
  const inviters = new Set(ignored.map(({ referrer }) => referrer));
  return [...inviters]
    .filter((each) => each !== touch?.referrer)
    .map((inviter) => ({ ignored: { program: id, inviter } }));
}
