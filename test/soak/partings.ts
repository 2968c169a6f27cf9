import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { campaignOptions, runCampaign } from './history/campaign.ts';
import { comparePartings, partings } from './history/partings.ts';

// Random joins and separations of people in several lanes, delivered in several orders, and once as if the separation
// had been known from the start: the end must be the same (INV-2), the books sound (INV-3), and a replay of everything
// must decide it all again (INV-7).

const { values } = parseArgs({
  options: {
    ...campaignOptions,
    runs: { type: 'string', default: '100' },
    people: { type: 'string', default: '6' },
    facts: { type: 'string', default: '40' },
    joining: { type: 'string', default: 'first' },
  },
});
const { joining } = values;
if (joining !== 'first' && joining !== 'meanwhile') throw new Error('--joining is first or meanwhile');
await runCampaign({
  name: 'partings',
  seed: Number(values.seed),
  minutes: Number(values.minutes),
  async run(lab, seed) {
    let [runs, facts, separations, grants] = [0, 0, 0, 0];
    const arbitrary = partings(Number(values.people), Number(values.facts), joining);
    console.log(`seed ${seed}: ${values.runs} histories with separations, joining ${joining}`);
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.nat(), async (parting, draw) => {
        const told = await comparePartings(lab, parting, joining, draw);
        runs += 1;
        facts += parting.before.length + parting.after.length;
        separations += parting.apart.length;
        grants += told.after.grants.length;
        if (runs % 10 === 0) console.log(`  ${runs} histories, ${separations} separations, ${grants} grants`);
      }),
      { seed, numRuns: Number(values.runs) },
    );
    return { joining, runs, facts, separations, grants };
  },
});
