import { text } from 'node:stream/consumers';
import { School, type SchoolAccess } from './school.ts';
import { playHistory } from './simulator/play.ts';
import { languageOf, words } from './words.ts';

/** Plays some weeks of the school, once, and says where everything is. Its input is a line of JSON. */
interface SimulationInput extends SchoolAccess {
  readonly publicUrl: string;
  /** Null when the school's site could not be started. */
  readonly siteUrl: string | null;
  readonly startedAt: number;
  readonly played: boolean;
  readonly admin?: { readonly email: string; readonly password: string };
}

const input = JSON.parse(await text(process.stdin)) as SimulationInput;
const say = words[languageOf(process.env)];
const print = (line: string): boolean => process.stdout.write(`${line}\n`);

const school = new School(input);
try {
  if (!input.played) {
    print(say.playing);
    const began = performance.now();
    const { people, invited, orders } = await playHistory(school, input, input.startedAt);
    print(say.played(people, invited, orders, Math.ceil((performance.now() - began) / 1_000)));
  }
  print('');
  print(say.where);
  const { siteUrl, admin, publicUrl } = input;
  print(`  ${say.admin}: ${publicUrl}/admin/`);
  if (admin !== undefined) print(`    ${say.login}: ${admin.email}  ${admin.password}`);
  if (siteUrl !== null) {
    print(`  ${say.site}: ${siteUrl}/`);
    print(`  ${say.cabinet}: ${siteUrl}/cabinet?student=anna`);
    print('');
    for (const line of say.tries(siteUrl)) print(`  ${line}`);
  }
  print(say.stop);
  print('');
} finally {
  await school.close();
}
