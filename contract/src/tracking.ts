import { type Static, type TSchema, Type } from 'typebox';

/**
 * Segment's HTTP tracking API as senders see it. The server checks calls by hand, because this is its busiest path;
 * these schemas are what the OpenAPI document and the clients' types are made from.
 */

const MaybeNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const Identifier = Type.Union([Type.String({ maxLength: 255 }), Type.Number(), Type.Null()], {
  description: 'A string of 1 to 255 characters or a number. Null and the empty string count as absent.',
});
const Moment = Type.Union([Type.String(), Type.Number(), Type.Null()], {
  description: 'ISO 8601 with or without an offset (UTC then), or milliseconds since 1970.',
});
const Properties = Type.Record(Type.String(), Type.Unknown());

const common = {
  messageId: Type.Optional(
    MaybeNull(
      Type.String({
        maxLength: 100,
        description: 'A repeat with the same id takes effect once. Made when absent. Must not begin with «~».',
      }),
    ),
  ),
  userId: Type.Optional(Identifier),
  anonymousId: Type.Optional(Identifier),
  timestamp: Type.Optional(Moment),
  originalTimestamp: Type.Optional(Moment),
  sentAt: Type.Optional(Moment),
  context: Type.Optional(MaybeNull(Properties)),
  integrations: Type.Optional(Type.Unknown()),
  writeKey: Type.Optional(Type.String({ description: 'The key of senders that cannot set the Authorization header.' })),
};

export const TrackCall = Type.Object({
  ...common,
  event: Type.String({ minLength: 1, maxLength: 255 }),
  properties: Type.Optional(MaybeNull(Properties)),
});
export type TrackCall = Static<typeof TrackCall>;

export const IdentifyCall = Type.Object({ ...common, traits: Type.Optional(MaybeNull(Properties)) });
export type IdentifyCall = Static<typeof IdentifyCall>;

const view = {
  ...common,
  name: Type.Optional(MaybeNull(Type.String({ maxLength: 255 }))),
  category: Type.Optional(MaybeNull(Type.String())),
  properties: Type.Optional(MaybeNull(Properties)),
};

export const PageCall = Type.Object(view);
export type PageCall = Static<typeof PageCall>;

export const ScreenCall = Type.Object(view);
export type ScreenCall = Static<typeof ScreenCall>;

export const GroupCall = Type.Object({
  ...common,
  groupId: Identifier,
  traits: Type.Optional(MaybeNull(Properties)),
});
export type GroupCall = Static<typeof GroupCall>;

export const AliasCall = Type.Object(
  { ...common, previousId: Identifier },
  {
    description:
      'Under a secret key it joins what the browser `previousId` did to the user `userId`; if `previousId` is the ' +
      'userId of somebody known, the join is only suggested to support. Under a write key it joins nobody.',
  },
);
export type AliasCall = Static<typeof AliasCall>;

export const BatchedCall = Type.Union([
  Type.Intersect([Type.Object({ type: Type.Literal('track') }), TrackCall]),
  Type.Intersect([Type.Object({ type: Type.Literal('identify') }), IdentifyCall]),
  Type.Intersect([Type.Object({ type: Type.Literal('page') }), PageCall]),
  Type.Intersect([Type.Object({ type: Type.Literal('screen') }), ScreenCall]),
  Type.Intersect([Type.Object({ type: Type.Literal('group') }), GroupCall]),
  Type.Intersect([Type.Object({ type: Type.Literal('alias') }), AliasCall]),
]);
export type BatchedCall = Static<typeof BatchedCall>;

export const BatchCall = Type.Object({
  batch: Type.Array(BatchedCall, { maxItems: 2_500 }),
  sentAt: Type.Optional(Moment),
  context: Type.Optional(MaybeNull(Properties)),
  integrations: Type.Optional(Type.Unknown()),
  writeKey: Type.Optional(Type.String()),
});
export type BatchCall = Static<typeof BatchCall>;

/** Why one event was refused. The others of its batch are kept. */
export const refusalCodes = [
  'not_an_object',
  'unknown_type',
  'event_too_large',
  'too_deep',
  'bad_character',
  'forbidden_key',
  'number_too_large',
  'missing_id',
  'missing_field',
  'bad_id',
  'inexact_id',
  'placeholder_id',
  'bad_name',
  'bad_message_id',
  'reserved_message_id',
  'bad_object',
  'bad_timestamp',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** Why a whole request was refused. */
export const requestRefusalCodes = [
  'unknown_key',
  'empty_body',
  'bad_json',
  'bad_utf8',
  'bad_gzip',
  'unknown_encoding',
  'bad_request',
  'body_too_large',
  'not_a_call',
  'not_a_batch',
  'too_many_events',
  'shared_context_too_large',
  'rate_limited',
  'too_many_newcomers',
  'overloaded',
  'unavailable',
] as const;
export type RequestRefusalCode = (typeof requestRefusalCodes)[number];

export const RefusedEvent = Type.Object({
  index: Type.Integer({ minimum: 0, description: 'The place of the event in the batch.' }),
  messageId: Type.Optional(Type.String()),
  code: Type.Enum([...refusalCodes]),
  message: Type.String(),
  message_ru: Type.String(),
});
export type RefusedEvent = Static<typeof RefusedEvent>;

/** The answer to a request that was read, also when events of it were refused. */
export const TrackingAnswer = Type.Object({
  success: Type.Literal(true),
  accepted: Type.Integer({ minimum: 0, description: 'How many events are durably kept.' }),
  refused: Type.Array(RefusedEvent),
});
export type TrackingAnswer = Static<typeof TrackingAnswer>;

/** The answer to a request that was refused, as RFC 9457 has it. */
export const TrackingProblem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  detail_ru: Type.String(),
  code: Type.Enum([...refusalCodes, ...requestRefusalCodes]),
});
export type TrackingProblem = Static<typeof TrackingProblem>;
