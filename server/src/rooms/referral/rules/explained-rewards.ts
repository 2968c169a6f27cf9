import { type Explanation, rewardSides } from '@sarafan/contract';
import { formatAmount } from '../../../kit/values/amounts.ts';
import type { ProfileId, SubjectId } from '../../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../../kit/values/json.ts';
import { sentenceOf } from '../../../kit/values/sentences.ts';
import { type EpochMs, isoMoment } from '../../../kit/values/time.ts';
import type { DayOf } from '../../../kit/values/zones.ts';
import type { Books } from '../../rewards/index.ts';
import { rewardTexts } from '../texts.ts';
import type { NameOf } from './explanation.ts';
import { type NamedUnit, unitAmount } from './unit-words.ts';

type Reward = Explanation['rewards'][number];

/** A grant's row in the rewards room, which knows what became of it. */
export interface KnownGrant {
  readonly grant: string;
  readonly side: Reward['side'];
  readonly holder: SubjectId;
  readonly unit: string;
  readonly amountMinor: bigint;
  readonly state: 'pending' | 'waiting' | 'available' | 'fulfilled' | 'clawed_back';
  readonly availableAt: EpochMs;
}

export interface RewardNames {
  readonly units: ReadonlyMap<string, NamedUnit>;
  readonly nameOf: NameOf;
  readonly dayOf: DayOf;
}

/**
 * The rewards of one pair: what was granted, as the rewards room has it, and what the books ask for besides (a question
 * to the program's cap that is open, was declined, or is no longer needed).
 */
export function explainedRewards(books: Books, grants: readonly KnownGrant[], names: RewardNames): Reward[] {
  const granted = new Set<string>(grants.map((each) => each.grant));
  const inReview = new Set(books.entries.flatMap(({ state, grant }) => (state === 'review' ? [grant['id']] : [])));
  const asked = books.entries.flatMap((entry) => {
    const grant = grantOf(entry.grant);
    const state = stateOf(entry);
    const isLimit = entry.asking === 'limit' && (state === 'asked' || state === 'declined');
    const isRefused = entry.asking === 'person' && state === 'declined';
    const key = isLimit ? (`${state}_limit` as const) : isRefused ? 'declined_person' : state;
    return granted.has(grant.grant) ? [] : [presentReward({ ...grant, state }, names, key)];
  });
  const lessened = new Map(
    books.entries.flatMap(({ grant }) => {
      const owedMinor = owedOf(grant);
      return owedMinor === undefined ? [] : [[textIn(grant, 'id'), { owedMinor, by: lessenedBy(grant) }]];
    }),
  );
  const known = grants.map((grant) => {
    const reward = presentReward(inReview.has(grant.grant) ? { ...grant, state: 'review' } : grant, names);
    const less = lessened.get(grant.grant);
    if (less === undefined || less.owedMinor === grant.amountMinor) return reward;
    const owed = unitAmount(less.owedMinor, unitOf(names, grant.unit));
    return { ...reward, sentence: sentenceOf(rewardTexts, less.by, { told: reward.sentence, owed }) };
  });
  return [...known, ...asked];
}

/** A grant with what tells one reward from another, whichever round of the books it was granted in. */
interface HeldGrant extends KnownGrant {
  readonly profile: ProfileId;
  readonly order: string;
  readonly reason: string | null;
}

/**
 * Grants as whoever holds them reads them, the oldest first. What a ban took away is left out where it was granted anew
 * when the ban was lifted, to be had when it could be had before: that one tells what became of the reward.
 */
export function withoutReplaced<Each extends HeldGrant>(grants: readonly Each[]): Each[] {
  return grants.filter((grant, place) => {
    const isOfBan = grant.state === 'clawed_back' && grant.reason === 'inviter_banned';
    return !isOfBan || !grants.slice(place + 1).some((later) => isSameAgain(grant, later));
  });
}

function isSameAgain(grant: HeldGrant, later: HeldGrant): boolean {
  const { profile, side, order, unit, amountMinor, availableAt } = grant;
  return (
    later.profile === profile &&
    later.side === side &&
    later.order === order &&
    later.unit === unit &&
    later.amountMinor === amountMinor &&
    later.availableAt === availableAt
  );
}

/** What the rules made of a reward that found less room. */
function owedOf(json: JsonObject): bigint | undefined {
  const owed = json['owedMinor'];
  return typeof owed === 'string' ? BigInt(owed) : undefined;
}

/** What had not enough room; where several were asked it may have been any of them. */
function lessenedBy({ limit, cap }: JsonObject): 'less_by_limit' | 'less_by_fund' | 'less_by_cap' | 'less' {
  if (limit !== undefined) return cap === undefined ? 'less_by_limit' : 'less';
  return isJsonObject(cap) && cap['isSponsored'] === true ? 'less_by_fund' : 'less_by_cap';
}

/** A grant that its holder's lane has not taken in yet is on its way. */
function stateOf({ state }: Books['entries'][number]): Reward['state'] {
  if (state === 'annulled') return 'clawed_back';
  return state === 'granted' || state === 'revoking' || state === 'approved' ? 'pending' : state;
}

/** Reads a grant out of the books, where this server wrote it. */
function grantOf(json: JsonObject): Omit<KnownGrant, 'state'> {
  return {
    grant: textIn(json, 'id'),
    side: rewardSides.find((each) => each === json['side']) ?? 'referrer',
    holder: textIn(json, 'holder') as SubjectId,
    unit: textIn(json, 'unit'),
    amountMinor: BigInt(textIn(json, 'amountMinor')),
    availableAt: Number(json['availableAt']),
  };
}

function unitOf({ units }: RewardNames, unit: string): NamedUnit {
  return units.get(unit) ?? { exponent: 0, name: { ru: unit, en: unit } };
}

function presentReward(
  grant: Omit<KnownGrant, 'state'> & { readonly state: Reward['state'] },
  names: RewardNames,
  key: keyof (typeof rewardTexts)['en'] = grant.state,
): Reward {
  const { side, holder, unit, amountMinor, state, availableAt } = grant;
  const { nameOf, dayOf } = names;
  const named = unitOf(names, unit);
  const amount = formatAmount(amountMinor, named.exponent);
  return {
    grant: grant.grant,
    side,
    holder: nameOf(holder),
    unit,
    amount,
    state,
    availableAt: isoMoment(availableAt),
    sentence: sentenceOf(rewardTexts, key, {
      amount: unitAmount(amountMinor, named),
      availableAt: dayOf(availableAt),
    }),
  };
}
