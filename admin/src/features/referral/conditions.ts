import type { CountOperator, Operator } from '@sarafan/contract';
import { decimalTyped, isObject } from './draft.ts';

/** What a row asks about: a trait, a property of what is judged, how often, how much in all, or what was spent. */
export const rowKinds = ['trait', 'fact', 'count', 'sum', 'spent'] as const;
export type RowKind = (typeof rowKinds)[number];

/** Of what a property is: the order, an event, or a line of the order. */
export type About = 'order' | 'event' | 'line';

/** How a row compares: the operators of the language, and those opposites that need a `not` around them. */
export const rowOperators = [
  'eq',
  'neq',
  'gt',
  'gte',
  'lt',
  'lte',
  'in',
  'not_in',
  'contains',
  'not_contains',
  'exists',
  'missing',
] as const satisfies readonly (Operator | 'not_in' | 'not_contains' | 'missing')[];
export type RowOperator = (typeof rowOperators)[number];

export const countRowOperators = ['eq', 'neq', 'gt', 'gte', 'lt', 'lte'] as const satisfies readonly CountOperator[];

/** A condition that can be edited as a row. */
export interface Row {
  readonly kind: RowKind;
  /** A trait, a property, an event, or of what was spent the currency. */
  readonly field: string;
  /** Of a sum: which property is added up. Of what was spent: `money` or `total`, empty when nothing says which. */
  readonly of: string;
  readonly is: RowOperator;
  /** As it is typed; a list is divided by commas. */
  readonly value: string;
  /** Of a count and a sum: only what was before the invitation. Of what was spent: only what was since. */
  readonly byTouch: boolean;
  /** Of a number: only so many days. */
  readonly withinDays: number | undefined;
}

/** Kinds that are numbers made of a person's facts. */
export function isNumberKind(kind: RowKind): kind is 'count' | 'sum' | 'spent' {
  return kind === 'count' || kind === 'sum' || kind === 'spent';
}

/** The parts of a tree that must all hold. */
export function conjuncts(tree: unknown): readonly unknown[] {
  if (tree === undefined) return [];
  if (isObject(tree) && Array.isArray(tree['all']) && Object.keys(tree).length === 1) return tree['all'];
  return [tree];
}

/** The tree of which these are the parts; undefined when there are none. */
export function treeOf(parts: readonly unknown[]): unknown {
  return parts.length <= 1 ? parts[0] : { all: [...parts] };
}

/** A part as a row; undefined when rows cannot show it. */
export function rowOf(part: unknown): Row | undefined {
  if (!isObject(part)) return undefined;
  const { not: inner } = part;
  if (inner !== undefined) {
    const row = rowOf(inner);
    if (Object.keys(part).length > 1 || row === undefined) return undefined;
    const opposite = row.is === 'in' ? 'not_in' : row.is === 'contains' ? 'not_contains' : undefined;
    return opposite === undefined ? undefined : { ...row, is: opposite };
  }
  const kind = rowKinds.find((each) => typeof part[each] === 'string');
  if (kind === undefined) return undefined;
  const { is, value, [kind]: field, ...more } = part;
  const operator = rowOperators.find((each) => each === is);
  const extra = extraOf(kind, more);
  if (extra === undefined || operator === undefined || typeof field !== 'string') return undefined;
  const row = { kind, field, ...extra };
  if (operator === 'exists')
    return typeof value === 'boolean' ? { ...row, is: value ? 'exists' : 'missing', value: '' } : undefined;
  const text = textOf(value, operator === 'in');
  return text === undefined ? undefined : { ...row, is: operator, value: text };
}

/** What else a condition of a kind may say; undefined when there is something that no row shows. */
function extraOf(
  kind: RowKind,
  { of, before, since, withinDays, ...more }: Readonly<Record<string, unknown>>,
): Pick<Row, 'of' | 'byTouch' | 'withinDays'> | undefined {
  const [touch, strange] = kind === 'spent' ? [since, before] : [before, since];
  const isKnown =
    Object.keys(more).length === 0 &&
    strange === undefined &&
    (touch === undefined || touch === 'touch') &&
    (withinDays === undefined || typeof withinDays === 'number') &&
    (of === undefined ? kind !== 'sum' : typeof of === 'string' && (kind === 'sum' || kind === 'spent'));
  const isPlain = isNumberKind(kind) || (touch === undefined && withinDays === undefined);
  if (!isKnown || !isPlain) return undefined;
  return {
    of: typeof of === 'string' ? of : '',
    byTouch: touch === 'touch',
    withinDays: typeof withinDays === 'number' ? withinDays : undefined,
  };
}

function textOf(value: unknown, isList: boolean): string | undefined {
  if (!isList) return isScalar(value) ? String(value) : undefined;
  const values: readonly unknown[] = Array.isArray(value) ? value : [];
  // A comma inside a value would divide it when it is read back.
  const plain = values.length > 0 && values.every((each) => isScalar(each) && !String(each).includes(','));
  return plain ? values.join(', ') : undefined;
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** A row as a part of the tree. What is typed as a number or as true or false becomes that. */
export function partOf(row: Row): unknown {
  const { kind, field, is, value } = row;
  const base = { [kind]: field, ...moreOf(row) };
  switch (is) {
    case 'exists':
    case 'missing':
      return { ...base, is: 'exists', value: is === 'exists' };
    case 'in':
      return { ...base, is: 'in', value: valuesOf(value) };
    case 'not_in':
      return { not: { ...base, is: 'in', value: valuesOf(value) } };
    case 'not_contains':
      return { not: { ...base, is: 'contains', value: scalarOf(value) } };
    default:
      return { ...base, is, value: scalarOf(isNumeric(row) ? numberTyped(value) : value) };
  }
}

/** What orders say in numbers whatever they are compared by. */
const orderNumbers: ReadonlySet<string> = new Set(['total', 'paid.money', 'paid.gift_certificate', 'paid.points']);
const measuring: ReadonlySet<RowOperator> = new Set(['gt', 'gte', 'lt', 'lte']);

function isNumeric({ kind, field, is }: Row): boolean {
  if (is === 'contains') return false;
  return isNumberKind(kind) || measuring.has(is) || (kind === 'fact' && orderNumbers.has(field));
}

/** What is no number stays as it is typed, and the checker says that it is none. */
function numberTyped(text: string): string {
  const decimal = decimalTyped(text);
  return /^-?\d+(\.\d+)?$/.test(decimal) ? decimal : text;
}

function moreOf({ kind, of, byTouch, withinDays }: Row): Readonly<Record<string, unknown>> {
  if (!isNumberKind(kind)) return {};
  const isOf = kind === 'sum' || (kind === 'spent' && of !== '');
  return {
    ...(isOf ? { of } : {}),
    ...(byTouch ? { [kind === 'spent' ? 'since' : 'before']: 'touch' } : {}),
    ...(withinDays === undefined ? {} : { withinDays }),
  };
}

function valuesOf(text: string): unknown[] {
  return text.split(',').map((each) => scalarOf(each.trim()));
}

/** A decimal stays a text where a number could not hold it exactly: the language compares both alike. */
function scalarOf(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?(0|[1-9]\d{0,14})$/.test(text) && text !== '-0' ? Number(text) : text;
}

export const emptyRow: Row = {
  ...{ kind: 'trait', field: '', of: '', is: 'eq', value: '' },
  ...{ byTouch: false, withinDays: undefined },
};

/** The row when it asks about something else: what the other kind cannot say is left behind. */
export function turned(row: Row, kind: RowKind): Row {
  const isNumber = isNumberKind(kind);
  const fits = !isNumber || countRowOperators.some((operator) => operator === row.is);
  return {
    ...row,
    kind,
    field: kind === 'spent' ? 'RUB' : row.kind === 'spent' ? '' : row.field,
    of: kind === 'sum' && row.kind !== 'spent' ? row.of : '',
    is: fits ? row.is : 'eq',
    byTouch: isNumber && row.byTouch && (kind === 'spent') === (row.kind === 'spent'),
    withinDays: isNumber ? row.withinDays : undefined,
  };
}

/** Legal forms that a program may exclude, as people say who pays. */
export const legalForms = ['sole_trader', 'company'] as const;

/** Which legal forms a part excludes; undefined when it is no such part. */
export function excludedForms(part: unknown): readonly string[] | undefined {
  const row = rowOf(part);
  if (row?.kind !== 'trait' || row.field !== 'legal_form') return undefined;
  if (row.is !== 'not_in' && row.is !== 'neq') return undefined;
  const values = row.value.split(',').map((each) => each.trim());
  return values.every((each) => legalForms.some((form) => form === each)) ? values : undefined;
}

export function formsExcluded(forms: readonly string[]): unknown {
  return { not: { trait: 'legal_form', is: 'in', value: [...forms] } };
}

/** What a program may ask of how the order is paid; each is one part. */
export const paymentRules = {
  no_certificate: { fact: 'paid.gift_certificate', is: 'eq', value: 0 },
  some_money: { fact: 'paid.money', is: 'gt', value: 0 },
  no_points: { fact: 'paid.points', is: 'eq', value: 0 },
} as const;
export type PaymentRule = keyof typeof paymentRules;

export function paymentRuleOf(part: unknown): PaymentRule | undefined {
  const names = Object.keys(paymentRules) as PaymentRule[];
  return names.find((name) => {
    const { fact, is, value } = paymentRules[name];
    const row = rowOf(part);
    return (
      row?.kind === 'fact' && row.field === fact && row.is === is && row.value !== '' && Number(row.value) === value
    );
  });
}

/** The least total that an order must have; undefined when the part asks for something else. */
export function minimumOf(part: unknown): string | undefined {
  const row = rowOf(part);
  return row?.kind === 'fact' && row.field === 'total' && row.is === 'gte' ? row.value : undefined;
}

export function minimumPart(amount: string): unknown {
  return { fact: 'total', is: 'gte', value: scalarOf(amount) };
}
