import { parseArgs } from 'node:util';
import { replayHistory } from '../crash/replay/replay.ts';
import { cloneTemplate, startTestServer } from '../support/server.ts';
import { faultsOf } from './books/checks.ts';
import { drawCases, playCases } from './books/field.ts';
import { ownReactors } from './history/arena.ts';

// Random programs, each with a friend's random history, through the whole of the server on a real PostgreSQL: the books
// sum to zero (INV-3), a replay of the recorded facts decides it all again (INV-7), limits hold (INV-8), and
// explanations agree with what was decided.

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    programs: { type: 'string', default: '100000' },
    together: { type: 'string', default: '50' },
  },
});
const [programs, together] = [Number(values.programs), Number(values.together)];
const began = Date.now();
const found = { grants: 0, bounded: 0, earned: 0, refused: 0 };
let [facts, decisions] = [0, 0];
const server = await startTestServer(false);
try {
  for (let done = 0; done < programs; done += together) {
    const seed = Number(values.seed) + done;
    const database = await cloneTemplate(server.url, server.template);
    try {
      const lab = { ...database, reactors: ownReactors() };
      const field = await playCases(lab, drawCases(Math.min(together, programs - done), seed));
      const faults = await faultsOf(database.pool, field, found);
      const replayed = await replayHistory(database.pool, ownReactors());
      const wrong = [...faults, ...replayed.faults];
      if (wrong.length > 0) throw new Error(`seed ${seed}, ${together} together:\n${wrong.join('\n')}`);
      facts += field.facts;
      decisions += replayed.decisions;
    } finally {
      await database.drop();
    }
    const count = Math.min(done + together, programs);
    if (count % 1_000 < together) {
      console.log(`  ${count} programs, ${facts} facts, ${decisions} decisions, ${found.grants} grants stand`);
    }
  }
} finally {
  await server.stop();
}
const seconds = (Date.now() - began) / 1_000;
console.log(JSON.stringify({ seed: Number(values.seed), programs, facts, decisions, ...found, seconds }));
