import { runNamed } from './checks/named.mjs';

await runNamed(
  {
    folder: 'test/soak',
    usage: 'npm run soak -- NAME [--seed N] [--minutes N]',
    limitMs: 24 * 60 * 60_000,
  },
  process.argv.slice(2),
);
