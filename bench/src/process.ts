import { runBenchmark } from './lib/bench.ts';
import { inPlace } from './lib/place.ts';
import { measureProcess } from './lib/process.ts';
import { twoPrograms } from './lib/programs.ts';

// Facts a second that a worker takes from the inbox through all reactors, against COPY of as many events.

await runBenchmark({
  name: 'process',
  unit: 'facts/s',
  measure: (options) => inPlace('process', (place) => measureProcess(place, twoPrograms, options)),
});
