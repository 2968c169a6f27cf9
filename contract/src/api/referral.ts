import { type Static, Type } from 'typebox';
import type { ProgramDefinition } from '../program.ts';
import { LocalisedText, versionReaches } from '../program-values.ts';
import { LimitBrought, type SpendingLimit } from '../spending.ts';
import { ApiMoment, ApiProblem, apiLimits, IdText, nullable, PageQuery, Sentence, UserId } from './common.ts';
import { LedgerUnit } from './ledger.ts';
import { PersonSummary } from './people.ts';
import { ApplicationAnswers } from './referral-applications.ts';

/** The state of an invited person in a program, as the room decided it. */
export const pairStatuses = ['none', 'waiting', 'rewarded', 'claimed', 'refused', 'reversed'] as const;
export const PairStatus = Type.Enum([...pairStatuses]);

const ProgramKey = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,62}$',
  description: 'Your own name for the program; it never changes',
});

/** Described in full by `ProgramDefinition`; the checker reads it and names every problem with its place. */
export const Definition = Type.Unknown({ 'x-schema': 'ProgramDefinition', description: 'The program as data' });

/** A stored definition: it passed the checker. */
const StoredDefinition = Type.Unsafe<ProgramDefinition>({ 'x-schema': 'ProgramDefinition' });

const AppliesTo = Type.Optional(
  Type.Enum([...versionReaches], {
    description:
      'new: invitations from now on (when absent); open: also those of which nothing is decided yet; all: every ' +
      'invitation there was, so rewards that come out otherwise are corrected, as far as they are not spent and the ' +
      'correction window is open',
  }),
);

const BeganAs = Type.Optional(
  Type.String({
    ...{ minLength: 1, maxLength: 64 },
    description:
      'The recipe that the definition began as: its units that the definition names count as there, and launching ' +
      'makes those that are missing and sets its spending limits for units that have none',
  }),
);

const BasedOn = Type.Optional(
  Type.Integer({
    ...{ minimum: 0, maximum: 1_000_000_000 },
    description:
      'The version that you began from or compared with, 0 when there was none: if a newer one was launched since, ' +
      'nothing is launched, and the answer is 409 with the code newer_version. Absent: whatever runs is replaced',
  }),
);

export const NewProgram = Type.Object(
  {
    key: ProgramKey,
    definition: Definition,
    basedOn: BasedOn,
    appliesTo: AppliesTo,
    note: Type.Optional(Type.String({ maxLength: apiLimits.noteCharacters, description: 'Why, for the audit log' })),
    recipe: BeganAs,
  },
  { additionalProperties: false },
);

export const ProgramToCheck = Type.Object(
  {
    key: Type.Optional(
      Type.String({ maxLength: 64, description: 'The program that it would be a version of; absent: a new one' }),
    ),
    definition: Definition,
    recipe: BeganAs,
  },
  { additionalProperties: false },
);

export const Rollback = Type.Object(
  {
    version: Type.Integer({ minimum: 1, description: 'The version whose definition is launched again' }),
    basedOn: BasedOn,
    appliesTo: AppliesTo,
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

/** What one friend costs at the most in a unit, all sides together, without bonuses. */
export const FriendCost = Type.Object(
  {
    unit: Type.String(),
    amount: Type.Union([Type.String(), Type.Null()], { description: 'In major units; null: nothing bounds it' }),
    sentence: Type.Object(Sentence.properties, { additionalProperties: false }),
  },
  { additionalProperties: false },
);
export type FriendCost = Static<typeof FriendCost>;

export const CheckedProgram = Type.Object(
  {
    ok: Type.Boolean(),
    problems: Type.Array(ProgramProblem),
    warnings: Type.Array(ProgramProblem, {
      description:
        'What is mostly not meant, and keeps nobody from launching: already_over: new invitations do not count; ' +
        'always_holds: a condition that changes nothing',
    }),
    promise: Type.Union([ProgramPromise, Type.Null()], {
      description: 'What the definition promises; null while it has not the form of one',
    }),
    greatestCost: Type.Array(FriendCost, {
      description: 'What one friend costs at the most, unit by unit; empty while something is wrong',
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
    limits: Type.Optional(
      Type.Array(LimitBrought, {
        description:
          'Of a recipe: what became of the spending limits that it brings. What somebody has set for a unit is never ' +
          'overwritten: set: there was none; stands: this very limit stood already; left: another one stays; unfit: ' +
          'it asks for a sum that the program does not keep any more, and was not set',
      }),
    ),
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
  {
    version: Type.Integer(),
    launchedAt: ApiMoment,
    appliesTo: Type.Enum([...versionReaches]),
    told: Type.Integer({ description: 'How many friends of before have been told to look again' }),
    isApplied: Type.Boolean({ description: 'False while friends of before are still being told' }),
    note: Type.String(),
    definition: StoredDefinition,
  },
  { additionalProperties: false },
);
export type ProgramVersionRow = Static<typeof ProgramVersionRow>;

export const ProgramParams = Type.Object({ program: IdText });

export const NewParticipant = Type.Object(
  { userId: UserId, application: Type.Optional(ApplicationAnswers) },
  { additionalProperties: false },
);

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
  {
    ...participation,
    owner: nullable(PersonSummary),
    joinedAt: ApiMoment,
    bannedSince: nullable(ApiMoment),
  },
  { additionalProperties: false, description: '`bannedSince` is null of whoever is not banned from the program' },
);
export type Participant = Static<typeof Participant>;

export const ProgramName = Type.Object(
  { program: Type.String(), key: Type.String(), name: LocalisedText },
  { additionalProperties: false },
);

const pairFilters = {
  status: Type.Optional(PairStatus),
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
  placement: Type.Union([Type.String(), Type.Null()], {
    description: 'Where the invite link stood, as its parameter `subid` said; null when it said nothing',
  }),
  status: PairStatus,
  reason: Type.Union([Type.String(), Type.Null()], {
    description: 'Why nothing is due; beside `rewarded` why the payment brought nothing, while another reward stands',
  }),
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
        { program: Type.String(), status: PairStatus, reason: nullable(Type.String()) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type BindingAnswer = Static<typeof BindingAnswer>;

export const Recipe = Type.Object(
  {
    recipe: Type.String(),
    name: LocalisedText,
    definition: StoredDefinition,
    units: Type.Array(LedgerUnit, { description: 'Units that its rewards are in; installing makes them' }),
    limits: Type.Array(
      Type.Object(
        { unit: Type.String(), limit: Type.Unsafe<SpendingLimit>({ 'x-schema': 'SpendingLimit' }) },
        { additionalProperties: false },
      ),
      { description: 'What part of an order its units may pay; installing sets this for units that have no limit' },
    ),
    friendGets: ProgramPromise.properties.friendGets,
    referrerGets: ProgramPromise.properties.referrerGets,
  },
  { additionalProperties: false },
);
export type Recipe = Static<typeof Recipe>;

export const RecipeParams = Type.Object({ recipe: IdText });
