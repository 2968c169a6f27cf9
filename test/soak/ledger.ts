import { parseArgs } from 'node:util';
import { migrations } from '../../server/migrations/index.ts';
import { createPool } from '../../server/src/kit/db.ts';
import { migrate } from '../../server/src/kit/migrate.ts';
import { postTransfers } from '../../server/src/rooms/ledger/index.ts';
import { startTestServer } from '../support/server.ts';
import { runLedgerHistory } from './ledger/history.ts';

// Random histories of the ledger at full size: INV-3 on a real PostgreSQL, against a model that shares no code with it.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    operations: { type: 'string', default: '100000' },
    minutes: { type: 'string', default: '0' },
  },
});
const until = Date.now() + Number(values.minutes) * 60_000;
const server = await startTestServer(false);
const pool = createPool(server.url, { max: 2, applicationName: 'sarafan-soak-ledger' });
try {
  await migrate(pool, migrations);
  let seed = Number(values.seed);
  do {
    const began = Date.now();
    console.log(`seed ${seed}: ${values.operations} operations`);
    const report = (line: string): void => console.log(line);
    const summary = await runLedgerHistory({
      pool,
      operations: Number(values.operations),
      seed,
      report,
      post: postTransfers,
    });
    console.log(JSON.stringify({ seed, ...summary, seconds: (Date.now() - began) / 1000 }));
    seed += 1;
  } while (Date.now() < until);
} finally {
  await pool.end();
  await server.stop();
}
