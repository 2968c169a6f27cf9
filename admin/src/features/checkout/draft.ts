import type { Conditions, SpendingLimit } from '@sarafan/contract';

/** What a condition asks about. `json` is what the form has no fields for: it is shown as JSON, so nothing is lost. */
export const rowKinds = ['brought', 'trait', 'spent', 'fact', 'json'] as const;
export type RowKind = (typeof rowKinds)[number];

export const rowOperators = ['gte', 'gt', 'eq', 'neq', 'lte', 'lt'] as const;
export type RowOperator = (typeof rowOperators)[number];

/** What friends have brought: a turnover in a currency, or how many. */
export const broughtWhats = ['turnover', 'leads', 'sales', 'friends'] as const;
export type BroughtWhat = (typeof broughtWhats)[number];

/** A condition as the form has it. */
export interface RowDraft {
  readonly kind: RowKind;
  /** Of a trait and of the order: its name. */
  readonly name: string;
  readonly currency: string;
  readonly what: BroughtWhat;
  readonly program: string;
  /** Empty for all time. */
  readonly every: '' | 'month' | 'year';
  readonly is: RowOperator;
  readonly value: string;
  readonly json: string;
}

export interface RuleDraft {
  readonly percent: string;
  readonly atMost: string;
  readonly minimum: string;
  readonly conditions: readonly RowDraft[];
}

/** A limit as the form has it: texts as they were typed. */
export interface LimitDraft extends Record<string, unknown> {
  readonly rates: readonly { readonly currency: string; readonly rate: string }[];
  readonly rules: readonly RuleDraft[];
}

export const newRow: RowDraft = {
  ...{ kind: 'brought', name: '', currency: 'RUB', what: 'turnover', program: '', every: '' },
  ...{ is: 'gte', value: '', json: '' },
};
export const newRule: RuleDraft = { percent: '25', atMost: '', minimum: '', conditions: [] };
export const newLimit: LimitDraft = { rates: [{ currency: 'RUB', rate: '1' }], rules: [newRule] };

/** An amount as people type it: spaces apart, a comma for the point. */
const typed = (text: string): string => text.replace(/\s/g, '').replace(',', '.');

/** What is typed as a number or as true or false becomes that. */
function meant(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  const plain = typed(text);
  return plain !== '' && String(Number(plain)) === plain ? Number(plain) : text;
}

export function draftOf({ rates, rules }: SpendingLimit): LimitDraft {
  return {
    rates: Object.entries(rates).map(([currency, rate]) => ({ currency, rate })),
    rules: rules.map(({ percent, atMost = '', minimum = '', conditions }) => {
      return { percent, atMost, minimum, conditions: partsOf(conditions).map(rowOf) };
    }),
  };
}

function partsOf(tree: Conditions | undefined): readonly Conditions[] {
  if (tree === undefined) return [];
  return 'all' in tree ? tree.all : [tree];
}

/** A condition as fields where fields can say all of it. */
function rowOf(part: Conditions): RowDraft {
  const other: RowDraft = { ...newRow, kind: 'json', json: JSON.stringify(part, undefined, 2) };
  if (!('is' in part) || !('value' in part)) return other;
  const is = rowOperators.find((each) => each === part.is);
  const { value } = part;
  if (is === undefined || typeof value === 'object') return other;
  const common = { ...newRow, is, value: String(value) };
  const row = fieldsOf(part, common);
  return row !== undefined && isSame(partOf(row), part) ? row : other;
}

function fieldsOf(part: Conditions, common: RowDraft): RowDraft | undefined {
  if ('trait' in part) return { ...common, kind: 'trait', name: part.trait };
  if ('fact' in part) return { ...common, kind: 'fact', name: part.fact };
  if ('spent' in part) return { ...common, kind: 'spent', currency: part.spent };
  if (!('brought' in part)) return undefined;
  const what = broughtWhats.find((each) => each === part.brought) ?? 'turnover';
  const currency = what === 'turnover' ? part.brought : newRow.currency;
  return { ...common, kind: 'brought', what, currency, program: part.program, every: part.every ?? '' };
}

function isSame(left: Conditions, right: Conditions): boolean {
  const sorted = (value: object): string =>
    JSON.stringify(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return sorted(left) === sorted(right);
}

function partOf(row: RowDraft): Conditions {
  const { kind, name, currency, what, program, every, is } = row;
  const value = meant(row.value);
  // A number that is none is sent as it was typed: the server says what is wrong with it.
  const amount = typeof value === 'boolean' ? String(value) : value;
  switch (kind) {
    case 'trait':
      return { trait: name, is, value };
    case 'fact':
      return { fact: name, is, value };
    case 'spent':
      return { spent: currency, is, value: amount };
    case 'brought': {
      const brought = what === 'turnover' ? currency : what;
      return { brought, program, ...(every === '' ? {} : { every }), is, value: amount };
    }
    case 'json':
      return parsed(row.json) as Conditions;
  }
}

/** What is no JSON is sent as a text, which is no condition. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json) as unknown;
  } catch {
    return json;
  }
}

export function limitOf({ rates, rules }: LimitDraft): SpendingLimit {
  return {
    rates: Object.fromEntries(rates.map(({ currency, rate }) => [currency, typed(rate)])),
    rules: rules.map(({ percent, atMost, minimum, conditions }) => {
      const [first, ...others] = conditions.map(partOf);
      const tree = first === undefined || others.length === 0 ? first : { all: [first, ...others] };
      return {
        ...(tree === undefined ? {} : { conditions: tree }),
        percent: typed(percent),
        ...(typed(atMost) === '' ? {} : { atMost: typed(atMost) }),
        ...(typed(minimum) === '' ? {} : { minimum: typed(minimum) }),
      };
    }),
    // The contract's type of a tree is a form of this one that may be changed.
  } as SpendingLimit;
}
