import {
  bindingFields,
  type ImportColumn,
  type ImportField,
  type ImportKind,
  type ImportSettings,
  orderFields,
  participantFields,
  personFields,
  type TraitType,
} from '@sarafan/contract';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { type DateReading, isTimeZone } from './dates.ts';
import type { DecimalMark } from './numbers.ts';
import { meanings, plainWord } from './words.ts';

/** A column of the file with what becomes of its cells. */
export interface PlannedColumn {
  /** From 1. */
  readonly column: number;
  readonly field: ImportField;
  readonly trait: string;
  readonly type: TraitType;
  /** What the mapping says that a cell of this column means, by `plainWord`. */
  readonly values: ReadonlyMap<string, string> | undefined;
  /** Of a balance. */
  readonly unit: string;
}

/** How every line of a file is read. */
export interface Plan {
  readonly kind: ImportKind;
  readonly columns: readonly PlannedColumn[];
  /** How many columns the headings name. */
  readonly width: number;
  readonly dates: DateReading;
  readonly decimal: DecimalMark;
  readonly currency: string;
  /** Nothing of the past happened later. */
  readonly now: EpochMs;
  /** The program whose codes and bindings these are; empty where neither is imported. */
  readonly program: string;
  /** Decimals of the units that balances are in. */
  readonly exponents: ReadonlyMap<string, number>;
  readonly linkParameter: string | undefined;
  /** What a binding is taken for that does not say whether it was rewarded. */
  readonly isRewarded: boolean;
}

export const mappingFaults = [
  'unknown_column',
  'field_not_for_kind',
  'field_mapped_twice',
  'trait_unnamed',
  'trait_reserved',
  'unknown_meaning',
  'unknown_time_zone',
  'unknown_currency',
  'nobody_mapped',
  'unit_unnamed',
  'unknown_unit',
  'unknown_program',
  'program_per_order',
  'nothing_mapped',
  'inviter_unmapped',
  'field_missing',
] as const;
export interface MappingFault {
  readonly code: (typeof mappingFaults)[number];
  readonly column?: number;
  readonly value?: string;
  /** True when something is still to be mapped; else what is mapped is wrong. */
  readonly isMissing?: true;
}

const fieldsOf: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  people: personFields,
  orders: orderFields,
  participants: participantFields,
  bindings: bindingFields,
};
const identifierFields = ['user_id', 'email', 'phone'] as const satisfies readonly ImportField[];
const needed = {
  people: [],
  orders: ['order_id', 'total', 'date'],
  participants: [],
  bindings: ['date'],
} as const satisfies Readonly<Record<ImportKind, readonly ImportField[]>>;
const broughtOfParticipants = ['code', 'link', 'balance'] as const satisfies readonly ImportField[];
const inviters = ['inviter_code', 'inviter_id'] as const satisfies readonly ImportField[];

/** Names that have a field of their own, and those that no JSON object may have. */
const reservedTraits = new Set([
  ...['email', 'phone', 'name', 'firstname', 'lastname', 'legal_form', 'referral_code'],
  ...['__proto__', 'constructor', 'prototype'],
]);

/** What is wrong with a mapping and what it lacks; empty when a file of this many columns can be read by it. */
export function faultsOf(kind: ImportKind, settings: ImportSettings, width: number): MappingFault[] {
  const { columns, timeZone, currency } = settings;
  const faults = columns.flatMap((each, index) => faultsOfColumn(kind, each, columns.slice(0, index), width));
  if (timeZone !== undefined && !isTimeZone(timeZone)) faults.push({ code: 'unknown_time_zone', value: timeZone });
  if (currency !== undefined && currencyExponent(currency) === undefined) {
    faults.push({ code: 'unknown_currency', value: currency });
  }
  const mapped = new Set<ImportField>(columns.map((each) => each.field));
  if (!identifierFields.some((field) => mapped.has(field))) faults.push({ code: 'nobody_mapped', isMissing: true });
  for (const field of needed[kind]) {
    if (!mapped.has(field)) faults.push({ code: 'field_missing', value: field, isMissing: true });
  }
  if (kind === 'participants' && !broughtOfParticipants.some((field) => mapped.has(field))) {
    faults.push({ code: 'nothing_mapped', isMissing: true });
  }
  if (kind === 'bindings' && !inviters.some((field) => mapped.has(field))) {
    faults.push({ code: 'inviter_unmapped', isMissing: true });
  }
  return faults;
}

function faultsOfColumn(
  kind: ImportKind,
  { column, field, trait, unit, values }: ImportColumn,
  before: readonly ImportColumn[],
  width: number,
): MappingFault[] {
  const faults: MappingFault[] = [];
  if (column > width) faults.push({ code: 'unknown_column', column });
  if (!fieldsOf[kind].includes(field)) faults.push({ code: 'field_not_for_kind', column, value: field });
  const isSame = (other: ImportColumn): boolean =>
    other.field === field && other.trait === trait && other.unit === unit;
  if (before.some((other) => isSame(other) || other.column === column)) {
    faults.push({ code: 'field_mapped_twice', column, value: trait ?? field });
  }
  if (field === 'trait' && trait === undefined) faults.push({ code: 'trait_unnamed', column });
  if (field === 'trait' && reservedTraits.has(trait?.toLowerCase() ?? '')) {
    faults.push({ code: 'trait_reserved', column, value: trait ?? '' });
  }
  if (field === 'balance' && unit === undefined) faults.push({ code: 'unit_unnamed', column, isMissing: true });
  const known: readonly string[] = Object.hasOwn(meanings, field) ? meanings[field as keyof typeof meanings] : [];
  const strange = Object.values(values ?? {}).find((meaning) => !known.includes(meaning));
  if (strange !== undefined) faults.push({ code: 'unknown_meaning', column, value: strange });
  return faults;
}

/** What a plan needs to know besides the mapping. */
export interface PlanWorld {
  readonly timeZone: string;
  readonly now: EpochMs;
  readonly width: number;
  /** Of the workspace's units, where balances are imported. */
  readonly exponents?: ReadonlyMap<string, number>;
  readonly program?: string;
}

/** The plan of a mapping without faults. */
export function planOf(kind: ImportKind, settings: ImportSettings, world: PlanWorld): Plan {
  const { columns, timeZone = world.timeZone, currency = 'RUB', decimal = 'auto', dateOrder } = settings;
  return {
    kind,
    columns: columns.map(({ column, field, trait = '', type = 'text', unit = '', values }) => ({
      column,
      field,
      trait,
      type,
      unit,
      values:
        values === undefined
          ? undefined
          : new Map(Object.entries(values).map(([word, meaning]) => [plainWord(word), meaning])),
    })),
    width: world.width,
    dates: { timeZone, dayFirst: dateOrder !== 'month_first' },
    decimal,
    currency,
    now: world.now,
    exponents: world.exponents ?? new Map(),
    program: world.program ?? '',
    linkParameter: settings.linkParameter,
    isRewarded: settings.rewarded !== 'none',
  };
}

/** True when contacts are imported, for which the evidence of consent is asked. */
export function bringsContacts(kind: ImportKind, settings: ImportSettings): boolean {
  return kind === 'people' && settings.columns.some(({ field }) => field === 'email' || field === 'phone');
}
