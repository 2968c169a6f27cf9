import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { campaignOptions, runCampaign } from './history/campaign.ts';
import { compareDeliveries } from './history/compare.ts';
import { happenings } from './history/facts.ts';

// Random histories of many people, each delivered in several orders and batch sizes: the end must be the same (INV-2),
// the books sound (INV-3), and a replay of everything must decide it all again (INV-7).

const { values } = parseArgs({
  options: {
    ...campaignOptions,
    runs: { type: 'string', default: '300' },
    people: { type: 'string', default: '12' },
    facts: { type: 'string', default: '80' },
  },
});
await runCampaign({
  name: 'history',
  seed: Number(values.seed),
  minutes: Number(values.minutes),
  async run(lab, seed) {
    let [runs, facts, grants, pairs] = [0, 0, 0, 0];
    const arbitrary = happenings(Number(values.people), Number(values.facts));
    console.log(`seed ${seed}: ${values.runs} histories of up to ${values.facts} facts`);
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.nat(), async (history, draw) => {
        const told = await compareDeliveries(lab, history, [
          { kind: 'backwards' },
          { kind: 'drawn', seed: draw },
          { kind: 'slow', seed: draw },
        ]);
        runs += 1;
        facts += history.length;
        grants += told.after.grants.length;
        pairs += told.after.pairs.length;
        if (runs % 25 === 0) console.log(`  ${runs} histories, ${facts} facts, ${grants} grants`);
      }),
      { seed, numRuns: Number(values.runs) },
    );
    return { runs, facts, grants, pairs };
  },
});
