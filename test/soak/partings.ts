import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { migrations } from '../../server/migrations/index.ts';
import { createPool } from '../../server/src/kit/db.ts';
import { migrate } from '../../server/src/kit/migrate.ts';
import { replayHistory } from '../crash/replay/replay.ts';
import { startTestServer } from '../support/server.ts';
import { ownReactors } from './history/arena.ts';
import { comparePartings, partings } from './history/partings.ts';

// Random joins and separations of people in several lanes, delivered in several orders, and once as if the separation
// had been known from the start: the end must be the same (INV-2), the books sound (INV-3), and a replay of everything
// must decide it all again (INV-7).

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    runs: { type: 'string', default: '100' },
    people: { type: 'string', default: '6' },
    facts: { type: 'string', default: '40' },
    joining: { type: 'string', default: 'first' },
    minutes: { type: 'string', default: '0' },
  },
});
const { joining } = values;
if (joining !== 'first' && joining !== 'meanwhile') throw new Error('--joining is first or meanwhile');
const until = Date.now() + Number(values.minutes) * 60_000;
const server = await startTestServer(false);
const pool = createPool(server.url, { max: 4, applicationName: 'sarafan-soak-partings' });
try {
  await migrate(pool, migrations);
  const lab = { pool, url: server.url, reactors: ownReactors() };
  let seed = Number(values.seed);
  do {
    const began = Date.now();
    let [runs, facts, separations, grants] = [0, 0, 0, 0];
    const arbitrary = partings(Number(values.people), Number(values.facts), joining);
    console.log(`seed ${seed}: ${values.runs} histories with separations, joining ${joining}`);
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.nat(), async (parting, draw) => {
        const told = await comparePartings(lab, parting, joining, draw);
        runs += 1;
        facts += parting.before.length + parting.after.length;
        separations += parting.apart.length;
        grants += told.after.grants.length;
        if (runs % 10 === 0) console.log(`  ${runs} histories, ${separations} separations, ${grants} grants`);
      }),
      { seed, numRuns: Number(values.runs) },
    );
    const replayed = await replayHistory(pool, ownReactors());
    if (replayed.faults.length > 0) throw new Error(`The replay differs:\n${replayed.faults.join('\n')}`);
    const figures = { seed, joining, runs, facts, separations, grants, decisions: replayed.decisions };
    console.log(JSON.stringify({ ...figures, seconds: (Date.now() - began) / 1_000 }));
    seed += 1;
  } while (Date.now() < until);
} finally {
  await pool.end();
  await server.stop();
}
