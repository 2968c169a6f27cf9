import { bonusForms, ConditionsSchema, ProgramDefinition, rewardForms } from '@sarafan/contract';
import { Compile } from 'typebox/compile';
import { amountRefusals, parseAmount } from '../../../kit/values/amounts.ts';
import { isJsonObject, type Json } from '../../../kit/values/json.ts';
import { hasField, isObject, valueAt } from './values-in.ts';

/** What is wrong with the form of a definition. `field` or what was wanted stands in the values. */
export const schemaProblemCodes = [
  'unknown_field',
  'missing_field',
  'wrong_type',
  'not_one_of',
  'wrong_format',
  'not_a_condition',
  'too_small',
  'too_great',
  'too_few_items',
  'too_many_items',
  'too_short',
  'too_long',
  'repeated_item',
  'amount_not_a_number',
  'amount_too_many_decimals',
  'amount_too_large',
  'amount_negative',
  'schema',
] as const;
export type SchemaProblemCode = (typeof schemaProblemCodes)[number];

export interface SchemaProblem {
  readonly path: string;
  readonly code: SchemaProblemCode;
  readonly values: Readonly<Record<string, string>>;
}

const schema = Compile(ProgramDefinition);
const conditions = Compile(ConditionsSchema);
const amounts = {
  fixed: Compile(rewardForms.amount.fixed),
  lines: Compile(rewardForms.amount.lines),
  percent: Compile(rewardForms.amount.percent),
  steps: Compile(rewardForms.amount.steps),
};
const bonusAmounts = {
  fixed: Compile(bonusForms.fixed),
  each: Compile(bonusForms.each),
  percent: Compile(bonusForms.percent),
};
const triggers = {
  event: Compile(rewardForms.on.event),
  registration: Compile(rewardForms.on.registration),
  invitation: Compile(rewardForms.on.invitation),
  order: Compile(rewardForms.on.order),
};

/** More problems of one definition would help nobody. */
const problemsAtMost = 20;

export function hasForm(definition: unknown): definition is ProgramDefinition {
  return schema.Check(definition);
}

/** Problems of a definition's form, each with the place where it stands. Empty: it has the schema's form. */
export function checkSchema(definition: unknown): SchemaProblem[] {
  if (hasForm(definition)) return [];
  const found = [
    ...formProblems(schema.Errors(definition), definition, ''),
    ...rewardsIn(definition).flatMap(rewardProblems),
    ...countedIn(definition).flatMap(({ path, on }) => triggerProblems(on, `${path}/on`)),
    ...bonusProblems(definition),
    ...conditionPlaces(definition).flatMap((place) => wrongCondition(definition, place)),
  ];
  const other: SchemaProblem = { path: '/', code: 'schema', values: {} };
  return found.length === 0 ? [other] : found.slice(0, problemsAtMost);
}

/**
 * A union tells of every form that a value might have had, so what is one of a union is looked at by itself, in the
 * form that was meant; and so is a tree of conditions.
 */
const apart = [
  /\/rewards\/\d+\/(amount|on|conditions)/,
  /\/(participant|friend|order)\/conditions/,
  /\/lines\/\d+\/where/,
  /\/steps\/\d+\/amount/,
  /\/bonuses\/\d+\/steps\/\d+\/amount/,
  /\/results\/(leads|sales)\/(on|conditions)/,
];
const lookedAtApart = new RegExp(`^(${apart.map(({ source }) => source).join('|')})(/|$)`);

export function formProblems(
  errors: readonly FormError[],
  value: unknown,
  base: string,
  apart: RegExp = lookedAtApart,
): SchemaProblem[] {
  const problems = new Map<string, SchemaProblem>();
  for (const error of errors) {
    if (apart.test(error.instancePath)) continue;
    for (const problem of problemsOf(error, valueAt(value, error.instancePath))) {
      const path = problem.path === '/' && base !== '' ? base : `${base}${problem.path}`;
      const known = problems.get(path);
      const placed = { ...problem, path };
      problems.set(path, known === undefined ? placed : alternatives(known, placed));
    }
  }
  return [...problems.values()];
}

interface RewardIn {
  readonly amount: unknown;
  readonly on: unknown;
  readonly path: string;
}

function rewardsIn(definition: unknown): RewardIn[] {
  const rewards = valueAt(definition, '/rewards');
  if (!Array.isArray(rewards)) return [];
  return rewards.map((_reward, index) => {
    const path = `/rewards/${index}`;
    return { path, amount: valueAt(definition, `${path}/amount`), on: valueAt(definition, `${path}/on`) };
  });
}

function rewardProblems({ amount, on, path }: RewardIn): SchemaProblem[] {
  return [
    ...(amount === undefined ? [] : amountFormProblems(amount, `${path}/amount`)),
    ...triggerProblems(on, `${path}/on`),
  ];
}

function triggerProblems(on: unknown, path: string): SchemaProblem[] {
  const named = (['event', 'registration', 'invitation'] as const).find((field) => hasField(on, field));
  const trigger = triggers[named ?? 'order'];
  return on === undefined || trigger.Check(on) ? [] : formProblems(trigger.Errors(on), on, path);
}

function countedIn(definition: unknown): { readonly path: string; readonly on: unknown }[] {
  return ['/results/leads', '/results/sales'].map((path) => ({ path, on: valueAt(definition, `${path}/on`) }));
}

function bonusProblems(definition: unknown): SchemaProblem[] {
  const bonuses = valueAt(definition, '/bonuses');
  if (!Array.isArray(bonuses)) return [];
  return bonuses.flatMap((bonus, index) => {
    const steps = valueAt(bonus, '/steps');
    return (Array.isArray(steps) ? steps : []).flatMap((step, place): SchemaProblem[] => {
      const amount = valueAt(step, '/amount');
      const form = (['each', 'percent'] as const).find((field) => hasField(amount, field));
      const schemaOf = bonusAmounts[form ?? (isObject(amount) ? 'each' : 'fixed')];
      const path = `/bonuses/${index}/steps/${place}/amount`;
      return amount === undefined || schemaOf.Check(amount) ? [] : formProblems(schemaOf.Errors(amount), amount, path);
    });
  });
}

function amountFormProblems(amount: unknown, path: string): SchemaProblem[] {
  const form = (['steps', 'lines'] as const).find((field) => hasField(amount, field));
  const schemaOf = amounts[form ?? (isObject(amount) ? 'percent' : 'fixed')];
  const own = schemaOf.Check(amount) ? [] : formProblems(schemaOf.Errors(amount), amount, path);
  const steps = form === 'steps' ? valueAt(amount, '/steps') : undefined;
  if (!Array.isArray(steps)) return own;
  const inside = steps.flatMap((step, index) => {
    const each = valueAt(step, '/amount');
    return each === undefined || hasField(each, 'steps')
      ? []
      : amountFormProblems(each, `${path}/steps/${index}/amount`);
  });
  return [...own, ...inside];
}

/** Where trees of conditions stand in a definition. */
function conditionPlaces(definition: unknown): string[] {
  const rewards = rewardsIn(definition);
  return [
    '/participant/conditions',
    '/friend/conditions',
    '/order/conditions',
    '/results/leads/conditions',
    '/results/sales/conditions',
    ...rewards.map(({ path }) => `${path}/conditions`),
    ...rewards.flatMap(({ path, amount }) => {
      const steps = valueAt(amount, '/steps');
      const stepped = Array.isArray(steps)
        ? steps.flatMap((_step, index) => linesIn(definition, `${path}/amount/steps/${index}/amount`))
        : [];
      return [...linesIn(definition, `${path}/amount`), ...stepped];
    }),
  ];
}

function linesIn(definition: unknown, amount: string): string[] {
  const lines = valueAt(definition, `${amount}/lines`);
  return Array.isArray(lines) ? lines.map((_line, index) => `${amount}/lines/${index}/where`) : [];
}

type FormError = ReturnType<typeof schema.Errors>[number];

function problemsOf(error: FormError, value: unknown): SchemaProblem[] {
  const params: Readonly<Record<string, unknown>> = error.params;
  const path = error.instancePath === '' ? '/' : error.instancePath;
  const inside = (field: string): string => `${error.instancePath}/${field}`;
  const one = (code: SchemaProblemCode, values: Readonly<Record<string, string>> = {}): SchemaProblem[] => [
    { path, code, values },
  ];
  switch (error.keyword) {
    case 'additionalProperties':
      return namesIn(params['additionalProperties']).map((field) => {
        return { path: inside(field), code: 'unknown_field', values: { field } };
      });
    case 'required':
      return namesIn(params['requiredProperties']).map((field) => {
        return { path: inside(field), code: 'missing_field', values: { field } };
      });
    case 'boolean':
    case 'anyOf':
      // The same fault, told with its field or its alternatives.
      return [];
    case 'type':
      return one('wrong_type', { wanted: String(params['type']) });
    case 'const':
      return one('not_one_of', { wanted: String(params['allowedValue']) });
    case 'format':
      return one('wrong_format', { wanted: String(params['format']) });
    case 'pattern':
      return typeof value === 'string' && isAmount(error)
        ? one(amountCode(value), { amount: value.slice(0, 64) })
        : one('schema');
    default:
      return one(limitCodes.get(error.keyword) ?? 'schema', { limit: limitText(params['limit']) });
  }
}

/** Of the texts that have a pattern, amounts alone are told by what is wrong with them. */
function isAmount({ instancePath }: FormError): boolean {
  return instancePath === '' || /\/(amount|atMost|minimum|budget|from|above|rate)$/.test(instancePath);
}

function limitText(limit: unknown): string {
  return typeof limit === 'number' || typeof limit === 'string' ? String(limit) : '';
}

const limitCodes: ReadonlyMap<string, SchemaProblemCode> = new Map([
  ['minimum', 'too_small'],
  ['maximum', 'too_great'],
  ['minItems', 'too_few_items'],
  ['maxItems', 'too_many_items'],
  ['minLength', 'too_short'],
  ['maxLength', 'too_long'],
  ['uniqueItems', 'repeated_item'],
]);

/** A text that is no amount of the contract's form, by what is wrong with it in any unit. */
function amountCode(value: unknown): SchemaProblemCode {
  const parsed = parseAmount(value, 6);
  const reason = amountRefusals.find((each) => !parsed.ok && each === parsed.reason);
  return `amount_${reason ?? 'not_a_number'}`;
}

/** Of two faults of one value both alternatives are named; otherwise the more telling one, a limit, stands. */
function alternatives(known: SchemaProblem, next: SchemaProblem): SchemaProblem {
  if (known.code === 'not_one_of' && next.code === 'not_one_of') {
    return { ...known, values: { wanted: `${known.values['wanted']}, ${next.values['wanted']}` } };
  }
  return next;
}

function namesIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** The innermost node of a tree that is no condition. */
export function wrongCondition(definition: unknown, place: string): SchemaProblem[] {
  const tree = valueAt(definition, place) as Json | undefined;
  const path = tree === undefined ? undefined : wrongNode(tree, place);
  if (path === undefined) return [];
  const wanted = numberWanted(valueAt(definition, path));
  return [
    wanted === undefined
      ? { path, code: 'not_a_condition', values: {} }
      : { path, code: 'wrong_type', values: { wanted } },
  ];
}

/** What a number made of a person's facts must be compared with, where that is all that is wrong. */
function numberWanted(node: unknown): 'integer' | 'number' | undefined {
  if (!isObject(node) || typeof valueAt(node, '/value') === 'number' || !conditions.Check({ ...node, value: 1 }))
    return undefined;
  if ('count' in node) return 'integer';
  return 'sum' in node || 'spent' in node || 'brought' in node ? 'number' : undefined;
}

function wrongNode(node: Json | undefined, path: string): string | undefined {
  if (conditions.Check(node)) return undefined;
  if (!isJsonObject(node)) return path;
  for (const name of ['all', 'any', 'not', 'where']) {
    const part = node[name];
    const parts = Array.isArray(part) ? part.map((each, index) => ({ each, at: `${path}/${name}/${index}` })) : [];
    const single = part === undefined || Array.isArray(part) ? [] : [{ each: part, at: `${path}/${name}` }];
    for (const { each, at } of [...parts, ...single]) {
      const wrong = wrongNode(each, at);
      if (wrong !== undefined) return wrong;
    }
  }
  return path;
}
