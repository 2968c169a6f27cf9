import type { DecideInput, Outcome } from '../../engine/reactor.ts';
import type { GrantId } from '../../kit/values/ids.ts';
import { textIn } from '../../kit/values/json.ts';
import { bookReviewed, reviewNews } from '../rewards/index.ts';
import type { JudgeAll } from './reactor-answers.ts';
import { booksOf, settleBooks } from './rules/owed.ts';
import type { ReferralPart } from './rules/part.ts';
import type { ReferralDefinitions } from './rules/programs.ts';

type Input = DecideInput<ReferralPart, ReferralDefinitions>;

/** Support decided about a reward in review: the books follow, and what may take a refused one's place is granted. */
export function takeReview(input: Input, judgeAll: JudgeAll): Outcome<ReferralPart> {
  const { fact, now, profiles } = input;
  const id = textIn(fact.properties, 'grant') as GrantId;
  const verdict = textIn(fact.properties, 'verdict') === 'approve' ? 'approve' : 'refuse';
  for (const { id: program } of input.definitions.programs) {
    const known = booksOf(input.parts.values(), program);
    const booking = bookReviewed(known, id, verdict, now);
    if (booking === undefined) continue;
    const reply = { status: 'done', result: { grant: id, verdict } } as const;
    if (booking.books === known) return { reply };
    const parts = new Map(input.parts);
    settleBooks(parts, profiles, program, booking.books);
    const outcome = judgeAll(input, parts, program);
    const detail = { grant: id, note: textIn(fact.properties, 'note') };
    const wasDue = known.entries.some((entry) => entry.grant['id'] === id && entry.state === 'granted');
    const told = `${wasDue ? 'accrual' : 'review'}_${verdict === 'approve' ? 'approved' : 'refused'}`;
    return {
      ...outcome,
      facts: [...booking.facts, ...reviewNews(known, booking.books, now), ...(outcome.facts ?? [])],
      decisions: [{ about: program, outcome: told, detail }, ...(outcome.decisions ?? [])],
      reply,
    };
  }
  return { reply: { status: 'refused', reason: 'not_in_review' } };
}
