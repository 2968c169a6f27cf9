import { runNamed } from './checks/named.mjs';

await runNamed(
  {
    folder: 'bench/src',
    usage: 'npm run bench -- NAME [--json] [--smoke]',
    limitMs: 4 * 60 * 60_000,
  },
  process.argv.slice(2),
);
