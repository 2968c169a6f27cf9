import type { ProgramDefinition, Reward } from '@sarafan/contract';
import type { Failure } from '../../../conditions/index.ts';
import { comparePositions } from '../../../kit/values/position.ts';
import { counted, type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { kindConditionTexts, kindReasonTexts } from '../texts-cabinet.ts';
import { countTexts } from '../texts-promise.ts';
import type { Earning } from './earnings.ts';
import { requirementPhrase } from './requirements.ts';
import { giftPhrase } from './reward-phrases.ts';
import type { NamedUnit } from './unit-words.ts';
import type { Verdict } from './verdict.ts';

/**
 * «Why did I get nothing?» for one friend: a sentence for every reason and every condition that can fail. It says what
 * the program asks for, in the words of its rules, and nothing of what was found about the friend.
 */
export function kindReason({ reason, failure, actual }: Pick<Verdict, 'reason' | 'failure' | 'actual'>): Sentence {
  if (reason === undefined) return sentenceOf(kindReasonTexts, 'no_payment_yet');
  if (failure !== undefined && isCertificate(failure)) return sentenceOf(kindConditionTexts, 'certificate');
  const phrase = failure === undefined ? sentenceOf(kindConditionTexts, 'unknown') : phraseOf(failure);
  const window = counted(countTexts, 'day', Number(actual?.['windowDays'] ?? 0));
  const [reached, from] = [actual?.['reached'], actual?.['from']].map((each) => (typeof each === 'string' ? each : ''));
  return sentenceOf(kindReasonTexts, reason, { phrase, window, reached: reached ?? '', from: from ?? '' });
}

/** What became of the rewards of whoever invited: what the friend gets is the friend's own affair. */
export interface OwnOutcome {
  /** What speaks for all of them; undefined when nobody invites for a reward, or nothing has happened yet. */
  readonly status: Earning['status'] | undefined;
  /** Why those that are not earned are not, each with its gift where there are several of them. */
  readonly whys: readonly Sentence[];
}

export function ownOutcome(
  verdict: Verdict,
  { rewards }: ProgramDefinition,
  units: ReadonlyMap<string, NamedUnit>,
): OwnOutcome {
  const isBarred = verdict.earnings.length === 0 && verdict.status === 'refused';
  if (isBarred) return { status: 'refused', whys: [kindReason(verdict)] };
  const own = rewards.flatMap((reward, index) =>
    reward.to === 'referrer' && (reward.level ?? 1) === 1 ? [{ reward, index }] : [],
  );
  const looked = own.map(({ reward, index }) => ({ reward, speaking: speakingOf(verdict.earnings, index) }));
  const unearned = looked.filter(({ speaking }) => speaking?.status !== 'earned');
  const status = byWeight.find((each) => looked.some(({ speaking }) => speaking?.status === each));
  const whys = unearned.map(({ reward, speaking }) => {
    const why = speaking === undefined ? kindReason({ reason: awaitedBy(reward) }) : kindReason(speaking);
    return own.length === 1 ? why : sentenceOf(kindReasonTexts, 'of_gift', { gift: giftPhrase(reward, units), why });
  });
  return { status, whys };
}

const byWeight = ['earned', 'reversed', 'refused', 'waiting'] as const satisfies readonly Earning['status'][];

/** What is earned speaks for a reward, else the latest cause. */
function speakingOf(earnings: readonly Earning[], reward: number): Earning | undefined {
  const own = earnings.filter((each) => each.reward === reward);
  const latest = own.toSorted((left, right) => comparePositions(left.cause.at, right.cause.at)).at(-1);
  return own.find((each) => each.status === 'earned') ?? latest;
}

function awaitedBy({ on }: Reward): 'no_payment_yet' | 'nothing_yet' {
  return on === undefined || 'order' in on ? 'no_payment_yet' : 'nothing_yet';
}

function phraseOf({ leaf, negated }: Failure): Sentence {
  return requirementPhrase({ leaf, negated });
}

function isCertificate({ leaf }: Failure): boolean {
  return 'fact' in leaf && leaf.fact === 'paid.gift_certificate';
}
