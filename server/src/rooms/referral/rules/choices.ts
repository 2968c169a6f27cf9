import type { ProgramDefinition, Reward } from '@sarafan/contract';
import type { ProfileId, ProgramId } from '../../../kit/values/ids.ts';
import type { EpochMs } from '../../../kit/values/time.ts';

/** What a person chose among rewards, in order of time, by the name of the choice. */
export type ChoicesMade = Readonly<Record<string, readonly Chosen[]>>;

export interface Chosen {
  readonly at: EpochMs;
  readonly option: string;
}

/** What stood at a moment, by the name of the choice. */
export type ChoicesAt = Readonly<Record<string, string>>;

/** How often one person may change one choice: earlier words decide about what came then, so all are kept (INV-8). */
export const choiceLimits = { made: 100 } as const;

/** A choice of a definition: rewards of which whoever they are for is given one. */
export interface Choice {
  readonly id: string;
  readonly to: Reward['to'];
  /** Those listed first stand until somebody chooses. */
  readonly options: readonly Reward[];
}

export function choicesIn({ rewards }: Pick<ProgramDefinition, 'rewards'>): readonly Choice[] {
  const ids = [...new Set(rewards.flatMap(({ choice }) => choice?.id ?? []))];
  return ids.map((id) => {
    const options = rewards.filter(({ choice }) => choice?.id === id);
    return { id, to: options[0]?.to ?? 'referrer', options };
  });
}

/** What somebody gets who chose `option`, or nothing that is there still: the first. */
export function optionStanding({ options }: Choice, option: string | undefined): string {
  const named = options.find(({ choice }) => choice?.option === option) ?? options[0];
  return named?.choice?.option ?? '';
}

/** What a person has chosen by whichever of their profiles. */
export function choicesMade(
  parts: ReadonlyMap<ProfileId, { readonly choices?: Readonly<Record<ProgramId, ChoicesMade>> }>,
  profiles: readonly ProfileId[],
  program: ProgramId,
): ChoicesMade {
  const made = profiles.map((profile) => parts.get(profile)?.choices?.[program]);
  return together(made.filter((each) => each !== undefined));
}

export function together(all: readonly ChoicesMade[]): ChoicesMade {
  const [first = {}, ...others] = all;
  if (others.length === 0) return first;
  const ids = new Set(all.flatMap((each) => Object.keys(each)));
  return Object.fromEntries([...ids].map((id) => [id, all.flatMap((each) => each[id] ?? []).toSorted(inTime)]));
}

/** Of two words of the same moment it only matters that one of them stands whichever came first. */
function inTime(left: Chosen, right: Chosen): number {
  return left.at - right.at || (left.option < right.option ? -1 : left.option > right.option ? 1 : 0);
}

/** What was chosen before a moment; whoever chooses does so for what comes after it. */
export function chosenBefore(made: ChoicesMade, moment: EpochMs): ChoicesAt {
  const standing = Object.entries(made).flatMap(([id, all]): [string, string][] => {
    const last = all.findLast(({ at }) => at < moment);
    return last === undefined ? [] : [[id, last.option]];
  });
  return Object.fromEntries(standing.toSorted(([left], [right]) => (left < right ? -1 : 1)));
}

/** The option that stands in the place of a reward; undefined when the reward is the one, or there is no choice. */
export function chosenInPlaceOf(
  definition: ProgramDefinition,
  { choice }: Reward,
  chosen: ChoicesAt | undefined,
): string | undefined {
  if (choice === undefined) return undefined;
  const whole = choicesIn(definition).find(({ id }) => id === choice.id);
  const standing = whole === undefined ? choice.option : optionStanding(whole, chosen?.[choice.id]);
  return standing === choice.option ? undefined : standing;
}
