import { parseArgs } from 'node:util';
import { runCrash } from '../../crash/run.ts';
import { Stage } from '../../crash/stage.ts';
import type { Violence } from '../../crash/violence.ts';

export interface SoakSize {
  readonly events: number;
  readonly strikes: number;
  readonly seconds: number;
}

/** Runs one kind of violence at full size, again with the next seed until the asked minutes are over. */
export async function soakCrash(name: string, make: () => Violence, size: SoakSize): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      events: { type: 'string', default: String(size.events) },
      strikes: { type: 'string', default: String(size.strikes) },
      minutes: { type: 'string', default: '0' },
    },
  });
  const until = Date.now() + Number(values.minutes) * 60_000;
  const events = Number(values.events);
  const overMs = (size.seconds * 1_000 * events) / size.events;
  let seed = Number(values.seed);
  do {
    const began = Date.now();
    console.log(`${name}, seed ${seed}: ${events} events, at least ${values.strikes} strikes`);
    const stage = await Stage.open();
    try {
      const report = (line: string): void => console.log(`  ${line}`);
      const options = { seed, events, students: 40, strikes: Number(values.strikes), overMs, report };
      const summary = await runCrash(stage, make(), options);
      console.log(JSON.stringify({ soak: name, ...summary, seconds: (Date.now() - began) / 1_000 }));
      const enough = summary.acknowledged >= 0.95 * summary.events;
      if (summary.faults.length > 0 || !enough) process.exitCode = 1;
    } finally {
      await stage.close();
    }
    seed += 1;
  } while (Date.now() < until && process.exitCode !== 1);
}
