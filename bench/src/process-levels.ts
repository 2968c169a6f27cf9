import { runBenchmark } from './lib/bench.ts';
import { inPlace } from './lib/place.ts';
import { measureProcess } from './lib/process.ts';
import { programsWithLevels } from './lib/programs.ts';

// As `process`, with a third program: amounts by steps, a second level, a fund and a bonus for a month's turnover.

await runBenchmark({
  name: 'process-levels',
  unit: 'facts/s',
  measure: (options) => inPlace('process', (place) => measureProcess(place, programsWithLevels, options)),
});
