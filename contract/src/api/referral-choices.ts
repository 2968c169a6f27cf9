import { type Static, Type } from 'typebox';
import { ChoiceId } from '../program-rewards.ts';
import { ApiMoment, IdText, nullable, Sentence, UserId } from './common.ts';

/** A choice among rewards of a program's latest version, as it stands for one person. */
export const RewardChoice = Type.Object(
  {
    choice: Type.String(),
    to: Type.Union([Type.Literal('referrer'), Type.Literal('friend')]),
    options: Type.Array(
      Type.Object(
        {
          option: Type.String(),
          gift: Type.Object(Sentence.properties, {
            additionalProperties: false,
            description: 'What is given, in words',
          }),
        },
        { additionalProperties: false },
      ),
    ),
    standing: Type.String({ description: 'The option that is given for what comes from now on' }),
    chosenAt: nullable(ApiMoment),
  },
  { additionalProperties: false },
);
export type RewardChoice = Static<typeof RewardChoice>;

export const RewardChoiceList = Type.Object({ items: Type.Array(RewardChoice) }, { additionalProperties: false });
export type RewardChoiceList = Static<typeof RewardChoiceList>;

export const ChoicesQuery = Type.Object({ userId: UserId }, { additionalProperties: false });

export const ChoiceParams = Type.Object({ program: IdText, choice: ChoiceId });

export const ChooseReward = Type.Object({ userId: UserId, option: ChoiceId }, { additionalProperties: false });

export const ChosenReward = Type.Object(
  { program: Type.String(), person: Type.String(), choice: Type.String(), option: Type.String() },
  { additionalProperties: false },
);
export type ChosenReward = Static<typeof ChosenReward>;
