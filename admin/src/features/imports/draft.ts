import type {
  ImportColumn,
  ImportDetail,
  ImportField,
  ImportKind,
  ImportSettings,
  SavedMapping,
  TraitType,
} from '@sarafan/contract';

/** What each kind of file may tell. */
export const fieldsOf = {
  people: ['user_id', 'email', 'phone', 'name', 'first_name', 'last_name', 'legal_form', 'known_since', 'trait'],
  orders: [
    ...['order_id', 'user_id', 'email', 'phone', 'total', 'currency'],
    ...['date', 'status', 'coupon', 'payment_method', 'product'],
  ] as ImportField[],
  participants: ['user_id', 'email', 'phone', 'code', 'link', 'balance'],
  bindings: ['user_id', 'email', 'phone', 'inviter_code', 'inviter_id', 'date', 'channel', 'rewarded'],
} as const satisfies Record<ImportKind, readonly ImportField[]>;

export const traitTypes = ['text', 'number', 'boolean', 'date'] as const satisfies readonly TraitType[];

/** Fields whose cells are words, and what a word may mean. */
export const meanings = {
  status: ['paid', 'refunded', 'unpaid'],
  payment_method: ['money', 'gift_certificate', 'points'],
  legal_form: ['person', 'sole_trader', 'company'],
  channel: ['link', 'code', 'manual'],
  rewarded: ['true', 'false'],
} as const;

export type WordField = keyof typeof meanings;

export function isWordField(field: string): field is WordField {
  return Object.hasOwn(meanings, field);
}

/** What stands in the fields for one column of the file; an empty field is not imported. */
export interface ColumnDraft {
  readonly field: string;
  readonly trait: string;
  readonly type: string;
  /** Of a balance; the first of the workspace's when it is empty. */
  readonly unit: string;
  readonly values: Readonly<Record<string, string>>;
}

/** What stands in the fields of the mapping. */
export type Draft = {
  readonly columns: readonly ColumnDraft[];
  readonly timeZone: string;
  readonly currency: string;
  readonly decimal: string;
  readonly dateOrder: string;
  readonly source: string;
  readonly unknownPersons: string;
  readonly program: string;
  readonly linkParameter: string;
  readonly rewarded: string;
  readonly saveAs: string;
};

/** What was mapped already, else what is suggested: a saved mapping with its settings, or a guess from the headings. */
export function draftOf(detail: ImportDetail, saved: SavedMapping | undefined, timeZone: string): Draft {
  const { settings, suggestion, headings } = detail;
  const mapped = settings !== null && settings.columns.length > 0;
  const given: Omit<ImportSettings, 'columns'> = mapped ? settings : { ...saved?.settings, ...settings };
  const columns = mapped ? settings.columns : suggestion.columns;
  return {
    columns: headings.map(({ column, heading }) =>
      columnOf(
        columns.find((each) => each.column === column),
        heading,
      ),
    ),
    timeZone: given.timeZone ?? timeZone,
    currency: given.currency ?? 'RUB',
    decimal: given.decimal ?? 'auto',
    dateOrder: given.dateOrder ?? 'day_first',
    source: given.source ?? '',
    unknownPersons: given.unknownPersons ?? 'create',
    program: given.program ?? '',
    linkParameter: given.linkParameter ?? '',
    rewarded: given.rewarded ?? 'all',
    saveAs: suggestion.mapping ?? '',
  };
}

function columnOf(mapped: ImportColumn | undefined, heading: string): ColumnDraft {
  return {
    field: mapped?.field ?? '',
    trait: mapped?.trait ?? heading.slice(0, 100),
    type: mapped?.type ?? 'text',
    unit: mapped?.unit ?? '',
    values: mapped?.values ?? {},
  };
}

/** The same as the API wants it. How the file is read stays as it is. */
export function settingsOf(draft: Draft, detail: ImportDetail): ImportSettings {
  const { kind, headings, settings } = detail;
  const { timeZone, currency, decimal, dateOrder, source, unknownPersons } = draft;
  const isReferral = kind === 'participants' || kind === 'bindings';
  const [program, parameter] = [draft.program.trim(), draft.linkParameter.trim()];
  const columns = headings.flatMap(({ column }, index) => mappedColumn(kind, column, draft.columns[index]));
  return {
    ...readingIn(settings),
    columns,
    timeZone,
    decimal: decimal === 'comma' || decimal === 'point' ? decimal : 'auto',
    dateOrder: dateOrder === 'month_first' ? 'month_first' : 'day_first',
    ...(kind === 'orders' ? { currency: currency.trim().toUpperCase() } : {}),
    ...(kind === 'people' ? {} : { unknownPersons: unknownPersons === 'skip' ? 'skip' : 'create' }),
    ...(isReferral && program !== '' ? { program } : {}),
    ...(kind === 'participants' && parameter !== '' ? { linkParameter: parameter } : {}),
    ...(kind === 'bindings' ? { rewarded: draft.rewarded === 'none' ? 'none' : 'all' } : {}),
    ...(source.trim() === '' ? {} : { source: source.trim() }),
  };
}

/** How the file is read, as far as somebody said so. */
export function readingIn(
  settings: ImportSettings | null,
): Pick<ImportSettings, 'encoding' | 'delimiter' | 'headingRow'> {
  const { encoding, delimiter, headingRow } = settings ?? {};
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(headingRow === undefined ? {} : { headingRow }),
  };
}

function mappedColumn(kind: ImportKind, column: number, drafted: ColumnDraft | undefined): ImportColumn[] {
  const allowed: readonly ImportField[] = fieldsOf[kind];
  const field = allowed.find((each) => each === drafted?.field);
  if (field === undefined || drafted === undefined) return [];
  if (field === 'trait') {
    const type = traitTypes.find((each) => each === drafted.type) ?? 'text';
    return [{ column, field, trait: drafted.trait.trim(), type }];
  }
  if (field === 'balance') return [{ column, field, ...(drafted.unit === '' ? {} : { unit: drafted.unit }) }];
  const told = Object.entries(drafted.values).filter(([, meaning]) => meaning !== '');
  return [{ column, field, ...(isWordField(field) && told.length > 0 ? { values: Object.fromEntries(told) } : {}) }];
}

/** Words of a column that may need a meaning: those told already, samples, and those that a dry run did not know. */
export function wordsOf(detail: ImportDetail, column: number, drafted: ColumnDraft): string[] {
  const samples = detail.headings.find((each) => each.column === column)?.samples ?? [];
  const unknown = (detail.check?.findings ?? [])
    .filter(({ code }) => isAboutWord(code))
    .flatMap(({ first }) => first.filter((each) => each.column === column).map(({ value }) => value));
  const words = [...Object.keys(drafted.values), ...unknown, ...samples].map((word) => word.trim());
  return [...new Set(words)].filter((word) => word !== '').slice(0, 20);
}

const wordFindings = ['unknown_status', 'unknown_method', 'unknown_legal_form', 'unknown_channel', 'not_a_boolean'];

function isAboutWord(code: string): boolean {
  return wordFindings.includes(code);
}

/** Whether contacts of people are mapped: then it is asked where their consent came from. */
export function mapsContacts(kind: ImportKind, draft: Draft): boolean {
  return kind === 'people' && draft.columns.some(({ field }) => field === 'email' || field === 'phone');
}
