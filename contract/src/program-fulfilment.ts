import { type Static, Type } from 'typebox';

/** How what was granted reaches its holder, where it is no balance to be spent. */
export const fulfilWays = ['person', 'webhook', 'promo_code'] as const;
export type FulfilWay = (typeof fulfilWays)[number];

export const Fulfil = Type.Optional(
  Type.Object(
    {
      by: Type.Enum([...fulfilWays], {
        description:
          'person: somebody of the staff hands it out; webhook: the server that hears reward.due hands it out and ' +
          'reports; promo_code: the holder is given a code of a promotion',
      }),
      promotion: Type.Optional(
        Type.String({
          minLength: 1,
          maxLength: 64,
          description: 'With promo_code: the promotion whose codes are used once; each reward is given one of them',
        }),
      ),
    },
    {
      additionalProperties: false,
      description: 'How it is handed out; absent: it becomes available and is spent',
    },
  ),
);
export type Fulfil = NonNullable<Static<typeof Fulfil>>;
