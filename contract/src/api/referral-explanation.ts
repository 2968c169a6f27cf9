import { type Static, Type } from 'typebox';
import { LocalisedText, rewardSides, UnitName } from '../program-values.ts';
import { ApiMoment, FreeObject, IdText, nullable, Sentence, UserId } from './common.ts';
import { PersonSummary } from './people.ts';
import { PairStatus, ProgramName } from './referral.ts';

export const ExplanationQuery = Type.Object(
  { program: IdText, person: Type.Optional(IdText), userId: Type.Optional(UserId) },
  { additionalProperties: false, description: 'The person is named by one of userId and person' },
);

const Someone = Type.Object(
  { person: Type.String(), userId: nullable(Type.String()) },
  { additionalProperties: false },
);

const Invitation = Type.Object(
  {
    referrer: Someone,
    channel: Type.String(),
    code: Type.String(),
    placement: Type.Optional(Type.String({ description: 'Where the link stood, as its parameter `subid` said' })),
    at: ApiMoment,
    clickedAt: Type.Optional(ApiMoment),
    trust: Type.Enum(['public', 'server']),
    fact: Type.String({ description: 'The message id of the fact that told of it' }),
    sentence: Sentence,
  },
  { additionalProperties: false },
);

const Order = Type.Object(
  {
    id: Type.String(),
    at: ApiMoment,
    fact: Type.String(),
    currency: Type.String(),
    total: Type.String(),
    money: Type.String(),
    certificate: Type.String(),
    points: Type.String(),
  },
  { additionalProperties: false },
);

const ExplainedDecision = Type.Object(
  {
    id: Type.String(),
    at: ApiMoment,
    outcome: Type.String(),
    version: nullable(Type.Integer()),
    revision: Type.Integer(),
    facts: Type.Array(Type.String(), { description: 'Message ids of the facts it was decided by' }),
    detail: FreeObject,
    sentence: Sentence,
  },
  { additionalProperties: false },
);

/** `review`: it is owed no longer, but was spent or is too old to be corrected, so a person has to decide. */
export const rewardStates = [
  'asked',
  'pending',
  'waiting',
  'available',
  'fulfilled',
  'review',
  'clawed_back',
  'declined',
  'withdrawn',
] as const;

const ExplainedReward = Type.Object(
  {
    grant: Type.String(),
    side: Type.Enum([...rewardSides]),
    holder: Someone,
    unit: Type.String(),
    amount: Type.String({ description: 'A decimal text in major units' }),
    state: Type.Enum([...rewardStates]),
    availableAt: ApiMoment,
    sentence: Sentence,
  },
  { additionalProperties: false },
);

/** A condition with where it stands in the definition and what was found there. */
const ExplainedCondition = Type.Object(
  {
    path: Type.String({ description: 'Where in the definition the condition stands' }),
    condition: FreeObject,
    actual: Type.Unknown({ description: 'What was found; null when nothing was known' }),
    sentence: Sentence,
  },
  { additionalProperties: false },
);

/** What one reward of the program comes to for one cause, earned or not. */
const ExplainedEarning = Type.Object(
  {
    reward: Type.Integer({ description: 'Which of the definition’s rewards, from zero' }),
    to: Type.Enum(['referrer', 'friend']),
    gift: Sentence,
    status: Type.Enum(['earned', 'reversed', 'refused', 'waiting']),
    reason: nullable(Type.String()),
    sentence: Sentence,
    failure: nullable(ExplainedCondition),
    cause: Type.Union([Type.String(), Type.Null()], {
      description: 'The order, or what else it is for; null while nothing has happened',
    }),
    at: nullable(ApiMoment),
    fact: nullable(Type.String()),
    unit: Type.String(),
    amount: nullable(Type.String()),
  },
  { additionalProperties: false },
);

const ExplainedBonus = Type.Object(
  {
    version: Type.Integer(),
    bonus: Type.Integer({ description: 'Which of the version’s bonuses, from 0' }),
    period: Type.String({ description: 'Such as month:2026-01; empty for all time' }),
    state: Type.Enum(['open', 'earned', 'missed'], { description: 'open: the period is not over' }),
    reached: Type.String({ description: 'Where the person stands by what the bonus goes by' }),
    unit: nullable(UnitName),
    amount: Type.Union([Type.String(), Type.Null()], { description: 'What it comes to, or would by now' }),
    dueAt: Type.Union([ApiMoment, Type.Null()], { description: 'When it is granted; null when it has been decided' }),
    sentence: Sentence,
  },
  { additionalProperties: false },
);

export const Explanation = Type.Object(
  {
    program: Type.Object(
      { program: Type.String(), key: Type.String(), name: LocalisedText, version: Type.Integer() },
      { additionalProperties: false },
    ),
    person: Someone,
    status: PairStatus,
    reason: Type.Union([Type.String(), Type.Null()], {
      description: 'Why nothing is due; beside `rewarded` why the payment brought nothing, while another reward stands',
    }),
    sentence: Sentence,
    actual: Type.Optional(FreeObject),
    failure: nullable(ExplainedCondition),
    seen: Type.Array(ExplainedCondition, {
      description: 'Everything that conditions looked at, in their order, up to the first that failed',
    }),
    invitation: nullable(Invitation),
    order: nullable(Order),
    earnings: Type.Array(ExplainedEarning, {
      description:
        'What each reward of the program comes to by its rules, the latest causes last; empty when nothing can be',
    }),
    bonuses: Type.Array(ExplainedBonus, {
      description: 'What the person has brought by inviting, and the bonuses for it, the latest periods last',
    }),
    rewards: Type.Array(ExplainedReward, { description: 'What was granted' }),
    decisions: Type.Array(ExplainedDecision, { description: 'What was decided and when, newest first' }),
  },
  { additionalProperties: false },
);
export type Explanation = Static<typeof Explanation>;

const KnownOrder = Type.Object(
  {
    ...Order.properties,
    coupon: nullable(Type.String()),
    learner: Type.Union([Type.String(), Type.Null()], { description: 'Who learns, when another pays' }),
    decides: Type.Boolean({ description: 'True of the order that the program looks at' }),
  },
  { additionalProperties: false },
);

const KnownRefund = Type.Object(
  {
    order: Type.String(),
    at: ApiMoment,
    fact: Type.String(),
    currency: nullable(Type.String()),
    amount: Type.Union([Type.String(), Type.Null()], { description: 'Null: the whole order' }),
  },
  { additionalProperties: false },
);

export const PairDetail = Type.Object(
  {
    program: ProgramName,
    friend: Type.String(),
    friendPerson: nullable(PersonSummary),
    referrer: nullable(Type.String()),
    referrerPerson: nullable(PersonSummary),
    orders: Type.Array(KnownOrder, { description: 'Payments that programs ask about, oldest first' }),
    refunds: Type.Array(KnownRefund, { description: 'Oldest first' }),
    explanation: Explanation,
  },
  { additionalProperties: false },
);
export type PairDetail = Static<typeof PairDetail>;
