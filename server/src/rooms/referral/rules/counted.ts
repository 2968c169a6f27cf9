import type { ProgramDefinition } from '@sarafan/contract';
import type { DerivedFact } from '../../../engine/reactor.ts';
import { hashOfText } from '../../../kit/values/hash.ts';
import type { ProgramId, SubjectId } from '../../../kit/values/ids.ts';
import { canonicalJson, type JsonObject } from '../../../kit/values/json.ts';
import { periodOf } from '../../../kit/values/periods.ts';
import { comparePositions, type FactPosition, timeOf } from '../../../kit/values/position.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { chainOf } from './brought.ts';
import type { Cause } from './conditions-view.ts';
import { paidBy } from './order.ts';
import type { ReferralView } from './part.ts';
import type { Program } from './programs.ts';
import { asksInviters } from './rating.ts';
import { refundedAt } from './refunds.ts';
import { chainCauseOf } from './results.ts';
import { type Counted, type CountedWith, readTeller, type StandingTold, tellerText } from './standing.ts';
import type { Verdict } from './verdict.ts';
import type { ProgramVersion } from './versions.ts';

/** A friend's lane tells an inviter's of a cause that counts, and that it counts no longer. */
export const referralCounted = 'Referral Counted';
export const referralUncounted = 'Referral Uncounted';
/** The inviter's lane answers where the inviter stood, and who invited the inviter. */
export const standingTold = 'Standing Told';

/** How many levels up a definition rewards; none where nothing of it depends on what inviters have brought. */
export function levelsOf(definition: ProgramDefinition): number {
  const asking = definition.rewards.filter((reward) => asksInviters(definition, reward));
  return Math.max(0, ...asking.map(({ level = 1 }) => level));
}

/** What has to be told, and whom: the causes that count, level by level as far as it is known who is above. */
export type Telling = ReadonlyMap<string, { readonly to: SubjectId; readonly counted: Counted }>;

export function tellingOf(program: Program, verdict: Verdict, view: ReferralView, friend: SubjectId): Telling {
  const { touch, earnings } = verdict;
  const version = program.versions.find((each) => each.version === verdict.version);
  const telling = new Map<string, { to: SubjectId; counted: Counted }>();
  if (version === undefined || touch === undefined) return telling;
  const levels = levelsOf(version.definition);
  const told = view.standings.get(program.id) ?? {};
  const tell = (cause: string, first: SubjectId, top: number, counted: Omit<Counted, 'level'>): void => {
    telling.set(`1 ${cause}`, { to: first, counted: { ...counted, level: 1 } });
    const { isFriend: _first, friendUntil: _until, ...further } = counted;
    for (const [above, to] of (told[cause]?.above ?? []).entries()) {
      const level = above + 2;
      if (to === null || level >= top) break;
      telling.set(`${level} ${cause}`, { to, counted: { ...further, level } });
    }
  };
  const chain = chainOf(version.definition);
  const link = chain > 2 ? chainCauseOf(verdict) : undefined;
  if (link !== undefined) {
    // The friend and the inviter are two of the chain; each answer adds one.
    const asks = { before: timeOf(touch.at) };
    tell(link.id, touch.referrer, chain - 1, { friend, cause: link.id, at: link.at, asks, periods: [] });
  }
  if (levels === 0) return telling;
  const counting = earnings.filter(({ counts }) => counts);
  const causes = new Map(counting.map(({ cause }) => [cause.id, cause]));
  const inviters = new Map(counting.map(({ cause, inviter }) => [cause.id, inviter ?? touch.referrer]));
  const inOrder = [...causes.values()].toSorted((left, right) => comparePositions(left.at, right.at));
  const ends = inOrder.map((cause) => endOf(version, view, cause));
  // A friend is there from the first cause on, for as long as there is one that was not refunded.
  const until = ends.includes(undefined) ? undefined : (ends as FactPosition[]).toSorted(comparePositions).at(-1);
  for (const [index, cause] of inOrder.entries()) {
    const counted = countedOf(program, version, cause, ends[index]);
    const first =
      index === 0 ? { isFriend: true as const, ...(until === undefined ? {} : { friendUntil: until }) } : {};
    tell(cause.id, inviters.get(cause.id) ?? touch.referrer, levels, { ...counted, ...first, friend });
  }
  return telling;
}

function countedOf(
  { versions }: Program,
  version: ProgramVersion,
  { id: cause, at, order }: Cause,
  until: FactPosition | undefined,
): Omit<Counted, 'friend' | 'level'> {
  const money = order === undefined ? undefined : { currency: order.currency, moneyMinor: paidBy(order).money ?? '0' };
  const asked = new Set(
    versions.flatMap(({ definition }) => definition.rewards.flatMap(({ amount }) => everyOf(amount))),
  );
  const periods = [...asked].map((every) => `${every}:${periodOf(every, timeOf(at), version.dateOf)}`);
  return { cause, at, ...(until === undefined ? {} : { until }), ...money, periods: periods.toSorted() };
}

type Amount = ProgramDefinition['rewards'][number]['amount'];

function everyOf(amount: Amount): ('day' | 'week' | 'month' | 'year')[] {
  return typeof amount === 'object' && 'steps' in amount && amount.every !== undefined ? [amount.every] : [];
}

function endOf(version: ProgramVersion, view: ReferralView, { order }: Cause): FactPosition | undefined {
  return order === undefined ? undefined : refundedAt(version, view, order);
}

export interface ToldNews {
  readonly counted: CountedWith;
  readonly facts: readonly DerivedFact[];
}

/** The facts that lead from what was told to what has to be told. The books rest on the answers, so they are owed. */
export function newsOf(program: ProgramId, before: CountedWith, telling: Telling, at: EpochMs): ToldNews {
  const counted: Record<string, string> = {};
  const facts: DerivedFact[] = [];
  const tell = (name: string, to: SubjectId, more: JsonObject): void => {
    facts.push({ name, subject: to, timestamp: at, trust: 'server', owed: true, properties: { program, ...more } });
  };
  for (const [key, { to, counted: each }] of telling) {
    const { friend } = each;
    const json: JsonObject = { ...each };
    const mark = hashOfText(canonicalJson(json)).slice(0, 12);
    counted[key] = tellerText({ to, friend, mark });
    if (before[key] === counted[key]) continue;
    const known = before[key] === undefined ? undefined : readTeller(before[key]);
    const isElse = known !== undefined && (known.to !== to || known.friend !== friend);
    if (isElse) tell(referralUncounted, known.to, { counted: { ...json, friend: known.friend } });
    tell(referralCounted, to, { counted: json, isNew: known === undefined || isElse });
  }
  for (const [key, text] of Object.entries(before)) {
    if (telling.has(key)) continue;
    const { to, friend } = readTeller(text);
    const [level = '1', ...cause] = key.split(' ');
    const gone = { friend, level: Number(level), cause: cause.join(' ') };
    tell(referralUncounted, to, { counted: gone });
  }
  return { counted, facts };
}

/** What the answer of an inviter adds to what is known of a cause. */
export function withAnswer(known: StandingTold | undefined, level: number, answer: StandingTold): StandingTold {
  const { standing, tasks, choices } = (level === 1 ? answer : known) ?? {};
  const before = known?.above ?? [];
  const next = answer.above[0] ?? null;
  // Whoever is further up is asked anew only where somebody else has come below them.
  const above = before[level - 1] === next ? before : [...before.slice(0, level - 1), next];
  const [isLink] = answer.links ?? [];
  const links =
    isLink === undefined
      ? undefined
      : above.map((_each, at) => (at === level - 1 ? isLink : known?.links?.[at] === true));
  return {
    ...(standing === undefined ? {} : { standing }),
    ...(tasks === undefined ? {} : { tasks }),
    ...(choices === undefined ? {} : { choices }),
    above,
    ...(links === undefined ? {} : { links }),
  };
}
