import { migrations } from '../../../server/migrations/index.ts';
import { createPool } from '../../../server/src/kit/db.ts';
import { migrate } from '../../../server/src/kit/migrate.ts';
import { replayHistory } from '../../crash/replay/replay.ts';
import { startTestServer } from '../../support/server.ts';
import { type Lab, ownReactors } from './arena.ts';

/** Options that every campaign takes; `minutes` repeats it with the next seeds until the time is up. */
export const campaignOptions = {
  seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  minutes: { type: 'string', default: '0' },
} as const;

export interface Campaign {
  readonly name: string;
  readonly seed: number;
  readonly minutes: number;
  /** Runs the histories that a seed makes and tells its figures; throws at the first difference. */
  readonly run: (lab: Lab, seed: number) => Promise<Readonly<Record<string, number | string>>>;
}

/** Runs histories on a database of their own; then everything in it must be decided again as it was (INV-7). */
export async function runCampaign({ name, seed, minutes, run }: Campaign): Promise<void> {
  const until = Date.now() + minutes * 60_000;
  const server = await startTestServer(false);
  const pool = createPool(server.url, { max: 4, applicationName: `sarafan-soak-${name}` });
  try {
    await migrate(pool, migrations);
    const lab = { pool, url: server.url, reactors: ownReactors() };
    let current = seed;
    do {
      const began = Date.now();
      const figures = await run(lab, current);
      const { faults, decisions } = await replayHistory(pool, ownReactors());
      if (faults.length > 0) throw new Error(`The replay differs:\n${faults.join('\n')}`);
      console.log(JSON.stringify({ seed: current, ...figures, decisions, seconds: (Date.now() - began) / 1_000 }));
      current += 1;
    } while (Date.now() < until);
  } finally {
    await pool.end();
    await server.stop();
  }
}
