import { type Static, Type } from 'typebox';
import { LocalisedText, type ProgramDefinition } from '../program.ts';
import {
  ApiMoment,
  ApiProblem,
  apiLimits,
  FreeObject,
  IdText,
  nullable,
  PageQuery,
  Sentence,
  UserId,
} from './common.ts';
import { PersonSummary } from './people.ts';

/** The state of an invited person in a program, as the room decided it. */
export const pairStatuses = ['none', 'waiting', 'rewarded', 'refused', 'reversed'] as const;
const Status = Type.Enum([...pairStatuses]);

const ProgramKey = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,62}$',
  description: 'Your own name for the program; it never changes',
});

/** Described in full by `ProgramDefinition`; the checker reads it and names every problem with its place. */
const Definition = Type.Unknown({ 'x-schema': 'ProgramDefinition', description: 'The program as data' });

/** A stored definition: it passed the checker. */
const StoredDefinition = Type.Unsafe<ProgramDefinition>({ 'x-schema': 'ProgramDefinition' });

export const NewProgram = Type.Object(
  {
    key: ProgramKey,
    definition: Definition,
    note: Type.Optional(Type.String({ maxLength: apiLimits.noteCharacters, description: 'Why, for the audit log' })),
  },
  { additionalProperties: false },
);

export const ProgramToCheck = Type.Object(
  {
    key: Type.Optional(
      Type.String({ maxLength: 64, description: 'The program that it would be a version of; absent: a new one' }),
    ),
    definition: Definition,
  },
  { additionalProperties: false },
);

export const Rollback = Type.Object(
  {
    version: Type.Integer({ minimum: 1, description: 'The version whose definition is launched again' }),
    note: Type.Optional(Type.String({ maxLength: apiLimits.noteCharacters, description: 'Why, for the audit log' })),
  },
  { additionalProperties: false },
);

export const ProgramProblem = Type.Object(
  { path: Type.String(), code: Type.String(), ru: Type.String(), en: Type.String() },
  { additionalProperties: false },
);
export type ProgramProblem = Static<typeof ProgramProblem>;

/** The rules of a program in plain words, as its landing and its cabinet tell them. */
export const ProgramPromise = Type.Object(
  {
    friendGets: Type.Union([Sentence, Type.Null()], { description: 'Null: the friend gets nothing' }),
    referrerGets: Type.Union([Sentence, Type.Null()], { description: 'Null: the referrer gets nothing' }),
    rules: Type.Array(Sentence, { description: 'What has to happen, in the order in which it is decided' }),
  },
  { additionalProperties: false },
);
export type ProgramPromise = Static<typeof ProgramPromise>;

export const CheckedProgram = Type.Object(
  {
    ok: Type.Boolean(),
    problems: Type.Array(ProgramProblem),
    promise: Type.Union([ProgramPromise, Type.Null()], {
      description: 'What the definition promises; null while it has not the form of one',
    }),
  },
  { additionalProperties: false },
);
export type CheckedProgram = Static<typeof CheckedProgram>;

export const LaunchedProgram = Type.Object(
  {
    program: Type.String(),
    key: Type.String(),
    version: Type.Integer(),
    isNew: Type.Boolean({ description: 'False: this very definition stands already, and no version was made' }),
  },
  { additionalProperties: false },
);
export type LaunchedProgram = Static<typeof LaunchedProgram>;

/** The answer to a definition that the checker refused. */
export const refusedDefinition = {
  422: Type.Object({ ...ApiProblem.properties, problems: Type.Array(ProgramProblem) }),
};

const program = {
  program: Type.String(),
  key: Type.String(),
  name: LocalisedText,
  version: Type.Integer(),
  launchedAt: ApiMoment,
  note: Type.String(),
  state: Type.Enum(['not_started', 'running', 'ended']),
};

export const ProgramSummary = Type.Object(program, { additionalProperties: false });
export type ProgramSummary = Static<typeof ProgramSummary>;

export const ProgramDetail = Type.Object({ ...program, definition: StoredDefinition }, { additionalProperties: false });
export type ProgramDetail = Static<typeof ProgramDetail>;

export const ProgramVersionRow = Type.Object(
  { version: Type.Integer(), launchedAt: ApiMoment, note: Type.String(), definition: StoredDefinition },
  { additionalProperties: false },
);
export type ProgramVersionRow = Static<typeof ProgramVersionRow>;

export const ProgramParams = Type.Object({ program: IdText });

export const NewParticipant = Type.Object({ userId: UserId }, { additionalProperties: false });

const code = {
  code: Type.String(),
  link: Type.Union([Type.String(), Type.Null()], { description: 'Null when the program has no invite link' }),
};
const participation = { program: Type.String(), person: Type.String(), ...code };

export const Participation = Type.Object(
  {
    ...participation,
    codes: Type.Array(Type.Object(code, { additionalProperties: false }), {
      description: 'Every code of the person: their own, then those of persons who turned out to be them',
    }),
  },
  { additionalProperties: false },
);
export type Participation = Static<typeof Participation>;

export const Participant = Type.Object(
  { ...participation, owner: nullable(PersonSummary), joinedAt: ApiMoment },
  { additionalProperties: false },
);
export type Participant = Static<typeof Participant>;

const ProgramName = Type.Object(
  { program: Type.String(), key: Type.String(), name: LocalisedText },
  { additionalProperties: false },
);

const pairFilters = {
  status: Type.Optional(Status),
  referrer: Type.Optional(IdText),
  friend: Type.Optional(IdText),
  q: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: apiLimits.nameCharacters,
      description: 'The friend or the referrer, as the search for persons finds them: the newest twenty found',
    }),
  ),
};

export const PairQuery = Type.Object({ ...PageQuery.properties, ...pairFilters }, { additionalProperties: false });

export const AllPairsQuery = Type.Object(
  { ...PageQuery.properties, program: Type.Optional(IdText), ...pairFilters },
  { additionalProperties: false },
);

const pair = {
  program: ProgramName,
  friend: Type.String(),
  friendPerson: nullable(PersonSummary),
  referrer: nullable(Type.String()),
  referrerPerson: nullable(PersonSummary),
  channel: nullable(Type.String()),
  status: Status,
  reason: nullable(Type.String()),
  order: nullable(Type.String()),
  invitedAt: nullable(ApiMoment),
  registeredAt: nullable(ApiMoment),
  paidAt: nullable(ApiMoment),
  changedAt: ApiMoment,
};

export const Pair = Type.Object(pair, { additionalProperties: false });
export type Pair = Static<typeof Pair>;

export const PairParams = Type.Object({ program: IdText, friend: IdText });

export const NewBinding = Type.Object(
  {
    userId: UserId,
    code: Type.String({ minLength: 1, maxLength: 64 }),
    at: Type.Optional(
      Type.String({ format: 'date-time', maxLength: 40, description: 'Dated back, within the program’s limit' }),
    ),
  },
  { additionalProperties: false },
);

export const BindingToRemove = Type.Object(
  { program: IdText, userId: Type.Optional(UserId), person: Type.Optional(IdText) },
  { additionalProperties: false, description: 'The person is named by one of userId and person' },
);

export const BindingAnswer = Type.Object(
  {
    person: Type.String(),
    programs: Type.Array(
      Type.Object(
        { program: Type.String(), status: Status, reason: nullable(Type.String()) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type BindingAnswer = Static<typeof BindingAnswer>;

export const Recipe = Type.Object(
  { recipe: Type.String(), name: LocalisedText, definition: StoredDefinition },
  { additionalProperties: false },
);

export const RecipeParams = Type.Object({ recipe: IdText });

export const ExplanationQuery = Type.Object(
  { program: IdText, person: Type.Optional(IdText), userId: Type.Optional(UserId) },
  { additionalProperties: false, description: 'The person is named by one of userId and person' },
);

const counts = {
  followed: Type.Integer({
    description: 'Clicks of the invite link by people; a visitor who clicks twice counts twice',
  }),
  invited: Type.Integer({ description: 'Friends whose invitation counts' }),
  registered: Type.Integer({
    description: 'Those of them whom a server has named since and who were not there before',
  }),
  paid: Type.Integer({ description: 'Those who made an order after the invitation, whatever was decided of it' }),
  rewarded: Type.Integer({ description: 'Those whose order is rewarded as things stand now' }),
};

export const ReferralCounts = Type.Object(counts, { additionalProperties: false });
export type ReferralCounts = Static<typeof ReferralCounts>;

export const CodeQuery = Type.Object(
  { code: Type.String({ minLength: 1, maxLength: 64, description: 'As it was heard or typed' }) },
  { additionalProperties: false },
);

const foundCode = {
  code: Type.String(),
  program: ProgramName,
  person: Type.String(),
  owner: nullable(PersonSummary),
  link: nullable(Type.String()),
  counts: ReferralCounts,
};

export const FoundCode = Type.Object(foundCode, { additionalProperties: false });
export type FoundCode = Static<typeof FoundCode>;

export const CodeLookup = Type.Object(
  {
    read: Type.Union([Type.String(), Type.Null()], {
      description: 'How the text is read as a code, in whichever keyboard layout; null: as none',
    }),
    match: nullable(FoundCode),
    suggestions: Type.Array(
      Type.Object(
        {
          ...foundCode,
          difference: Type.Object(
            {
              kind: Type.Enum(['substituted', 'swapped', 'missing', 'extra']),
              at: Type.Integer({ description: 'Which character of the typed text, from one' }),
              typed: Type.String(),
              meant: Type.String(),
              sentence: Sentence,
            },
            { additionalProperties: false },
          ),
        },
        { additionalProperties: false },
      ),
      { description: 'When nobody has the code: existing ones that differ from it by one mistake' },
    ),
  },
  { additionalProperties: false },
);
export type CodeLookup = Static<typeof CodeLookup>;

/** A period of statistics has at most so many days. */
export const statisticsDaysAtMost = 400;

const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', description: 'A day, for instance 2026-01-15' });

export const StatisticsQuery = Type.Object(
  {
    from: Type.Optional(Type.String({ ...Day, description: 'The first day; 29 days before `to` when absent' })),
    to: Type.Optional(Type.String({ ...Day, description: 'The last day; today when absent' })),
    zone: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 64,
        description: 'Where days begin; the workspace’s time zone when absent',
      }),
    ),
  },
  { additionalProperties: false },
);

const Channel = Type.Enum(['link', 'code', 'manual', 'none']);

export const Statistics = Type.Object(
  {
    program: ProgramName,
    zone: Type.String(),
    from: Day,
    to: Day,
    total: ReferralCounts,
    channels: Type.Array(Type.Object({ channel: Channel, ...counts }, { additionalProperties: false })),
    days: Type.Array(
      Type.Object(
        {
          date: Day,
          total: ReferralCounts,
          channels: Type.Array(Type.Object({ channel: Channel, ...counts }, { additionalProperties: false })),
        },
        { additionalProperties: false },
      ),
      { description: 'Every day of the period, also those on which nothing happened' },
    ),
    referrers: Type.Array(
      Type.Object(
        { referrer: Type.String(), person: nullable(PersonSummary), ...counts },
        { additionalProperties: false },
      ),
      { description: 'The twenty who brought the most, by payments, then by registrations and invitations' },
    ),
  },
  { additionalProperties: false },
);
export type Statistics = Static<typeof Statistics>;

const Someone = Type.Object(
  { person: Type.String(), userId: nullable(Type.String()) },
  { additionalProperties: false },
);

const Invitation = Type.Object(
  {
    referrer: Someone,
    channel: Type.String(),
    code: Type.String(),
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
  'available',
  'review',
  'clawed_back',
  'declined',
  'withdrawn',
] as const;

const ExplainedReward = Type.Object(
  {
    grant: Type.String(),
    side: Type.Enum(['referrer', 'friend']),
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

export const Explanation = Type.Object(
  {
    program: Type.Object(
      { program: Type.String(), key: Type.String(), name: LocalisedText, version: Type.Integer() },
      { additionalProperties: false },
    ),
    person: Someone,
    status: Status,
    reason: nullable(Type.String()),
    sentence: Sentence,
    actual: Type.Optional(FreeObject),
    failure: nullable(ExplainedCondition),
    seen: Type.Array(ExplainedCondition, {
      description: 'Everything that conditions looked at, in their order, up to the first that failed',
    }),
    invitation: nullable(Invitation),
    order: nullable(Order),
    rewards: Type.Array(ExplainedReward),
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
