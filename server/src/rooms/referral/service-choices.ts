import type { Reward } from '@sarafan/contract';
import type { CommandDoor, Reply } from '../../engine/index.ts';
import type { Pool } from '../../kit/db.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { findPersonByUserId } from '../people/index.ts';
import { choicesIn, optionStanding, together } from './rules/choices.ts';
import { chooseReward } from './rules/facts.ts';
import { codesOf, type ReferralPart, toldIn } from './rules/part.ts';
import { giftPhrase } from './rules/reward-phrases.ts';
import type { NamedUnit } from './rules/unit-words.ts';
import { unitsOf } from './service-brand.ts';
import { readPersonParts } from './service-parts.ts';
import type { ProgramRow } from './store-programs.ts';

/** A choice among rewards as it stands for one person. */
export interface OwnChoice {
  readonly choice: string;
  readonly to: Reward['to'];
  readonly options: readonly { readonly option: string; readonly gift: Sentence }[];
  /** The option that is given for what comes from now on. */
  readonly standing: string;
  readonly chosenAt: EpochMs | undefined;
}

type Whose = Pick<ProgramRow, 'program' | 'definition'> & { readonly workspace: WorkspaceId };

/** The choices of a program that are a person's: as somebody who invites, and as somebody who was invited. */
export function ownChoices(
  { program, definition }: Pick<ProgramRow, 'program' | 'definition'>,
  person: SubjectId,
  parts: readonly ReferralPart[],
  units: ReadonlyMap<string, NamedUnit>,
): OwnChoice[] {
  const choices = choicesIn(definition);
  if (choices.length === 0) return [];
  const made = together(parts.map((part) => part.choices?.[program] ?? {}));
  const invites = parts.some((part) => codesOf(new Map([[person, part]]), [person], program).length > 0);
  const isInvited = toldIn(parts).some(({ touches }) => touches.some((touch) => touch.program === program));
  return choices
    .filter(({ to }) => (to === 'referrer' ? invites : isInvited))
    .map((choice) => {
      const last = made[choice.id]?.at(-1);
      return {
        ...{ choice: choice.id, to: choice.to, standing: optionStanding(choice, last?.option), chosenAt: last?.at },
        options: choice.options.map((reward) => ({
          option: reward.choice?.option ?? '',
          gift: giftPhrase(reward, units),
        })),
      };
    });
}

export interface ChoicesOptions {
  readonly pool: Pool;
  readonly commands: CommandDoor;
}

/** Choices among rewards: how they stand for a person, and choosing. */
export class RewardChoices {
  readonly #options: ChoicesOptions;

  constructor(options: ChoicesOptions) {
    this.#options = options;
  }

  /** Undefined when nobody has this id. */
  async list(workspace: WorkspaceId, program: ProgramRow, userId: string): Promise<readonly OwnChoice[] | undefined> {
    const { pool } = this.#options;
    const person = await findPersonByUserId(pool, workspace, userId);
    return person === undefined ? undefined : this.own({ ...program, workspace }, person);
  }

  /** Those of a program that are a person's. */
  async own(program: Whose, person: SubjectId): Promise<readonly OwnChoice[]> {
    const { pool } = this.#options;
    const { workspace } = program;
    const [units, { parts }] = await Promise.all([unitsOf(pool, workspace), readPersonParts(pool, workspace, person)]);
    return ownChoices(program, person, parts, units);
  }

  /** Somebody chooses; what stands already is chosen again without a trace. */
  choose(
    workspace: WorkspaceId,
    { program }: Pick<ProgramRow, 'program'>,
    to: SubjectId | { readonly userId: string },
    { choice, option }: { readonly choice: string; readonly option: string },
    messageId: string,
  ): Promise<Reply | undefined> {
    const properties = { program, choice, option };
    return this.#options.commands.send({ workspace, name: chooseReward, to, messageId, properties });
  }
}
