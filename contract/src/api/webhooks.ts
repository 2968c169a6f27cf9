import { type Static, Type } from 'typebox';
import { ApiMoment, apiLimits, IdText, nullable, PageQuery, Sentence } from './common.ts';

/** What an endpoint can be told of. */
export const webhookTypes = [
  'participant.joined',
  'pair.changed',
  'reward.granted',
  'reward.available',
  'reward.due',
  'reward.fulfilled',
  'reward.reviewed',
  'reward.revoked',
  'reward.expiring',
  'reward.expired',
  'program.launched',
] as const;
export type WebhookType = (typeof webhookTypes)[number];

/** Limits of subscriptions and of what is sent to them (INV-8). */
export const webhookLimits = {
  subscriptions: 20,
  urlCharacters: 2_000,
  /** Attempts of one delivery, those by hand included. */
  attempts: 50,
} as const;

const WebhookTypeName = Type.Enum([...webhookTypes], {
  description:
    'participant.joined: somebody takes part and has a code; pair.changed: the verdict about an invited person; ' +
    'reward.granted, reward.available (it can be spent), reward.due (your server is to hand it out and report), ' +
    'reward.fulfilled (it was handed out), reward.reviewed (it came into review or out of it), ' +
    'reward.revoked: the life of a reward; reward.expiring: a reminder that part of what somebody has will expire; ' +
    'reward.expired: it has; program.launched: a new version of a program',
});

const Url = Type.String({
  minLength: 1,
  maxLength: webhookLimits.urlCharacters,
  description: 'Where messages are posted: https, with a public address, without a user name',
});
const Types = Type.Array(WebhookTypeName, { minItems: 1, maxItems: webhookTypes.length, uniqueItems: true });
const Description = Type.String({ maxLength: apiLimits.noteCharacters });

export const NewWebhookSubscription = Type.Object(
  { url: Url, types: Types, description: Type.Optional(Description) },
  { additionalProperties: false },
);

export const WebhookSubscriptionChange = Type.Object(
  { url: Type.Optional(Url), types: Type.Optional(Types), description: Type.Optional(Description) },
  { additionalProperties: false, description: 'What is absent stays as it is' },
);

const subscription = {
  subscription: Type.String(),
  url: Type.String(),
  types: Type.Array(WebhookTypeName),
  description: Type.String(),
  state: Type.Enum(['active', 'disabled'], {
    description: 'disabled: nothing is sent to it, and what happens meanwhile is not kept for it',
  }),
  disabledReason: Type.Union([Type.Enum(['by_hand', 'gone', 'failing']), Type.Null()], {
    description: 'gone: the endpoint answered 410; failing: nothing was delivered for five days',
  }),
  disabledSentence: nullable(Sentence),
  disabledAt: nullable(ApiMoment),
  failingSince: Type.Union([ApiMoment, Type.Null()], {
    description: 'The first attempt that failed since the last that did not',
  }),
  previousSecretUntil: Type.Union([ApiMoment, Type.Null()], {
    description: 'Until then messages are also signed with the secret before the last rotation',
  }),
  waiting: Type.Integer({ description: 'Deliveries that are still to be made' }),
  createdAt: ApiMoment,
};

export const WebhookSubscription = Type.Object(subscription, { additionalProperties: false });
export type WebhookSubscription = Static<typeof WebhookSubscription>;

export const WebhookSubscriptionWithSecret = Type.Object(
  {
    ...subscription,
    secret: Type.String({ description: '`whsec_…`, shown this once: verify signatures with it' }),
  },
  { additionalProperties: false },
);
export type WebhookSubscriptionWithSecret = Static<typeof WebhookSubscriptionWithSecret>;

export const WebhookSubscriptionParams = Type.Object({ subscription: IdText });

export const WebhookTest = Type.Object(
  { type: WebhookTypeName },
  { additionalProperties: false, description: 'A sample of this type is sent; its body says `"test": true`' },
);

const DeliveryState = Type.Enum(['waiting', 'delivered', 'failed'], {
  description: 'waiting: to be sent, or sent again; failed: given up',
});

const delivery = {
  delivery: Type.String(),
  message: Type.String({ description: 'The `webhook-id`: the same for every attempt, and for all endpoints' }),
  subscription: Type.String(),
  url: Type.String(),
  type: WebhookTypeName,
  test: Type.Boolean(),
  state: DeliveryState,
  attempts: Type.Integer(),
  createdAt: ApiMoment,
  nextAt: Type.Union([ApiMoment, Type.Null()], { description: 'When it is tried next; null: it is not' }),
  lastAt: nullable(ApiMoment),
  status: Type.Union([Type.Integer(), Type.Null()], { description: 'What the endpoint answered last' }),
  fault: nullable(Type.String({ description: 'Why there was no answer, for programs' })),
  sentence: Type.Union([Sentence, Type.Null()], { description: 'What became of the last attempt' }),
};

export const WebhookDelivery = Type.Object(delivery, { additionalProperties: false });
export type WebhookDelivery = Static<typeof WebhookDelivery>;

export const WebhookAttempt = Type.Object(
  {
    number: Type.Integer(),
    at: ApiMoment,
    durationMs: Type.Integer(),
    status: nullable(Type.Integer()),
    fault: nullable(Type.String()),
    sentence: Sentence,
    response: Type.String({ description: 'The beginning of the body of the answer' }),
  },
  { additionalProperties: false },
);
export type WebhookAttempt = Static<typeof WebhookAttempt>;

export const WebhookDeliveryDetail = Type.Object(
  {
    ...delivery,
    body: Type.String({ description: 'What is posted, byte for byte' }),
    log: Type.Array(WebhookAttempt, { description: 'Every attempt, the newest first' }),
  },
  { additionalProperties: false },
);
export type WebhookDeliveryDetail = Static<typeof WebhookDeliveryDetail>;

export const WebhookDeliveryQuery = Type.Object(
  {
    ...PageQuery.properties,
    subscription: Type.Optional(IdText),
    state: Type.Optional(DeliveryState),
    type: Type.Optional(WebhookTypeName),
  },
  { additionalProperties: false },
);

export const WebhookDeliveryParams = Type.Object({ delivery: IdText });
