import { isPlaceholderId, normaliseEmail, normalisePhone } from '../../../kit/values/identifiers.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { readDate } from './dates.ts';
import type { Plan, PlannedColumn } from './plan.ts';

/** Why a line is not imported. */
export const rowFaults = [
  'nobody',
  'missing',
  'bad_character',
  'cell_too_long',
  'too_many_cells',
  'rounded_number',
  'bad_id',
  'placeholder_id',
  'not_an_email',
  'not_a_phone',
  'not_a_number',
  'ambiguous_number',
  'negative_amount',
  'negative_balance',
  'too_many_decimals',
  'too_large',
  'unknown_currency',
  'bad_date',
  'in_future',
  'not_a_boolean',
  'unknown_legal_form',
  'unknown_status',
  'unknown_method',
  'duplicate',
  'unknown_person',
  'bad_code',
  'bad_link',
  'two_readings',
  'code_taken',
  'code_twice',
  'unknown_channel',
  'unknown_inviter',
  'inviter_without_code',
  'code_of_another_program',
  'invites_themselves',
] as const;
export type RowFaultCode = (typeof rowFaults)[number];

export interface RowFault {
  readonly code: RowFaultCode;
  readonly column?: number;
  readonly value: string;
}

/** Whom a line is about; each in its normal form. */
export interface Identifiers {
  readonly userId?: string;
  readonly email?: string;
  readonly phone?: string;
}

/** What is wrong with the cells that name whom a line is about. */
export const idFaults = new Set<RowFaultCode>([
  'rounded_number',
  'bad_id',
  'placeholder_id',
  'not_an_email',
  'not_a_phone',
]);

/** A cell as a report shows it. */
export function shown(cell: string): string {
  const storable = cell.replaceAll('\u0000', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd');
  return storable.length > 200 ? `${storable.slice(0, 200).replace(/\p{Surrogate}$/u, '')}…` : storable;
}

/** What a spreadsheet makes of a long number: its last digits are gone. */
const rounded = /^\d(?:[.,]\d+)?e\+\d+$/i;

/** The text of a cell without what spreadsheets put around numbers to keep them as they are: `="0012"`, `'0012`. */
function textOf(cell: string): string {
  const trimmed = cell.trim();
  const formula = /^="(.*)"$/s.exec(trimmed);
  if (formula !== null) return (formula[1] ?? '').trim();
  return /^'[\d+]/.test(trimmed) ? trimmed.slice(1) : trimmed;
}

/** One line that is being read, with the faults found so far. */
export class Line {
  readonly plan: Plan;
  readonly faults: RowFault[] = [];
  readonly #cells: readonly string[];

  constructor(plan: Plan, cells: readonly string[]) {
    this.plan = plan;
    this.#cells = cells;
  }

  text({ column }: PlannedColumn): string {
    return textOf(this.#cells[column - 1] ?? '');
  }

  column(field: PlannedColumn['field']): PlannedColumn | undefined {
    return this.plan.columns.find((each) => each.field === field);
  }

  /** The text of a field's cell; undefined when it is empty or not mapped. */
  field(field: PlannedColumn['field']): string | undefined {
    const column = this.column(field);
    const text = column === undefined ? '' : this.text(column);
    return text === '' ? undefined : text;
  }

  refuse(code: RowFaultCode, field: PlannedColumn['field'] | PlannedColumn): undefined {
    const column = typeof field === 'string' ? this.column(field) : field;
    const value = column === undefined ? '' : (this.#cells[column.column - 1] ?? '');
    this.faults.push({ code, ...(column === undefined ? {} : { column: column.column }), value: shown(value) });
    return undefined;
  }

  identifiers(): Identifiers {
    const userId = this.id('user_id');
    const email = this.contact('email', normaliseEmail, 'not_an_email');
    const phone = this.contact('phone', normalisePhone, 'not_a_phone');
    return {
      ...(userId === undefined ? {} : { userId }),
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
    };
  }

  id(field: 'user_id' | 'order_id' | 'inviter_id'): string | undefined {
    const text = this.field(field);
    if (text === undefined) return undefined;
    if (rounded.test(text)) return this.refuse('rounded_number', field);
    if (text.length > 255) return this.refuse('bad_id', field);
    return isPlaceholderId(text) ? this.refuse('placeholder_id', field) : text;
  }

  contact(
    field: 'email' | 'phone',
    normalise: (text: string) => string | undefined,
    code: RowFaultCode,
  ): string | undefined {
    const text = this.field(field);
    if (text === undefined) return undefined;
    if (rounded.test(text)) return this.refuse('rounded_number', field);
    return normalise(text) ?? this.refuse(code, field);
  }

  /** A moment of the past. */
  moment(field: PlannedColumn['field'] | PlannedColumn, text: string): EpochMs | undefined {
    const moment = readDate(text, this.plan.dates);
    return moment ?? this.refuse('bad_date', field);
  }

  past(field: PlannedColumn['field'], text: string): EpochMs | undefined {
    const moment = this.moment(field, text);
    return moment !== undefined && moment > this.plan.now ? this.refuse('in_future', field) : moment;
  }
}
