import { type Static, Type } from 'typebox';
import { DecimalText, LocalisedText } from '../program-values.ts';
import { type PromotionDefinition, promotionKinds, promotionLimits, promotionStatuses } from '../promotion.ts';
import { ApiMoment, apiLimits, IdText, nullable, PageQuery, Sentence, UserId } from './common.ts';
import { PersonSummary } from './people.ts';
import { ProgramProblem } from './referral.ts';

/** Described in full by `PromotionDefinition`; the checker reads it and names every problem with its place. */
const Definition = Type.Unknown({ 'x-schema': 'PromotionDefinition', description: 'The promotion as data' });
const StoredPromotion = Type.Unsafe<PromotionDefinition>({ 'x-schema': 'PromotionDefinition' });
const Status = Type.Enum([...promotionStatuses]);
const Note = Type.String({ maxLength: apiLimits.noteCharacters, description: 'Why, for the audit log' });
const CodeText = Type.String({ minLength: 1, maxLength: 64, description: 'As it was typed' });

export const PromotionParams = Type.Object({ promotion: IdText });
export const AlarmParams = Type.Object({ alarm: IdText });

export const PromotionQuery = Type.Object(
  {
    ...PageQuery.properties,
    status: Type.Optional(Status),
    kind: Type.Optional(Type.Enum([...promotionKinds])),
  },
  { additionalProperties: false },
);

export const NewPromotion = Type.Object(
  {
    definition: Definition,
    code: Type.Optional(
      Type.String({ ...CodeText, description: 'The code of a shared promotion; absent: one is drawn' }),
    ),
    note: Type.Optional(Note),
  },
  { additionalProperties: false },
);

export const ChangedPromotion = Type.Object(
  { definition: Definition, note: Type.Optional(Note) },
  { additionalProperties: false },
);

export const PromotionToCheck = Type.Object({ definition: Definition }, { additionalProperties: false });

export const NewPromotionStatus = Type.Object(
  { status: Status, note: Type.Optional(Note) },
  { additionalProperties: false },
);

export const PromotionCheck = Type.Object(
  {
    problems: Type.Array(ProgramProblem),
    summary: Type.Union([Type.Array(Sentence), Type.Null()], {
      description: 'What it gives, in plain words; null while it has not the form of a promotion',
    }),
  },
  { additionalProperties: false },
);

export const Promotion = Type.Object(
  {
    promotion: Type.String(),
    version: Type.Integer(),
    status: Status,
    pausedByAlarm: Type.Boolean({ description: 'True: its alarm paused it; making it active again lets it go on' }),
    savedAt: ApiMoment,
    code: Type.Union([Type.String(), Type.Null()], { description: 'Of a shared promotion' }),
    definition: StoredPromotion,
    summary: Type.Array(Sentence),
    codes: Type.Integer({ description: 'How many it has' }),
    used: Type.Integer({ description: 'How often its codes are reserved or redeemed' }),
    redeemed: Type.Integer({ description: 'How often orders with its codes were paid' }),
    discounts: nullable(Type.String({ description: 'What all used ones give together, where it has a currency' })),
    openAlarms: Type.Integer(),
    waitingRewards: Type.Integer({ description: 'How many rewards wait for a code of it' }),
  },
  { additionalProperties: false },
);
export type Promotion = Static<typeof Promotion>;

/** given: for a reward, and not used yet. */
export const promoCodeStates = ['free', 'given', 'reserved', 'redeemed'] as const;

export const PromoCodeQuery = Type.Object(
  { ...PageQuery.properties, state: Type.Optional(Type.Enum([...promoCodeStates])) },
  { additionalProperties: false },
);

export const PromoCode = Type.Object(
  {
    code: Type.String(),
    state: Type.Enum([...promoCodeStates]),
    batch: nullable(Type.String()),
    holder: nullable(Type.String({ description: 'Whose it is, of a personal one; to whom it was given as a reward' })),
    holderPerson: nullable(PersonSummary),
    order: nullable(Type.String({ description: 'The order that it is reserved or redeemed for' })),
    madeAt: ApiMoment,
  },
  { additionalProperties: false },
);
export type PromoCode = Static<typeof PromoCode>;

export const NewPersonalCode = Type.Object({ userId: UserId }, { additionalProperties: false });

export const PersonalCode = Type.Object(
  { promotion: Type.String(), code: Type.String(), person: Type.String() },
  { additionalProperties: false },
);
export type PersonalCode = Static<typeof PersonalCode>;

export const NewCodeBatch = Type.Object(
  { count: Type.Integer({ minimum: 1, maximum: promotionLimits.codesOfBatch }) },
  { additionalProperties: false },
);

export const CodeBatch = Type.Object(
  {
    batch: Type.String(),
    promotion: Type.String(),
    wanted: Type.Integer(),
    made: Type.Integer({ description: 'How many codes there are by now; it is ready when as many as wanted' }),
    startedAt: ApiMoment,
  },
  { additionalProperties: false },
);
export type CodeBatch = Static<typeof CodeBatch>;

export const CodeBatches = Type.Object({ items: Type.Array(CodeBatch) }, { additionalProperties: false });

export const promoUseStates = ['reserved', 'redeemed', 'released'] as const;

export const PromoUse = Type.Object(
  {
    use: Type.String(),
    code: Type.String(),
    person: Type.String(),
    personSummary: nullable(PersonSummary),
    reservation: Type.String(),
    order: Type.String(),
    discount: Type.String({ ...DecimalText, description: 'What it takes off the order' }),
    currency: Type.String(),
    state: Type.Enum([...promoUseStates]),
    at: ApiMoment,
  },
  { additionalProperties: false },
);
export type PromoUse = Static<typeof PromoUse>;

export const AlarmQuery = Type.Object(
  {
    ...PageQuery.properties,
    promotion: Type.Optional(IdText),
    open: Type.Optional(Type.Boolean({ description: 'True: only those that nobody has closed' })),
  },
  { additionalProperties: false },
);

export const promoAlarmKinds = ['many_persons', 'code_of_another'] as const;

export const PromoAlarm = Type.Object(
  {
    alarm: Type.String(),
    promotion: Type.String(),
    name: LocalisedText,
    kind: Type.Enum([...promoAlarmKinds]),
    code: nullable(Type.String()),
    persons: Type.Integer({ description: 'How many persons tried' }),
    paused: Type.Boolean({ description: 'True: it paused the promotion' }),
    sentence: Sentence,
    raisedAt: ApiMoment,
    lastAt: ApiMoment,
    closedAt: nullable(ApiMoment),
    note: nullable(Type.String()),
  },
  { additionalProperties: false },
);
export type PromoAlarm = Static<typeof PromoAlarm>;

export const ClosedAlarm = Type.Object(
  { note: Type.String({ minLength: 1, maxLength: apiLimits.noteCharacters, description: 'What was found' }) },
  { additionalProperties: false },
);
