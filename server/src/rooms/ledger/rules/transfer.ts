import { amountLimitMinor } from '../../../kit/values/amounts.ts';
import { hashOfText } from '../../../kit/values/hash.ts';
import {
  derivedId,
  type Lane,
  laneCount,
  laneOfSubject,
  parseSubjectId,
  type TransferId,
  type WorkspaceId,
} from '../../../kit/values/ids.ts';
import { canonicalJson } from '../../../kit/values/json.ts';
import { type EpochMs, earliestMoment, latestMoment } from '../../../kit/values/time.ts';
import { ledgerLimits } from '../limits.ts';
import { type Account, accountName, isSystem } from '../types.ts';
import { isUnitName } from './unit.ts';

/** Moves `amount` minor units of one unit from one account to another, so it is zero-sum by its form. */
export interface Posting {
  readonly unit: string;
  readonly from: Account;
  readonly to: Account;
  readonly amount: bigint;
}

export interface TransferInput {
  readonly lane: Lane;
  readonly workspace: WorkspaceId;
  /** The idempotency key: whoever decides this transfer again comes to the same key. Unique in a workspace and lane. */
  readonly key: string;
  /** What sort of movement it is, in the words of the room that decides: `grant`, `release`, `claw_back`. */
  readonly kind: string;
  /** What it is about: a grant's id, a withdrawal's, an order's. */
  readonly about: string;
  readonly at: EpochMs;
  /** The `seq`, in this lane, of the fact whose decision explains it. */
  readonly decidedSeq: number;
  readonly postings: readonly Posting[];
  /** A claw-back: the holder may be left in debt, which later credits work off. */
  readonly lowersFloor?: boolean;
}

/** A transfer that passed every check; only `transfer` makes one. */
export interface Transfer extends TransferInput {
  readonly id: TransferId;
  readonly inputHash: string;
  readonly lowersFloor: boolean;
}

/**
 * Checks a transfer and derives its id from its key. What it refuses is a fault of the deciding room and throws
 * `InvalidTransfer`: by then amounts have been parsed and conditions judged.
 */
export function transfer(input: TransferInput): Transfer {
  const fault = faultOf(input);
  if (fault !== undefined) throw new InvalidTransfer(fault, input.key);
  const id = derivedId('trf', String(input.lane), input.workspace, input.key);
  const { lane, workspace, key, kind, about, at, decidedSeq, postings, lowersFloor = false } = input;
  return { id, inputHash: hashOf(input), lane, workspace, key, kind, about, at, decidedSeq, postings, lowersFloor };
}

export class InvalidTransfer extends Error {
  constructor(fault: string, key: string) {
    super(`Transfer ${JSON.stringify(key)}: ${fault}`);
    this.name = 'InvalidTransfer';
  }
}

function faultOf(input: TransferInput): string | undefined {
  const { lane, key, kind, about, at, decidedSeq, postings } = input;
  if (!Number.isInteger(lane) || lane < 0 || lane >= laneCount) return 'the lane does not exist';
  if (!isName(key, ledgerLimits.keyLength)) return 'the key is empty, too long or no text';
  if (!kindForm.test(kind) || kind.length > ledgerLimits.kindLength) return 'the kind is no short snake_case name';
  if (!isName(about, ledgerLimits.aboutLength)) return 'about is empty, too long or no text';
  if (!Number.isInteger(at) || at < earliestMoment || at > latestMoment) return 'the moment is out of range';
  if (!Number.isSafeInteger(decidedSeq) || decidedSeq < 0) return 'decidedSeq is not a place in a lane';
  if (postings.length === 0) return 'there are no postings';
  if (postings.length > ledgerLimits.postingsPerTransfer) return 'there are too many postings';
  for (const posting of postings) {
    const fault = faultOfPosting(posting, lane);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** The database cannot store NUL. */
function isName(text: string, most: number): boolean {
  return text.length > 0 && text.length <= most && !text.includes('\u0000');
}

const kindForm = /^[a-z][a-z0-9_]*$/;

function faultOfPosting(posting: Posting, lane: Lane): string | undefined {
  if (!isUnitName(posting.unit)) return `not a unit: ${JSON.stringify(posting.unit)}`;
  if (posting.amount <= 0n) return 'an amount is not above zero';
  if (posting.amount > amountLimitMinor) return 'an amount is too large';
  if (accountName(posting.from) === accountName(posting.to)) return 'a posting goes to the account it comes from';
  for (const account of [posting.from, posting.to]) {
    if (isSystem(account)) continue;
    const holder = parseSubjectId(account.holder);
    if (holder === undefined) return `not a subject: ${JSON.stringify(account.holder)}`;
    if (laneOfSubject(holder) !== lane) return `${holder} lives in another lane`;
  }
  return undefined;
}

/**
 * The hash of what moves and why, so that another movement under the same key is noticed. The moment and the deciding
 * fact are left out: a repeat that was decided later is still the same movement.
 */
function hashOf(input: TransferInput): string {
  const moves = input.postings.map(({ unit, from, to, amount }) => [
    unit,
    accountName(from),
    accountName(to),
    String(amount),
  ]);
  const text = canonicalJson([input.kind, input.about, input.lowersFloor ?? false, moves]);
  return hashOfText(text);
}
