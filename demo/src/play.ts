import { text } from 'node:stream/consumers';
import type { Explanation } from '@sarafan/contract';
import { closingLines, friendLines, openingLines } from './report.ts';
import { School, type SchoolAccess } from './school.ts';
import { friends, type Invitation, referrer } from './story.ts';
import { languageOf } from './words.ts';

/**
 * Plays the school's story against a running server and prints, person by person, who got lessons and why, and who did
 * not and why not: in the server's own words. What it needs comes as one line of JSON on standard input.
 */
const access = JSON.parse(await text(process.stdin)) as SchoolAccess & { readonly played: boolean };
const language = languageOf(process.env);

const school = new School(access);
try {
  if (!access.played) await school.identify(referrer, { name: 'Anna', email: 'anna@example.com' });
  const { code, link } = await school.participate(referrer);
  const invitation = { code, link: link ?? '' };
  // What happened once is told again at every start, and happens only once: support would be refused the second time.
  if (!access.played) for (const friend of friends) await friend.act(school, invitation);
  await report(invitation);
} finally {
  await school.close();
}

async function report(invitation: Invitation): Promise<void> {
  const anna = await school.explain(referrer);
  print(openingLines(anna.program.name[language], invitation, language));
  const explained: Explanation[] = [];
  for (const friend of friends) {
    const told = await settled(friend.userId);
    explained.push(told);
    print(friendLines(friend, told, language));
  }
  print(closingLines(explained, await school.lessonsOf(referrer), access, language));
}

/** The explanation once the facts that were just sent have taken effect: it stops changing. */
async function settled(userId: string): Promise<Explanation> {
  let last = await school.explain(userId);
  for (let look = 0; look < 20; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const next = await school.explain(userId);
    if (JSON.stringify(next) === JSON.stringify(last)) return next;
    last = next;
  }
  return last;
}

function print(lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
