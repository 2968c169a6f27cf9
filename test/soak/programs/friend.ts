import type { ProgramDefinition } from '@sarafan/contract';
import fc from 'fast-check';
import type { Fact } from '../../../server/src/engine/fact.ts';
import type { ProgramId, SubjectId, WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { canonicalJson, type JsonObject } from '../../../server/src/kit/values/json.ts';
import { positionOf, timeOf } from '../../../server/src/kit/values/position.ts';
import { dayMs } from '../../../server/src/kit/values/time.ts';
import type { ChoicesMade } from '../../../server/src/rooms/referral/rules/choices.ts';
import { tellingOf } from '../../../server/src/rooms/referral/rules/counted.ts';
import { foldFact, type MentionOwner } from '../../../server/src/rooms/referral/rules/fold.ts';
import { owedBy } from '../../../server/src/rooms/referral/rules/owed.ts';
import { type OwnWord, wordAt } from '../../../server/src/rooms/referral/rules/own-word.ts';
import {
  emptyReferralPart,
  type ReferralPart,
  type ReferralView,
  viewOf,
} from '../../../server/src/rooms/referral/rules/part.ts';
import { definitionsOf, type Program, programsFrom } from '../../../server/src/rooms/referral/rules/programs.ts';
import { withAnswers } from '../../../server/src/rooms/referral/rules/replay-standings.ts';
import { isAsking, type StandingTold } from '../../../server/src/rooms/referral/rules/standing.ts';
import { standingsAt } from '../../../server/src/rooms/referral/rules/standing-walk.ts';
import { judge, type Verdict } from '../../../server/src/rooms/referral/rules/verdict.ts';
import { categories, events, exponents } from './definitions.ts';

// One friend and one program, by the rules alone: hundreds of programs a second, so that thousands of them are tried.

const workspace = 'wsp_1' as WorkspaceId;
const program = 'prg_any' as ProgramId;
const friend = 'per_0000000000friend' as SubjectId;
const referrers = ['per_000000000referr1', 'per_000000000referr2'] as SubjectId[];

/** What the friend and the inviters have chosen, and that these have taken the task. */
const chosen: ChoicesMade = {
  gift: [10, 30].map((day, index) => ({ at: day * dayMs, option: ['two', 'one'][index] ?? '' })),
};
const word: OwnWord = { tasks: { march: 15 * dayMs }, choices: chosen };

/** Whoever invited the first of them. */
const inviterOfInviter = 'per_000000000inviter' as SubjectId;

/** Something that the shop's server or the friend's browser told. */
export interface Told {
  readonly name: string;
  readonly day: number;
  readonly trust: 'public' | 'server';
  readonly traits?: JsonObject;
  readonly properties?: JsonObject;
  /** Whose code or link was mentioned. */
  readonly invited?: { readonly by: number; readonly channel: 'code' | 'link' };
}

const money = fc.integer({ min: 0, max: 10_000 }).map((minor) => (minor / 100).toFixed(2));
const product = fc.record({
  category: fc.constantFrom(...categories),
  price: money,
  quantity: fc.integer({ min: 1, max: 3 }),
});
const payments = fc.array(
  fc.record({ method: fc.constantFrom('money', 'gift_certificate', 'points'), amount: money }),
  { minLength: 1, maxLength: 2 },
);
const orderId = fc.constantFrom('o1', 'o2', 'o3', 'o4');
const currency = fc.constantFrom('RUB', 'RUB', 'RUB', 'USD');

const byCode = (by: number): Pick<Told, 'invited'> => ({ invited: { by, channel: 'code' } });

const told: fc.Arbitrary<Told> = fc
  .record({
    day: fc.integer({ min: 0, max: 60 }),
    trust: fc.constantFrom('server', 'server', 'server', 'public'),
  })
  .chain(({ day, trust }) =>
    fc.oneof(
      fc.record({ by: fc.nat({ max: 1 }), channel: fc.constantFrom('code', 'link') }).map((invited) => {
        return { name: 'Product Viewed', day, trust, invited };
      }),
      fc.constantFrom('Omsk', 'Perm').map((city) => ({ name: 'identify', day, trust, traits: { city } })),
      fc
        .constantFrom(...events)
        .chain((name) => fc.integer({ min: 0, max: 5 }).map((level) => ({ name, day, trust, properties: { level } }))),
      fc
        .record(
          {
            order_id: orderId,
            total: money,
            currency,
            subtotal: money,
            payments,
            products: fc.array(product, { maxLength: 3 }),
          },
          { requiredKeys: ['order_id', 'total', 'currency'] },
        )
        .chain((properties) =>
          fc
            .option(fc.nat({ max: 1 }), { freq: 2 })
            .map((by) => ({ name: 'Order Completed', day, trust, properties, ...(by === null ? {} : byCode(by)) })),
        ),
      fc
        .record({ order_id: orderId, currency, total: money }, { requiredKeys: ['order_id', 'currency'] })
        .map((properties) => ({ name: 'Order Refunded', day, trust, properties })),
    ),
  );

/** What happens to a friend in two months, in the order of arrival; without an invitation hardly anything is owed. */
export const histories: fc.Arbitrary<Told[]> = fc
  .tuple(
    fc.record({ by: fc.nat({ max: 1 }), channel: fc.constantFrom('code' as const, 'link' as const) }),
    fc.array(told, { maxLength: 25 }),
  )
  .map(([invited, rest]): Told[] => [{ name: 'Product Viewed', day: 0, trust: 'server', invited }, ...rest]);

/** What a program says of a friend once everything has arrived, and what it owes. */
export interface Judged {
  readonly verdict: Verdict;
  readonly owed: readonly string[];
  readonly part: ReferralPart;
}

export function programOf(definition: ProgramDefinition): Program {
  const launched = { program, key: 'any', version: 1, launchedAt: 0, appliesTo: 'new' as const, definition };
  const [made] = programsFrom(workspace, [launched], exponents);
  if (made === undefined) throw new Error('One version makes one program');
  return made;
}

export type Fold = typeof foldFact;

/** Folds a history in the order in which `arrival` names its facts, and judges the end. */
export function judgeFriend(
  made: Program,
  history: readonly Told[],
  arrival: readonly number[],
  fold: Fold = foldFact,
): Judged {
  const definitions = definitionsOf([made], 'a key');
  let part = emptyReferralPart;
  for (const index of arrival) {
    const each = history[index];
    if (each === undefined) throw new Error(`There is no fact ${index}`);
    const fact = factOf(each, index);
    const input = {
      ...{ fact, now: 90 * dayMs, definitions, revision: 1, conflicts: [], profiles: [friend], createdAt: 0 },
      ...{ parts: new Map([[friend, part]]), partsOf: () => new Map(), decisionsOf: () => [], owner: () => undefined },
    };
    part = fold(part, input, mentionsOf(each)).part;
  }
  const view = answered(made, viewOf([{ ...part, choices: { [program]: chosen } }], new Map()));
  const verdict = judge(made, view, [friend], [made]);
  const owed = owedBy(made, verdict, friend).map(({ amountMinor, cap: _none, limit, owedMinor: _whole, ...rest }) =>
    canonicalJson({ ...rest, amountMinor: String(amountMinor), limit: limit?.key ?? null }),
  );
  return { verdict, owed: owed.toSorted(), part };
}

/** What the inviters' lanes would answer: the first inviter was invited by somebody, the others by nobody. */
function answered(made: Program, view: ReferralView): ReferralView {
  const telling = [...tellingOf(made, judge(made, view, [friend], [made]), view, friend).values()];
  const open = telling.map(({ counted }) => counted);
  const standings = standingsAt({ open, closed: {} }, open);
  const answers = telling.map(({ to, counted }, index): [string, StandingTold] => {
    const standing = isAsking(counted) ? undefined : standings[index];
    const above = to === referrers[0] ? [inviterOfInviter, null] : [null];
    const said = standing === undefined ? {} : { standing, ...wordAt(word, timeOf(counted.at)) };
    return [counted.cause, { ...said, above }];
  });
  return withAnswers(view, made.id, Object.fromEntries(answers));
}

function mentionsOf({ invited }: Told): readonly MentionOwner[] {
  const referrer = referrers[invited?.by ?? 0];
  if (invited === undefined || referrer === undefined) return [];
  const owner = { subject: referrer, profile: referrer, detail: program };
  return [{ mention: { channel: invited.channel, code: `CODE${invited.by}` }, owner }];
}

function factOf({ name, day, trust, traits, properties }: Told, index: number): Fact {
  const messageId = `m${String(index).padStart(4, '0')}`;
  const timestamp = day * dayMs;
  return {
    ...{ type: name === 'identify' ? 'identify' : 'track', name, timestamp, userId: 'friend' },
    ...{ workspace, trust, messageId, lane: 1, seq: index, subject: friend, profile: friend },
    lineage: { root: messageId, depth: 0, budget: 200 },
    position: positionOf({ timestamp, trust, messageId }),
    ...(traits === undefined ? {} : { traits }),
    ...(properties === undefined ? {} : { properties }),
  };
}
