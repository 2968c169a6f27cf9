import { runBenchmark } from './lib/bench.ts';
import { inPlace } from './lib/place.ts';
import { twoPrograms } from './lib/programs.ts';
import { measureThrough } from './lib/through.ts';

// Events a second from POST to all of their effects, one process with ROLE=all, against COPY of as many events.

await runBenchmark({
  name: 'through',
  unit: 'events/s',
  measure: (options) => inPlace('through', (place) => measureThrough(place, twoPrograms, options)),
});
