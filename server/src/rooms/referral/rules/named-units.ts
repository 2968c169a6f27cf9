import type { ProgramDefinition } from '@sarafan/contract';

/** Every unit that a definition names: of rewards, bonuses, funds and its cap. */
export function unitsNamed({ rewards, bonuses = [], tasks = [], cap }: ProgramDefinition): ReadonlySet<string> {
  return new Set([
    ...rewards.map(({ unit }) => unit),
    ...bonuses.flatMap(({ steps }) => steps.map(({ unit }) => unit)),
    ...tasks.flatMap(({ fund }) => fund?.unit ?? []),
    ...(cap === undefined ? [] : [cap.unit]),
  ]);
}
