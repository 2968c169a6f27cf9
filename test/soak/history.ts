import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { migrations } from '../../server/migrations/index.ts';
import { createPool } from '../../server/src/kit/db.ts';
import { migrate } from '../../server/src/kit/migrate.ts';
import { replayHistory } from '../crash/replay/replay.ts';
import { startTestServer } from '../support/server.ts';
import { ownReactors } from './history/arena.ts';
import { compareDeliveries } from './history/compare.ts';
import { happenings } from './history/facts.ts';

// Random histories of many people, each delivered in several orders and batch sizes: the end must be the same (INV-2),
// the books sound (INV-3), and a replay of everything must decide it all again (INV-7).

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    runs: { type: 'string', default: '300' },
    people: { type: 'string', default: '12' },
    facts: { type: 'string', default: '80' },
    minutes: { type: 'string', default: '0' },
  },
});
const until = Date.now() + Number(values.minutes) * 60_000;
const server = await startTestServer(false);
const pool = createPool(server.url, { max: 4, applicationName: 'sarafan-soak-history' });
try {
  await migrate(pool, migrations);
  const lab = { pool, url: server.url, reactors: ownReactors() };
  let seed = Number(values.seed);
  do {
    const began = Date.now();
    let [runs, facts, grants, pairs] = [0, 0, 0, 0];
    const arbitrary = happenings(Number(values.people), Number(values.facts));
    console.log(`seed ${seed}: ${values.runs} histories of up to ${values.facts} facts`);
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.nat(), async (history, draw) => {
        const told = await compareDeliveries(lab, history, [
          { kind: 'backwards' },
          { kind: 'drawn', seed: draw },
          { kind: 'slow', seed: draw },
        ]);
        runs += 1;
        facts += history.length;
        grants += told.after.grants.length;
        pairs += told.after.pairs.length;
        if (runs % 25 === 0) console.log(`  ${runs} histories, ${facts} facts, ${grants} grants`);
      }),
      { seed, numRuns: Number(values.runs) },
    );
    const replayed = await replayHistory(pool, ownReactors());
    if (replayed.faults.length > 0) throw new Error(`The replay differs:\n${replayed.faults.join('\n')}`);
    const { decisions } = replayed;
    console.log(JSON.stringify({ seed, runs, facts, grants, pairs, decisions, seconds: (Date.now() - began) / 1_000 }));
    seed += 1;
  } while (Date.now() < until);
} finally {
  await pool.end();
  await server.stop();
}
