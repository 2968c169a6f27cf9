import type { DecideInput, Decision, Outcome } from '../../engine/reactor.ts';
import type { GrantId, ProfileId } from '../../kit/values/ids.ts';
import { isJsonObject, textIn } from '../../kit/values/json.ts';
import {
  bookAnswer,
  bookRevoked,
  reviewNews,
  rewardDeclined,
  rewardReserved,
  rewardTakenBack,
} from '../rewards/index.ts';
import { booksOf, settleBooks } from './rules/owed.ts';
import type { ReferralPart } from './rules/part.ts';
import type { Program, ReferralDefinitions } from './rules/programs.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;
type Parts = ReadonlyMap<ProfileId, ReferralPart>;

/** Judges all programs anew, the decision about one of them told in any case. */
export type JudgeAll = (input: Input, parts: Parts, answered: Program['id']) => Outcome<ReferralPart>;

/** The parts that are others than before. */
export function changedParts(before: Parts, parts: Parts): Parts {
  return new Map([...parts].filter(([profile, part]) => part !== before.get(profile)));
}

/** A cap answered about a reward that was asked for. */
export function takeAnswer(input: Input): Outcome<ReferralPart> {
  const { fact } = input;
  const grant = fact.properties?.['grant'];
  if (!isJsonObject(grant) || fact.trust !== 'server') return {};
  const program = textIn(grant, 'program') as Program['id'];
  const books = booksOf(input.parts.values(), program);
  const reservedMinor = fact.name === rewardReserved ? BigInt(textIn(fact.properties, 'reserved')) : 0n;
  const booking = bookAnswer(books, textIn(grant, 'id') as GrantId, reservedMinor, fact.timestamp);
  if (booking === undefined) return {};
  const parts = new Map(input.parts);
  settleBooks(parts, input.profiles, program, booking.books);
  const { left, given } = fact.properties ?? {};
  const decisions: Decision[] =
    fact.name !== rewardDeclined
      ? []
      : given === undefined
        ? [{ about: program, outcome: 'cap_reached', detail: { grant, left: left ?? '0' } }]
        : [{ about: program, outcome: 'limit_reached', detail: { grant, given } }];
  return { parts: changedParts(input.parts, parts), facts: booking.facts, decisions };
}

/** A holder answered a correction: what they gave back may go to whom it is owed, the rest waits for a review. */
export function takeBack(input: Input, judgeAll: JudgeAll): Outcome<ReferralPart> {
  const { fact } = input;
  const grant = fact.properties?.['grant'];
  if (!isJsonObject(grant) || fact.trust !== 'server') return {};
  const program = textIn(grant, 'program') as Program['id'];
  const known = booksOf(input.parts.values(), program);
  const books = bookRevoked(known, textIn(grant, 'id') as GrantId, fact.name === rewardTakenBack);
  if (books === undefined) return {};
  const parts = new Map(input.parts);
  settleBooks(parts, input.profiles, program, books);
  const outcome = judgeAll(input, parts, program);
  return { ...outcome, facts: [...reviewNews(known, books, input.now), ...(outcome.facts ?? [])] };
}
