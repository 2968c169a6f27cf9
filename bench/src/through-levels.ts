import { runBenchmark } from './lib/bench.ts';
import { inPlace } from './lib/place.ts';
import { programsWithLevels } from './lib/programs.ts';
import { measureThrough } from './lib/through.ts';

// As `through`, with a third program: amounts by steps, a second level, a fund and a bonus for a month's turnover.

await runBenchmark({
  name: 'through-levels',
  unit: 'events/s',
  measure: (options) => inPlace('through', (place) => measureThrough(place, programsWithLevels, options)),
});
