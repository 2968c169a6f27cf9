import { text } from 'node:stream/consumers';
import { School, type SchoolAccess } from './school.ts';
import { friends, referrer } from './story.ts';

/**
 * Plays the school's story against a running server and prints, person by person, who got lessons and why, and who did
 * not and why not: in the server's own words. What it needs comes as one line of JSON on standard input.
 */
const access = JSON.parse(await text(process.stdin)) as SchoolAccess;
const language = (process.env['LANG'] ?? '').startsWith('ru') ? 'ru' : 'en';
const words = {
  ru: { title: 'Что решил сервер', total: 'Анна пригласила всех и может провести уроков', has: 'уроков' },
  en: { title: 'What the server decided', total: 'Anna invited them all and may take lessons', has: 'lessons' },
}[language];

const school = new School(access);
try {
  await school.identify(referrer, { name: 'Anna', email: 'anna@example.com' });
  const { code, link } = await school.participate(referrer);
  for (const friend of friends) await friend.act(school, { code, link: link ?? '' });
  await printReport();
} finally {
  await school.close();
}

async function printReport(): Promise<void> {
  print(`\n${words.title}\n`);
  for (const friend of friends) {
    const explained = await settled(friend.userId);
    print(`  ${friend.userId}: ${friend.about[language]}`);
    print(`    ${explained.sentence[language]}`);
    const more = explained.failure?.sentence[language];
    if (more !== undefined && more !== explained.sentence[language]) print(`    ${more}`);
    for (const reward of explained.rewards) {
      print(`    ${reward.holder.userId ?? reward.side}: ${reward.sentence[language]}`);
    }
    print(`    ${words.has}: ${await lessonsOf(explained.person.person)}`);
  }
  const anna = (await school.explain(referrer)).person;
  print(`\n${words.total}: ${await lessonsOf(anna.person)}\n`);
}

/** The explanation once the facts that were just sent have taken effect: it stops changing. */
async function settled(userId: string): ReturnType<School['explain']> {
  let last = await school.explain(userId);
  for (let look = 0; look < 20; look += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const next = await school.explain(userId);
    if (JSON.stringify(next) === JSON.stringify(last)) return next;
    last = next;
  }
  return last;
}

async function lessonsOf(person: string): Promise<string> {
  const { items } = await school.balances(person);
  return items.find((balance) => balance.unit === 'lesson')?.available ?? '0';
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
