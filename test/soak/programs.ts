import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { foldFact } from '../../server/src/rooms/referral/rules/fold.ts';
import { explanationAgrees, orderDoesNotMatter } from './programs/properties.ts';

// Random programs over random histories at full size, by the rules alone: the end depends on the set of facts (INV-2),
// explanation agrees with what is owed, limits hold (INV-8).

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    runs: { type: 'string', default: '100000' },
  },
});
const runs = Number(values.runs);
const step = 5_000;
const began = Date.now();
const tried = { owed: 0, refused: 0 };
for (let done = 0; done < runs; done += step) {
  const parameters = { seed: Number(values.seed) + done, numRuns: Math.min(step, runs - done) };
  fc.assert(orderDoesNotMatter(foldFact), parameters);
  fc.assert(explanationAgrees(tried), parameters);
  console.log(
    `  ${done + parameters.numRuns} programs with a history each, ${tried.owed} rewards owed, ${tried.refused} not`,
  );
}
console.log(JSON.stringify({ seed: Number(values.seed), runs, ...tried, seconds: (Date.now() - began) / 1_000 }));
