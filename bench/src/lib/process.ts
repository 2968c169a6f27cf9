import type { ProgramDefinition } from '@sarafan/contract';
import { countConditions } from './batch-evaluation.ts';
import type { BenchOptions, Measured } from './bench.ts';
import { CopyLimit, copyRows } from './copy-limit.ts';
import { eventBytes } from './events.ts';
import { drain, preload } from './lanes.ts';
import type { Place } from './place.ts';
import { conditionsIn } from './programs.ts';
import { startServer } from './server.ts';
import { Shop } from './shop.ts';
import { takeTurns } from './turns.ts';

/** Facts a second that a worker takes from the inbox through all reactors, against COPY of as many events. */
export async function measureProcess(
  place: Place,
  definitions: readonly ProgramDefinition[],
  { smoke, seed, say }: BenchOptions,
): Promise<Measured> {
  const persons = smoke ? 2_000 : 100_000;
  const participants = smoke ? 100 : 2_000;
  const perRound = smoke ? 4_000 : 60_000;
  const rounds = smoke ? 1 : 5;
  const shop = await Shop.open(place, { seed, persons, participants, definitions, joined: definitions.length });
  const worker = await startServer(place, 'worker');
  await shop.introduce();
  const sample = shop.workload.sample(20 * copyRows);
  const limit = await CopyLimit.open(place, shop.tenant.workspace, sample);
  const { ours, theirs, costs } = await takeTurns(place, {
    ...{ rounds, perRound, limit, say },
    processes: { worker: worker.pid },
    prepare: () => preload(place, shop.facts(shop.workload.next(perRound))),
    run: (loaded) => drain(place, loaded),
  });
  const effects = await shop.check();
  await limit.check();
  return {
    comparisons: [{ label: 'through all reactors', ours, limit: theirs, goal: { sign: 'at least', ratio: 0.2 } }],
    workload: {
      eventBytes,
      persons,
      participants,
      perRound,
      programs: definitions.length,
      conditions: countConditions(conditionsIn(definitions)),
      mix: { page: 0.6, product: 0.25, cart: 0.08, identify: 0.04, order: 0.03 },
      limitRowsPerCommit: copyRows,
    },
    effects,
    more: { microsecondsAFact: costs },
  };
}
