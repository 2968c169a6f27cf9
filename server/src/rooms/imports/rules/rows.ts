import { importLimits } from '@sarafan/contract';
import { parseAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { Json, JsonObject } from '../../../kit/values/json.ts';
import { type EpochMs, isoDate, isoMoment } from '../../../kit/values/time.ts';
import { type Identifiers, idFaults, Line, type RowFault, shown } from './line.ts';
import { readCurrency, readNumber, splitCurrency } from './numbers.ts';
import type { Plan, PlannedColumn } from './plan.ts';
import { type BindingRow, bindingOf, type ParticipantRow, participantOf } from './rows-referral.ts';
import { readBoolean, readLegalForm, readMethod, readStatus } from './words.ts';

export interface PersonRow {
  readonly kind: 'person';
  readonly ids: Identifiers;
  readonly traits: JsonObject;
  /** Since when the person is known, if the line says so. */
  readonly at?: EpochMs;
}

export interface OrderRow {
  readonly kind: 'order';
  readonly ids: Identifiers;
  readonly orderId: string;
  readonly at: EpochMs;
  readonly properties: JsonObject;
  readonly isRefunded: boolean;
}

export type RowReading =
  | PersonRow
  | OrderRow
  | ParticipantRow
  | BindingRow
  | { readonly kind: 'skipped'; readonly why: 'empty' | 'unpaid' | 'nothing' }
  | { readonly kind: 'refused'; readonly faults: readonly RowFault[] };

/** Reads one line by its plan. All that is wrong with it is told together. */
export function readRow(plan: Plan, cells: readonly string[]): RowReading {
  if (cells.every((cell) => cell.trim() === '')) return { kind: 'skipped', why: 'empty' };
  const faults = faultsOfCells(plan, cells);
  if (faults.length > 0) return { kind: 'refused', faults };
  const line = new Line(plan, cells);
  const ids = line.identifiers();
  const reading = readings[plan.kind](line, ids);
  if (reading.kind === 'skipped') return reading;
  if (Object.keys(ids).length === 0 && !line.faults.some(({ code }) => idFaults.has(code))) {
    line.faults.unshift({ code: 'nobody', value: '' });
  }
  return line.faults.length > 0 ? { kind: 'refused', faults: line.faults } : reading;
}

const readings = {
  people: personOf,
  orders: orderOf,
  participants: participantOf,
  bindings: bindingOf,
} as const satisfies Record<Plan['kind'], (line: Line, ids: Identifiers) => RowReading>;

function faultsOfCells(plan: Plan, cells: readonly string[]): RowFault[] {
  const over = cells.slice(plan.width).find((cell) => cell.trim() !== '');
  if (over !== undefined) return [{ code: 'too_many_cells', value: shown(over) }];
  return plan.columns.flatMap(({ column }): RowFault[] => {
    const cell = cells[column - 1] ?? '';
    if (cell.length > importLimits.cellCharacters) return [{ code: 'cell_too_long', column, value: shown(cell) }];
    // A replacement character stands where bytes made no character of the encoding.
    if (cell.includes('\u0000') || cell.includes('\ufffd'))
      return [{ code: 'bad_character', column, value: shown(cell) }];
    return [];
  });
}

function personOf(line: Line, ids: Identifiers): RowReading {
  const { email, phone } = ids;
  const traits: Record<string, Json> = {
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
  };
  for (const column of line.plan.columns) {
    const text = line.text(column);
    if (text === '') continue;
    const named = traitOf(line, column, text);
    if (named !== undefined) traits[named[0]] = named[1];
  }
  const since = line.field('known_since');
  const at = since === undefined ? undefined : line.past('known_since', since);
  return { kind: 'person', ids, traits, ...(at === undefined ? {} : { at }) };
}

function traitOf(line: Line, column: PlannedColumn, text: string): readonly [string, Json] | undefined {
  switch (column.field) {
    case 'name':
      return ['name', text.slice(0, 500)];
    case 'first_name':
      return ['firstName', text.slice(0, 500)];
    case 'last_name':
      return ['lastName', text.slice(0, 500)];
    case 'legal_form': {
      const form = readLegalForm(text, column.values);
      return form === undefined ? line.refuse('unknown_legal_form', column) : ['legal_form', form];
    }
    case 'trait': {
      const value = typedValue(line, column, text);
      return value === undefined ? undefined : [column.trait, value];
    }
    default:
      return undefined;
  }
}

function typedValue(line: Line, column: PlannedColumn, text: string): Json | undefined {
  switch (column.type) {
    case 'text':
      return text;
    case 'boolean':
      return readBoolean(text, column.values) ?? line.refuse('not_a_boolean', column);
    case 'number': {
      const read = readNumber(text, line.plan.decimal);
      return read.ok ? Number(read.text) : line.refuse(read.code, column);
    }
    case 'date': {
      const moment = line.moment(column, text);
      if (moment === undefined) return undefined;
      // A day without a time is the same day in every zone.
      return /[:T]/.test(text) ? isoMoment(moment) : dayIn(moment, line.plan.dates.timeZone);
    }
  }
}

const dayForms = new Map<string, Intl.DateTimeFormat>();

function dayIn(moment: EpochMs, timeZone: string): string {
  if (timeZone === 'UTC') return isoDate(moment);
  const known = dayForms.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' });
  dayForms.set(timeZone, known);
  return known.format(moment);
}

function orderOf(line: Line, ids: Identifiers): RowReading {
  const status = statusOf(line);
  if (status === 'unpaid') return { kind: 'skipped', why: 'unpaid' };
  const orderId = line.id('order_id');
  if (line.field('order_id') === undefined) line.refuse('missing', 'order_id');
  const date = line.field('date');
  const at = date === undefined ? line.refuse('missing', 'date') : line.past('date', date);
  const total = totalOf(line);
  const payments = paymentsOf(line, total?.text ?? '');
  if (orderId === undefined || at === undefined || total === undefined) return { kind: 'refused', faults: line.faults };
  const coupon = line.field('coupon')?.slice(0, 255);
  const product = line.field('product')?.slice(0, 500);
  const properties = {
    order_id: orderId,
    total: total.text,
    currency: total.currency,
    ...(coupon === undefined ? {} : { coupon }),
    ...(product === undefined ? {} : { products: [{ name: product }] }),
    ...(payments === undefined ? {} : { payments }),
  };
  return { kind: 'order', ids, orderId, at, properties, isRefunded: status === 'refunded' };
}

function statusOf(line: Line): 'paid' | 'refunded' | 'unpaid' | undefined {
  const column = line.column('status');
  if (column === undefined) return 'paid';
  const text = line.text(column);
  if (text === '') return line.refuse('missing', column);
  return readStatus(text, column.values) ?? line.refuse('unknown_status', column);
}

function totalOf(line: Line): { readonly text: string; readonly currency: string } | undefined {
  const text = line.field('total');
  if (text === undefined) return line.refuse('missing', 'total');
  const split = splitCurrency(text);
  const named = line.field('currency');
  const currency = named === undefined ? (split.currency ?? line.plan.currency) : readCurrency(named);
  const exponent = currency === undefined ? undefined : currencyExponent(currency);
  if (currency === undefined || exponent === undefined) {
    return line.refuse('unknown_currency', named === undefined ? 'total' : 'currency');
  }
  const read = readNumber(split.number, line.plan.decimal);
  if (!read.ok) return line.refuse(read.code, 'total');
  const amount = parseAmount(read.text, exponent);
  if (amount.ok) return { text: read.text.replace(/^-/, ''), currency };
  return line.refuse(amount.reason === 'negative' ? 'negative_amount' : amount.reason, 'total');
}

function paymentsOf(line: Line, amount: string): Json | undefined {
  const column = line.column('payment_method');
  const text = column === undefined ? '' : line.text(column);
  if (column === undefined || text === '') return undefined;
  const method = readMethod(text, column.values);
  return method === undefined ? line.refuse('unknown_method', column) : [{ method, amount }];
}
