import { surplus } from '../../crash/checks/facts.ts';
import type { Lab } from './arena.ts';
import type { Happening } from './facts.ts';
import { type Delivery, type Played, play } from './play.ts';

/** The same facts led to different ends, or to unsound books (INV-2, INV-3). */
export class HistoryDiffers extends Error {
  constructor(delivery: object, differences: readonly string[]) {
    super(`delivered ${JSON.stringify(delivery)}:\n${differences.join('\n')}`);
    this.name = 'HistoryDiffers';
  }
}

/** Plays a history as it was told and as delivered otherwise, and throws where the ends are not the same. */
export async function compareDeliveries(
  lab: Lab,
  history: readonly Happening[],
  deliveries: readonly Delivery[],
): Promise<Played> {
  const told = await play(lab, history, { kind: 'told' });
  expectSound({ kind: 'told' }, told);
  for (const delivery of deliveries) {
    const other = await play(lab, history, delivery);
    expectSound(delivery, other);
    expectSame(delivery, told, other, delivery.kind === 'slow' ? ['after'] : ['before', 'after']);
  }
  return told;
}

export function expectSound(delivery: object, { before, after }: Played): void {
  const unsound = [...before.faults, ...after.faults];
  if (unsound.length > 0) throw new HistoryDiffers(delivery, unsound);
}

export function expectSame(
  delivery: object,
  told: Played,
  other: Played,
  moments: readonly (keyof Played)[] = ['before', 'after'],
): void {
  const differences = moments.flatMap((moment) => differencesOf(told, other, moment));
  if (differences.length > 0) throw new HistoryDiffers(delivery, differences);
}

function differencesOf(told: Played, other: Played, moment: keyof Played): string[] {
  return (['people', 'pairs', 'balances', 'grants'] as const).flatMap((part) => {
    const [one, two] = [told[moment][part], other[moment][part]];
    return [
      ...surplus(one, two).map((line) => `  ${moment} the end of holds, as told: ${line}`),
      ...surplus(two, one).map((line) => `  ${moment} the end of holds, otherwise: ${line}`),
    ];
  });
}
