import { derivedId, type GrantId, type ProgramId, type SubjectId } from '../../../kit/values/ids.ts';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../../kit/values/json.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { expiryFrom, expiryFromJson, expiryToJson, type GrantExpiry } from './expiry.ts';
import { type Fulfilling, fulfillingFromJson } from './fulfilling.ts';

/** Which side of an invitation a reward goes to; a bonus is for no single one. */
export type Side = 'referrer' | 'friend' | 'bonus';

/** A reward that someone is owed, with everything that its life needs: facts about it carry it whole. */
export interface Grant {
  readonly id: GrantId;
  readonly program: ProgramId;
  readonly version: number;
  readonly side: Side;
  readonly holder: SubjectId;
  readonly friend: SubjectId;
  readonly order: string;
  readonly unit: string;
  readonly amountMinor: bigint;
  /** Which of several rewards that are alike in all of this, for instance one at once and one after a hold. */
  readonly nth?: number;
  /** Of a reward that one friend may bring several times: which time, so that one in review stands for itself alone. */
  readonly slot?: string;
  /** When it may be spent; until then it is pending. Fixed when it is booked, so every lane reads the same. */
  readonly availableAt: EpochMs;
  /** Until when it may be used then; absent: for ever. */
  readonly expires?: GrantExpiry;
  /** How it is handed out, by the version under which it arose; absent: it is spent. */
  readonly fulfil?: Fulfilling;
  /** True as long as a person has to let it through before it may be spent. */
  readonly approval?: true;
  /** What its holder may be given by such rewards; absent: any number of them. */
  readonly limit?: GrantLimit;
  /** The cap that pays for it; absent when the issuer does. */
  readonly cap?: GrantCap;
  /** The task of the program that it is for. */
  readonly task?: string;
  /** What was owed, where a limit or a cap had room for a part of it only. */
  readonly owedMinor?: bigint;
}

/** How much one person may be given by a reward, in a period if it has one: the holder's own lane counts. */
export interface GrantLimit {
  /** What is counted together, the period included. */
  readonly key: string;
  readonly limitMinor: bigint;
  readonly isPartly: boolean;
}

/** A program-wide cap: the subject that counts it, and what the program's definition allowed when this was booked. */
export interface GrantCap {
  readonly subject: SubjectId;
  readonly limitMinor: bigint;
  /** True: what is left is given where it is less than what is asked for. */
  readonly isPartly?: boolean;
  /** True: somebody else than the issuer puts the money in. */
  readonly isSponsored?: boolean;
}

export type GrantInput = Omit<Grant, 'id'> & { readonly round: number };

/** The id follows from what the grant is for; a grant that was revoked and is owed again is the next round's. */
export function grantOf({ round, ...input }: GrantInput): Grant {
  const { program, friend, order, side, holder, unit, amountMinor, nth } = input;
  const alike = nth === undefined ? [] : [String(nth)];
  const parts = [program, friend, order, side, holder, unit, String(amountMinor), String(round), ...alike];
  return { id: derivedId('grt', ...parts), ...input };
}

type Reward = Pick<Grant, 'side' | 'holder' | 'order' | 'unit' | 'amountMinor' | 'owedMinor' | 'nth'>;

/** Two rewards are the same when the same person gets the same for the same order; a new version alone is no change. */
export function isSameReward(left: Reward, right: Reward): boolean {
  return (
    left.side === right.side &&
    // The friend is whoever the books belong to, even after two profiles of theirs became one person.
    (left.side === 'friend' || left.holder === right.holder) &&
    left.order === right.order &&
    left.unit === right.unit &&
    (left.owedMinor ?? left.amountMinor) === (right.owedMinor ?? right.amountMinor) &&
    left.nth === right.nth
  );
}

/** When what is left of a grant expires; undefined: never. */
export function expiresAtOf({ expires, availableAt }: Grant): EpochMs | undefined {
  return expires === undefined ? undefined : expiryFrom(expires, availableAt);
}

export function grantToJson(grant: Grant): JsonObject {
  const { limit, cap, amountMinor, owedMinor, expires, fulfil, ...rest } = grant;
  return {
    ...rest,
    amountMinor: String(amountMinor),
    ...(owedMinor === undefined ? {} : { owedMinor: String(owedMinor) }),
    ...(expires === undefined ? {} : { expires: expiryToJson(expires) }),
    ...(fulfil === undefined ? {} : { fulfil: { ...fulfil } }),
    ...(limit === undefined ? {} : { limit: { ...limit, limitMinor: String(limit.limitMinor) } }),
    ...(cap === undefined ? {} : { cap: { ...cap, limitMinor: String(cap.limitMinor) } }),
  };
}

/** Reads a grant from a fact that this server wrote itself; any other form is a fault. */
export function grantFromJson(json: JsonObject): Grant {
  const text = (name: string): string => textIn(json, name);
  const number = (name: string): number => {
    const value = json[name];
    if (typeof value !== 'number') throw new Error(`A grant's ${name} is missing`);
    return value;
  };
  return {
    id: text('id') as GrantId,
    program: text('program') as ProgramId,
    version: number('version'),
    side: text('side') as Side,
    holder: text('holder') as SubjectId,
    friend: text('friend') as SubjectId,
    order: text('order'),
    unit: text('unit'),
    amountMinor: BigInt(text('amountMinor')),
    ...(typeof json['nth'] === 'number' ? { nth: json['nth'] } : {}),
    ...(typeof json['slot'] === 'string' ? { slot: json['slot'] } : {}),
    availableAt: number('availableAt'),
    ...expiryFromJson(json['expires']),
    ...fulfillingFromJson(json['fulfil']),
    ...(json['approval'] === true ? { approval: true as const } : {}),
    ...(typeof json['task'] === 'string' ? { task: json['task'] } : {}),
    ...(typeof json['owedMinor'] === 'string' ? { owedMinor: BigInt(json['owedMinor']) } : {}),
    ...limitFromJson(json['limit']),
    ...capFromJson(json['cap']),
  };
}

function limitFromJson(json: Json | undefined): { limit?: GrantLimit } {
  if (!isJsonObject(json)) return {};
  const limitMinor = BigInt(textIn(json, 'limitMinor'));
  return { limit: { key: textIn(json, 'key'), limitMinor, isPartly: json['isPartly'] === true } };
}

function capFromJson(json: Json | undefined): { cap?: GrantCap } {
  if (!isJsonObject(json)) return {};
  const subject = textIn(json, 'subject') as SubjectId;
  const isPartly = json['isPartly'] === true ? { isPartly: true } : {};
  const isSponsored = json['isSponsored'] === true ? { isSponsored: true } : {};
  return { cap: { subject, limitMinor: BigInt(textIn(json, 'limitMinor')), ...isPartly, ...isSponsored } };
}
