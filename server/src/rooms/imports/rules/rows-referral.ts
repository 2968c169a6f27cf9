import type { TouchChannel } from '@sarafan/contract';
import { parseAmount } from '../../../kit/values/amounts.ts';
import { codeOfLink, readAnyCode, readOldCode } from '../../../kit/values/old-codes.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import type { Identifiers, Line, RowFault } from './line.ts';
import { readNumber } from './numbers.ts';
import type { PlannedColumn } from './plan.ts';
import { readBoolean, readChannel } from './words.ts';

/** Whoever took part in another system. */
export interface ParticipantRow {
  readonly kind: 'participant';
  readonly ids: Identifiers;
  /** The codes that lead to them: their code there, and what their link there says. */
  readonly codes: readonly string[];
  readonly balances: readonly OldBalance[];
}

/** What somebody had of a unit, in minor units as a decimal text. */
export interface OldBalance {
  readonly unit: string;
  readonly amountMinor: string;
}

/** Who was invited by whom in another system, when and how. */
export interface BindingRow {
  readonly kind: 'binding';
  readonly ids: Identifiers;
  readonly inviter: { readonly code: string } | { readonly userId: string };
  readonly at: EpochMs;
  readonly channel: TouchChannel;
  /** True when the other system has rewarded what came of it. */
  readonly isRewarded: boolean;
}

type Refused = { readonly kind: 'refused'; readonly faults: readonly RowFault[] };

export function participantOf(
  line: Line,
  ids: Identifiers,
): ParticipantRow | Refused | { readonly kind: 'skipped'; readonly why: 'nothing' } {
  const codes = (['code', 'link'] as const).flatMap((field) => codeIn(line, field) ?? []);
  const balances = line.plan.columns
    .filter(({ field }) => field === 'balance')
    .flatMap((column) => balanceIn(line, column) ?? []);
  const isNothing = codes.length === 0 && balances.length === 0 && line.faults.length === 0;
  if (isNothing) return { kind: 'skipped', why: 'nothing' };
  return { kind: 'participant', ids, codes: [...new Set(codes)], balances };
}

function codeIn(line: Line, field: 'code' | 'link'): string | undefined {
  const text = line.field(field);
  if (text === undefined) return undefined;
  const named = field === 'code' ? text : codeOfLink(text, line.plan.linkParameter);
  if (named === undefined) return line.refuse('bad_link', field);
  const read = readOldCode(named);
  if (read.kind === 'code') return read.code;
  return line.refuse(read.kind === 'two_readings' ? 'two_readings' : 'bad_code', field);
}

/** A balance of nothing is not told. */
function balanceIn(line: Line, column: PlannedColumn): OldBalance | undefined {
  const text = line.text(column);
  if (text === '') return undefined;
  const read = readNumber(text, line.plan.decimal);
  if (!read.ok) return line.refuse(read.code, column);
  const amount = parseAmount(read.text, line.plan.exponents.get(column.unit) ?? 0);
  if (!amount.ok) return line.refuse(amount.reason === 'negative' ? 'negative_balance' : amount.reason, column);
  return amount.minor === 0n ? undefined : { unit: column.unit, amountMinor: String(amount.minor) };
}

export function bindingOf(line: Line, ids: Identifiers): BindingRow | Refused {
  const inviter = inviterIn(line);
  const date = line.field('date');
  const at = date === undefined ? line.refuse('missing', 'date') : line.past('date', date);
  const channel = channelIn(line);
  const isRewarded = rewardedIn(line);
  if (inviter === undefined || at === undefined || channel === undefined || isRewarded === undefined) {
    return { kind: 'refused', faults: line.faults };
  }
  return { kind: 'binding', ids, inviter, at, channel, isRewarded };
}

function inviterIn(line: Line): BindingRow['inviter'] | undefined {
  const typed = line.field('inviter_code');
  if (typed !== undefined) {
    const code = readAnyCode(typed);
    return code === undefined ? line.refuse('bad_code', 'inviter_code') : { code };
  }
  if (line.field('inviter_id') === undefined) {
    return line.refuse('missing', line.column('inviter_code') === undefined ? 'inviter_id' : 'inviter_code');
  }
  const userId = line.id('inviter_id');
  return userId === undefined ? undefined : { userId };
}

/** Where nothing is said, somebody named a code. */
function channelIn(line: Line): TouchChannel | undefined {
  const column = line.column('channel');
  const text = column === undefined ? '' : line.text(column);
  if (column === undefined || text === '') return 'code';
  return readChannel(text, column.values) ?? line.refuse('unknown_channel', column);
}

function rewardedIn(line: Line): boolean | undefined {
  const column = line.column('rewarded');
  const text = column === undefined ? '' : line.text(column);
  if (column === undefined || text === '') return line.plan.isRewarded;
  return readBoolean(text, column.values) ?? line.refuse('not_a_boolean', column);
}
