import { type Static, Type } from 'typebox';
import { rewardSides } from '../program-values.ts';
import { ApiMoment, nullable, Sentence } from './common.ts';
import { PersonSummary } from './people.ts';
import { Definition, PairStatus } from './referral.ts';

/** A draft and the invitations to try it on. */
export const ReplayToRun = Type.Object(
  {
    definition: Definition,
    appliesTo: Type.Optional(
      Type.Enum(['open', 'all'], {
        description: 'open: only invitations of which nothing is decided yet; all when absent',
      }),
    ),
    from: Type.Optional(
      Type.Unsafe<string>({ ...ApiMoment, description: 'Only invitations from this moment on; all when absent' }),
    ),
    until: Type.Optional(
      Type.Unsafe<string>({ ...ApiMoment, description: 'Only invitations before this moment; all when absent' }),
    ),
  },
  { additionalProperties: false },
);

const Side = Type.Enum([...rewardSides]);

const ReplaySum = Type.Object({ side: Side, unit: Type.String(), amount: Type.String() });
export type ReplaySum = Static<typeof ReplaySum>;

const ReplayOutcome = Type.Object(
  { status: PairStatus, sentence: Sentence, rewards: Type.Array(ReplaySum) },
  { additionalProperties: false },
);

const ReplayProgress = Type.Object(
  {
    line: Type.Literal('progress'),
    done: Type.Integer({ description: 'Pairs that were looked at' }),
    total: Type.Integer({ description: 'Pairs of the program' }),
  },
  { additionalProperties: false },
);

const ReplayPair = Type.Object(
  {
    line: Type.Literal('pair'),
    friend: Type.String(),
    friendPerson: nullable(PersonSummary),
    referrer: nullable(Type.String()),
    referrerPerson: nullable(PersonSummary),
    before: Type.Unsafe<Static<typeof ReplayOutcome>>({
      ...ReplayOutcome,
      description: 'What is decided as things stand, and the rewards that were granted and not taken back',
    }),
    after: Type.Unsafe<Static<typeof ReplayOutcome>>({
      ...ReplayOutcome,
      description: 'What the draft would have decided, and what it would have granted',
    }),
  },
  { additionalProperties: false },
);
export type ReplayPair = Static<typeof ReplayPair>;

const ReplayBonus = Type.Object(
  {
    line: Type.Literal('bonus'),
    holder: Type.String(),
    holderPerson: nullable(PersonSummary),
    before: Type.Array(ReplaySum, { description: 'Bonuses that were granted and not taken back' }),
    after: Type.Array(ReplaySum, { description: 'What the draft would have granted by now' }),
  },
  { additionalProperties: false },
);
export type ReplayBonus = Static<typeof ReplayBonus>;

const ReplayTotal = Type.Object(
  { side: Side, unit: Type.String(), before: Type.String(), after: Type.String(), difference: Type.String() },
  { additionalProperties: false },
);

const ReplayResult = Type.Object(
  {
    line: Type.Literal('result'),
    pairs: Type.Integer({ description: 'Pairs whose invitation is in the period' }),
    facts: Type.Integer({ description: 'Facts that were read again' }),
    changed: Type.Integer({ description: 'Pairs whose rewards would be others' }),
    more: Type.Integer({ description: 'Pairs that would have been given more of something' }),
    less: Type.Integer({ description: 'Pairs that would have been given less of something' }),
    listed: Type.Integer({ description: 'Changed pairs that are listed' }),
    bonuses: Type.Union([Type.Integer(), Type.Null()], {
      description: 'People whose bonuses would be others; null where only a period was replayed',
    }),
    totals: Type.Array(ReplayTotal),
    declined: Type.Integer({ description: 'Rewards that the draft’s own cap would have declined' }),
  },
  { additionalProperties: false },
);
export type ReplayResult = Static<typeof ReplayResult>;

/** A line of a replay: its progress, then each pair that changes, then the result; without that it was broken off. */
export const ReplayLine = Type.Union([ReplayProgress, ReplayPair, ReplayBonus, ReplayResult]);
export type ReplayLine = Static<typeof ReplayLine>;

/** Such lines as they are sent, while they are made. */
export const ReplayLines = Type.Unsafe<unknown>(ReplayLine);
