import { type Static, Type } from 'typebox';
import { ApiMoment, apiLimits, IdText, nullable, Sentence } from './common.ts';

/** Limits of imports (INV-8). */
export const importLimits = {
  fileBytes: 50 * 1024 * 1024,
  rows: 500_000,
  columns: 200,
  /** One record of the file, and one cell of it, in characters. */
  recordCharacters: 262_144,
  cellCharacters: 2_000,
  /** A file with more refused lines than this is refused as a whole: its columns are mapped wrongly. */
  refusedLines: 50_000,
  headingRow: 50,
  valuesOfColumn: 200,
  fileNameCharacters: 255,
  savedMappings: 200,
  /** Imports of a workspace that are neither finished nor taken back. */
  openImports: 20,
  wordingCharacters: 5_000,
} as const;

export const importKinds = ['people', 'orders', 'participants', 'bindings'] as const;
export type ImportKind = (typeof importKinds)[number];

/**
 * draft: to be mapped; checking, checked: the dry run; running, stopped, done: the run; undoing, undone: it is taken
 * back.
 */
export const importStates = [
  'draft',
  'checking',
  'checked',
  'running',
  'stopped',
  'done',
  'undoing',
  'undone',
] as const;
export type ImportState = (typeof importStates)[number];

export const importEncodings = ['utf-8', 'utf-16le', 'windows-1251'] as const;
export type ImportEncoding = (typeof importEncodings)[number];

export const importDelimiters = ['comma', 'semicolon', 'tab'] as const;
export type ImportDelimiter = (typeof importDelimiters)[number];

export const personFields = [
  'user_id',
  'email',
  'phone',
  'name',
  'first_name',
  'last_name',
  'legal_form',
  'known_since',
  'trait',
] as const;

export const orderFields = [
  'order_id',
  'user_id',
  'email',
  'phone',
  'total',
  'currency',
  'date',
  'status',
  'coupon',
  'payment_method',
  'product',
] as const;

/** Whoever took part in another system: under which codes and links, and what they had there. */
export const participantFields = ['user_id', 'email', 'phone', 'code', 'link', 'balance'] as const;

/** Who was invited by whom in another system. */
export const bindingFields = [
  'user_id',
  'email',
  'phone',
  'inviter_code',
  'inviter_id',
  'date',
  'channel',
  'rewarded',
] as const;

/** Every field of every kind, each once. */
export const importFields = [
  ...personFields,
  'order_id',
  'total',
  'currency',
  'date',
  'status',
  'coupon',
  'payment_method',
  'product',
  'code',
  'link',
  'balance',
  'inviter_code',
  'inviter_id',
  'channel',
  'rewarded',
] as const;
export type ImportField = (typeof importFields)[number];

export const traitTypes = ['text', 'number', 'boolean', 'date'] as const;
export type TraitType = (typeof traitTypes)[number];

const Kind = Type.Enum([...importKinds]);
const ColumnNumber = Type.Integer({
  minimum: 1,
  maximum: importLimits.columns,
  description: 'The place of the column in the file, from 1',
});
const CellText = Type.String({ maxLength: importLimits.cellCharacters });

export const ImportColumn = Type.Object(
  {
    column: ColumnNumber,
    field: Type.Enum([...importFields]),
    trait: Type.Optional(
      Type.String({ minLength: 1, maxLength: 100, description: 'The name of the trait, when the field is `trait`' }),
    ),
    type: Type.Optional(Type.Enum([...traitTypes])),
    unit: Type.Optional(
      Type.String({ minLength: 1, maxLength: 64, description: 'The unit of a balance, when the field is `balance`' }),
    ),
    values: Type.Optional(
      Type.Record(Type.String({ maxLength: 200 }), Type.String({ maxLength: 50 }), {
        maxProperties: importLimits.valuesOfColumn,
        description:
          'What a cell means, where its own words are not known: for status `paid`, `refunded`, `unpaid`; for ' +
          'payment_method `money`, `gift_certificate`, `points`; for legal_form `person`, `sole_trader`, `company`; ' +
          'for channel `link`, `code`, `manual`; for rewarded `true`, `false`',
      }),
    ),
  },
  { additionalProperties: false },
);
export type ImportColumn = Static<typeof ImportColumn>;

const settingsFields = {
  columns: Type.Array(ImportColumn, { maxItems: importLimits.columns }),
  encoding: Type.Optional(Type.Enum([...importEncodings], { description: 'Absent: as it was detected' })),
  delimiter: Type.Optional(Type.Enum([...importDelimiters], { description: 'Absent: as it was detected' })),
  headingRow: Type.Optional(
    Type.Integer({ minimum: 1, maximum: importLimits.headingRow, description: '1 when absent' }),
  ),
  timeZone: Type.Optional(
    Type.String({ minLength: 1, maxLength: 64, description: 'Of times without an offset; absent: the workspace’s' }),
  ),
  currency: Type.Optional(
    Type.String({ pattern: '^[A-Z]{3}$', description: 'Of totals that name none; RUB when absent' }),
  ),
  decimal: Type.Optional(
    Type.Enum(['auto', 'comma', 'point'], { description: 'Which mark begins the decimals; `auto` when absent' }),
  ),
  dateOrder: Type.Optional(
    Type.Enum(['day_first', 'month_first'], { description: '`day_first` when absent: 31.12.2025' }),
  ),
  source: Type.Optional(
    Type.String({
      maxLength: 100,
      pattern: '^[^\\s](.*[^\\s])?$',
      description: 'The system that numbers these orders and persons, if several do: the same number of two is two',
    }),
  ),
  unknownPersons: Type.Optional(
    Type.Enum(['create', 'skip'], {
      description: 'What becomes of a line whose person nobody knows yet, unless it is of people; `create` when absent',
    }),
  ),
  program: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: apiLimits.nameCharacters,
      description: 'Whose codes, links and bindings these are: the id or the key of a program',
    }),
  ),
  linkParameter: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_.~-]{1,64}$',
      description: 'The parameter by which old links name whose they are; absent: the last part of their path does',
    }),
  ),
  rewarded: Type.Optional(
    Type.Enum(['all', 'none'], {
      description:
        'What bindings are that say nothing of it: `all`, when absent: what they brought until the upload was ' +
        'rewarded in the other system; `none`: nothing was',
    }),
  ),
} as const;

export const ImportSettings = Type.Object(settingsFields, { additionalProperties: false });
export type ImportSettings = Static<typeof ImportSettings>;

export const NewImportMapping = Type.Object(
  {
    ...settingsFields,
    saveAs: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: apiLimits.nameCharacters,
        description: 'Keep the mapping under this name; it is offered for files with the same headings',
      }),
    ),
  },
  { additionalProperties: false },
);
export type NewImportMapping = Static<typeof NewImportMapping>;

export const ImportConsent = Type.Object(
  {
    source: Type.String({ minLength: 1, maxLength: 500, description: 'Where consent was given: a form, a contract' }),
    date: Type.String({ format: 'date', description: 'Since when, or when the latest was given' }),
    wording: Type.Optional(
      Type.String({ minLength: 1, maxLength: importLimits.wordingCharacters, description: 'What people agreed to' }),
    ),
    document: Type.Optional(
      Type.String({ minLength: 1, maxLength: 500, description: 'The name of the document that proves it' }),
    ),
  },
  { additionalProperties: false },
);
export type ImportConsent = Static<typeof ImportConsent>;

export const UploadQuery = Type.Object(
  {
    kind: Kind,
    fileName: Type.String({ minLength: 1, maxLength: importLimits.fileNameCharacters }),
  },
  { additionalProperties: false },
);

export const ImportParams = Type.Object({ import: IdText }, { additionalProperties: false });
export const MappingParams = Type.Object(
  { mapping: Type.String({ minLength: 1, maxLength: apiLimits.nameCharacters }) },
  { additionalProperties: false },
);
export const MappingQuery = Type.Object({ kind: Kind }, { additionalProperties: false });

export const ImportStart = Type.Object(
  {
    withoutConsent: Type.Optional(
      Type.Boolean({ description: 'True: contacts are imported without any consent, and that is known' }),
    ),
  },
  { additionalProperties: false },
);

export const ImportFinding = Type.Object(
  {
    code: Type.String(),
    severity: Type.Enum(['refused', 'notice'], {
      description: 'A refused line is not imported; a notice is only said',
    }),
    lines: Type.Integer({ description: 'How many lines it is about' }),
    sentence: Sentence,
    first: Type.Array(
      Type.Object(
        { row: Type.Integer(), column: nullable(ColumnNumber), value: CellText },
        { additionalProperties: false },
      ),
      { description: 'The first few of them' },
    ),
  },
  { additionalProperties: false },
);
export type ImportFinding = Static<typeof ImportFinding>;

export const ImportCheck = Type.Object(
  {
    rows: Type.Integer({ description: 'Lines below the headings' }),
    ready: Type.Integer({ description: 'Lines that a run will import' }),
    repeated: Type.Integer({
      description: 'Lines that another import has brought already: a run repeats none of them',
    }),
    skipped: Type.Integer({ description: 'Empty lines and orders that are not paid' }),
    refused: Type.Integer(),
    facts: Type.Integer({ description: 'Facts that a run will tell' }),
    findings: Type.Array(ImportFinding),
  },
  { additionalProperties: false },
);
export type ImportCheck = Static<typeof ImportCheck>;

const Count = Type.Integer({ minimum: 0 });

export const Import = Type.Object(
  {
    import: Type.String(),
    kind: Kind,
    state: Type.Enum([...importStates]),
    fileName: Type.String(),
    bytes: Count,
    createdAt: ApiMoment,
    createdBy: Type.String({ description: 'Who uploaded it, as in the audit log' }),
    startedAt: nullable(ApiMoment),
    finishedAt: nullable(ApiMoment),
    progress: Type.Object(
      {
        rows: Type.Object({ done: Count, total: nullable(Count) }, { additionalProperties: false }),
        imported: Type.Integer({ description: 'Lines that the run has imported so far' }),
        repeated: Count,
        refused: Count,
        skipped: Count,
        facts: Type.Integer({ description: 'Facts that were told' }),
        takenBack: Type.Integer({ description: 'Imported lines that the undo has gone through' }),
      },
      { additionalProperties: false, description: 'Of the dry run while it runs, then of the run, then of the undo' },
    ),
    consent: nullable(ImportConsent),
    fault: nullable(
      Type.Object(
        { code: Type.String(), row: nullable(Type.Integer()), sentence: Sentence },
        { additionalProperties: false, description: 'Why the file could not be read to its end' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type Import = Static<typeof Import>;

export const ImportHeading = Type.Object(
  { column: ColumnNumber, heading: Type.String(), samples: Type.Array(Type.String()) },
  { additionalProperties: false },
);
export type ImportHeading = Static<typeof ImportHeading>;

export const ImportDetail = Type.Object(
  {
    ...Import.properties,
    reading: Type.Object(
      {
        encoding: Type.Enum([...importEncodings], { description: 'As the file is read now' }),
        detectedEncoding: Type.Enum([...importEncodings]),
        confidence: Type.Number({ minimum: 0, maximum: 1, description: 'How sure the detection is' }),
        delimiter: Type.Enum([...importDelimiters]),
        detectedDelimiter: Type.Enum([...importDelimiters]),
        headingRow: Type.Integer(),
      },
      { additionalProperties: false },
    ),
    headings: Type.Array(ImportHeading),
    settings: nullable(ImportSettings),
    suggestion: Type.Object(
      {
        columns: Type.Array(ImportColumn),
        mapping: nullable(Type.String({ description: 'The saved mapping of these headings; null: guessed from them' })),
      },
      { additionalProperties: false },
    ),
    consentNeeded: Type.Boolean({
      description: 'True: contacts are mapped, and there is no statement where the consent came from',
    }),
    sameFile: Type.Array(Type.String(), { description: 'Other imports of the very same file' }),
    check: nullable(ImportCheck),
  },
  { additionalProperties: false },
);
export type ImportDetail = Static<typeof ImportDetail>;

export const ImportProblemRow = Type.Object(
  {
    row: Type.Integer({ description: 'As a spreadsheet numbers rows: the first row of the file is 1' }),
    column: nullable(ColumnNumber),
    heading: nullable(Type.String()),
    value: CellText,
    code: Type.String(),
    sentence: Sentence,
  },
  { additionalProperties: false },
);
export type ImportProblemRow = Static<typeof ImportProblemRow>;

export const SavedMapping = Type.Object(
  {
    name: Type.String(),
    kind: Kind,
    headings: Type.Array(Type.String()),
    settings: ImportSettings,
    changedAt: ApiMoment,
  },
  { additionalProperties: false },
);
export type SavedMapping = Static<typeof SavedMapping>;

export const SavedMappings = Type.Object({ items: Type.Array(SavedMapping) }, { additionalProperties: false });

export const ReportQuery = Type.Object(
  {
    language: Type.Optional(Type.Enum(['ru', 'en'], { description: 'Absent: as Accept-Language says' })),
  },
  { additionalProperties: false },
);

/** A table as text, which is sent as it is made. */
export const CsvText = Type.Unsafe<unknown>({ type: 'string', description: 'text/csv in UTF-8' });
