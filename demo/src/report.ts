import type { Explanation } from '@sarafan/contract';
import type { Friend, Invitation } from './story.ts';
import { type Language, words } from './words.ts';

const signs: Readonly<Record<Explanation['status'], string>> = {
  rewarded: '✓',
  waiting: '…',
  claimed: '✗',
  refused: '✗',
  none: '✗',
  reversed: '↺',
};

/** What the story is about, before anybody acts. */
export function openingLines(program: string, { code, link }: Invitation, language: Language): string[] {
  const say = words[language];
  return ['', say.title(program), say.promise, say.shared(code, link), '', say.became, ''];
}

/** What a friend did, what the server decided and why, and who got what. */
export function friendLines(friend: Friend, explained: Explanation, language: Language): string[] {
  const lines = [`${signs[explained.status]} ${friend.name[language]} ${friend.about[language]}`];
  const sentence = explained.sentence[language];
  lines.push(`    ${sentence}`);
  const more = explained.failure?.sentence[language];
  if (more !== undefined && more !== sentence) lines.push(`    ${more}`);
  const rewards = explained.rewards.toSorted((left, right) => left.side.localeCompare(right.side));
  if (rewards.length > 0) {
    lines.push(`    ${rewards.map((reward) => rewardText(friend, reward, language)).join('; ')}`);
  }
  return lines;
}

function rewardText(friend: Friend, reward: Explanation['rewards'][number], language: Language): string {
  const say = words[language];
  const who = reward.side === 'friend' ? friend.name[language] : say.anna;
  if (reward.state === 'available') return say.given(who, say.lessons(reward.amount));
  if (reward.state === 'clawed_back') return say.takenBack(who, say.lessons(reward.amount));
  return `${who}: ${reward.sentence[language]}`;
}

/** The sum of it, and what to look at next. */
export function closingLines(
  explained: readonly Explanation[],
  lessons: string,
  access: { readonly url: string; readonly apiKey: string },
  language: Language,
): string[] {
  const say = words[language];
  const invited = explained.filter((each) => each.invitation !== null).length;
  const counted = explained.filter((each) => each.status === 'rewarded').length;
  const why = `${access.url}/api/v1/referral/explanations?program=language-school&userId=gleb`;
  return [
    '',
    `${say.counted(counted, invited)} ${say.total(say.lessons(lessons))}`,
    '',
    say.next,
    `  ${say.docs}: ${access.url}/api/docs`,
    `  ${say.why}: curl '${why}' -H 'authorization: Bearer ${access.apiKey}'`,
    '',
  ];
}
