import { type Bonus, type BonusStep, type ProgramDefinition, programLimits } from '@sarafan/contract';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { fractionOf } from './amounts.ts';
import { amountProblems, checkTree, type Exponents, unknownUnit } from './check-rewards.ts';
import { correctionDaysUsual } from './owed.ts';
import type { ProgramProblem, ProgramProblemCode } from './problems.ts';

/** What counts as a result, and the bonuses that go by it. */
export function checkBonuses(definition: ProgramDefinition, exponents: Exponents): ProgramProblem[] {
  const { results, bonuses = [] } = definition;
  if (bonuses.length === 0 && results !== undefined && results.keep === undefined) {
    return [problem('/results', 'results_without_bonus')];
  }
  if (bonuses.length === 0 && results === undefined) return [];
  return [
    ...checkResults(definition),
    ...bonuses.flatMap((bonus, index) => checkBonus(definition, bonus, `/bonuses/${index}`, exponents)),
  ];
}

function problem(path: string, code: ProgramProblemCode, values: ProgramProblem['values'] = {}): ProgramProblem {
  return { path, code, values };
}

function checkResults({ results = {}, bonuses = [], friend }: ProgramDefinition): ProgramProblem[] {
  const { leads, sales } = results;
  const trees = [
    ['/results/leads/conditions', leads?.conditions] as const,
    ['/results/sales/conditions', sales?.conditions] as const,
  ];
  const asksLeads = bonuses.some(({ by, steps }) => {
    return by === 'leads' || by === 'conversion' || steps.some(({ amount }) => isForEach(amount, 'leads'));
  });
  const isRegistration = leads === undefined ? asksLeads : 'registration' in leads.on;
  const asksMoney = bonuses.some(({ by, steps }) => by === 'turnover' || steps.some(isShare));
  const hasMoney = sales === undefined || 'order' in sales.on;
  return [
    ...trees.flatMap(([path, tree]) => (tree === undefined ? [] : checkTree(path, tree))),
    ...(isRegistration && friend.knownForDays === null ? [problem('/results/leads', 'registration_of_known')] : []),
    ...(asksMoney && !hasMoney ? [problem('/results/sales/on', 'share_without_order')] : []),
  ];
}

function isForEach(amount: BonusStep['amount'], each: string): boolean {
  return typeof amount === 'object' && 'each' in amount && amount.each === each;
}

const isShare = ({ amount }: BonusStep): boolean => typeof amount === 'object' && 'percent' in amount;
const isOfPeople = ({ by }: Bonus): boolean => by === 'chain' || by === 'team';

function checkBonus(
  { attribution, ...definition }: ProgramDefinition,
  bonus: Bonus,
  path: string,
  exponents: Exponents,
): ProgramProblem[] {
  const { every, afterDays, holdDays } = bonus;
  const correctionDays = definition.correctionDays ?? correctionDaysUsual;
  const held = { holdDays: String(holdDays), correctionDays: String(correctionDays) };
  return [
    ...checkCurrency(bonus, path),
    ...(afterDays !== undefined && every === undefined ? [problem(`${path}/afterDays`, 'after_without_period')] : []),
    ...(isOfPeople(bonus) && every !== undefined ? [problem(`${path}/every`, 'chain_of_period')] : []),
    ...(isOfPeople(bonus) && attribution.perOrder === true ? [problem(`${path}/by`, 'chain_of_orders')] : []),
    ...(holdDays > correctionDays ? [problem(`${path}/holdDays`, 'correction_before_hold_ends', held)] : []),
    ...checkSteps(bonus, `${path}/steps`),
    ...bonus.steps.flatMap((step, index) => checkAmount(step, `${path}/steps/${index}`, exponents)),
  ];
}

function checkCurrency({ by, currency, steps }: Bonus, path: string): ProgramProblem[] {
  const at = `${path}/currency`;
  if (currency === undefined) {
    const isAsked = by === 'turnover' || steps.some(isShare);
    return isAsked ? [problem(at, 'missing_field', { field: 'currency' })] : [];
  }
  return currencyExponent(currency) === undefined ? [problem(at, 'unknown_currency', { field: currency })] : [];
}

/** Steps that are in order and can be reached. */
function checkSteps(bonus: Bonus, path: string): ProgramProblem[] {
  const problems: ProgramProblem[] = [];
  let before: BonusStep | undefined;
  for (const [index, step] of bonus.steps.entries()) {
    const { from, above } = step;
    const at = `${path}/${index}`;
    const value = from ?? above;
    if (value === undefined || (from !== undefined && above !== undefined)) {
      problems.push(problem(at, 'step_without_start'));
      continue;
    }
    const where = `${at}/${from === undefined ? 'above' : 'from'}`;
    if (isOfPeople(bonus) && Number(value) + (from === undefined ? 1 : 0) > programLimits.chain) {
      problems.push(problem(where, 'chain_too_long', { limit: String(programLimits.chain) }));
    }
    const isHigher = before === undefined || compareStarts(step, before) > 0;
    if (!isHigher) problems.push(problem(where, 'steps_not_ascending', { from: value }));
    before = step;
  }
  return problems;
}

/** More than a number begins after it. */
function compareStarts(left: BonusStep, right: BonusStep): number {
  const [one, other] = [fractionOf(left.from ?? left.above ?? '0'), fractionOf(right.from ?? right.above ?? '0')];
  const difference = Number(one.top * other.bottom - other.top * one.bottom);
  return difference === 0 ? Number(left.from === undefined) - Number(right.from === undefined) : difference;
}

function checkAmount({ unit, amount }: BonusStep, path: string, exponents: Exponents): readonly ProgramProblem[] {
  const exponent = exponents.get(unit);
  if (exponent === undefined) return unknownUnit(path, unit).problems;
  const at = `${path}/amount`;
  if (typeof amount === 'string') return amountProblems(at, { unit, amount }, exponent).problems;
  if ('each' in amount) return amountProblems(`${at}/amount`, { unit, amount: amount.amount }, exponent).problems;
  const { percent, rate } = amount;
  return [
    ...(Number(percent) > 0 ? [] : [problem(`${at}/percent`, 'zero_amount')]),
    ...(Number(rate) > 0 ? [] : [problem(`${at}/rate`, 'zero_amount')]),
  ];
}
