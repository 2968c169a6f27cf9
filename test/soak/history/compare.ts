import { surplus } from '../../crash/checks/facts.ts';
import type { Lab } from './arena.ts';
import type { Happening } from './facts.ts';
import { type Delivery, type Played, play } from './play.ts';

/** The same facts led to different ends, or to unsound books (INV-2, INV-3). */
export class HistoryDiffers extends Error {
  constructor(delivery: Delivery, differences: readonly string[]) {
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
  const unsound = [...told.before.faults, ...told.after.faults];
  if (unsound.length > 0) throw new HistoryDiffers({ kind: 'told' }, unsound);
  for (const delivery of deliveries) {
    const other = await play(lab, history, delivery);
    const moments = delivery.kind === 'slow' ? (['after'] as const) : (['before', 'after'] as const);
    const differences = [...moments.flatMap((moment) => differencesOf(told, other, moment)), ...other.before.faults];
    if (differences.length > 0) throw new HistoryDiffers(delivery, differences);
  }
  return told;
}

function differencesOf(told: Played, other: Played, moment: keyof Played): string[] {
  return (['people', 'pairs', 'balances', 'grants', 'faults'] as const).flatMap((part) => {
    const [one, two] = [told[moment][part], other[moment][part]];
    return [
      ...surplus(one, two).map((line) => `  ${moment} the end of holds, as told: ${line}`),
      ...surplus(two, one).map((line) => `  ${moment} the end of holds, otherwise: ${line}`),
    ];
  });
}
