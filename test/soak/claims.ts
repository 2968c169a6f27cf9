import { parseArgs } from 'node:util';
import { contests, openContests } from './claims/rounds.ts';

// Many persons claim at once what there is once, or a few times, or as long as a budget lasts: never over, never under,
// and every caller is answered in a bounded time (PRM-1, PRM-2).

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '100' },
    claims: { type: 'string', default: '1000' },
  },
});
const rounds = Number(values.rounds);
const claims = Number(values.claims);
const began = Date.now();
console.log(`${rounds} rounds of ${claims} claims at once`);
const sums = { won: 0, refused: 0, later: 0, longestMs: 0 };
for (let round = 0; round < rounds; ) {
  // A new server with its own database now and then, so that no round is slowed by the history of all before it.
  const arena = await openContests(true);
  for (let here = 0; here < 10 && round < rounds; here += 1, round += 1) {
    const contest = contests[round % contests.length] ?? 'code';
    const told = await arena.round(contest, claims);
    if (told.won !== told.prizes) throw new Error(`Of ${told.prizes} to win ${told.won} were won: ${contest}`);
    sums.won += told.won;
    sums.refused += told.refused;
    sums.later += told.later;
    sums.longestMs = Math.max(sums.longestMs, told.longestMs);
    console.log(`  ${round + 1} ${contest}: ${told.won} won, ${told.later} answered later, ${told.longestMs} ms`);
  }
  await arena.close();
}
console.log(JSON.stringify({ rounds, claims, ...sums, seconds: (Date.now() - began) / 1_000 }));
