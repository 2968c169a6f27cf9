import type { ProgramProblem, PromotionDefinition } from '@sarafan/contract';
import { explainFailure } from '../../conditions/index.ts';
import type { Queryable } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { keptMoneyWords } from '../../kit/values/number-words.ts';
import { type Sentence, sentenceOf, type TextValues } from '../../kit/values/sentences.ts';
import { minuteIn } from '../../kit/values/zones.ts';
import { workspaceBrand } from '../access/index.ts';
import { formProblems, problemSentence, wrongCondition } from '../referral/index.ts';
import { checkPromotion, promotionForm } from './rules/check.ts';
import type { Refusal } from './rules/judge.ts';
import { isFirstOrder } from './service-summary.ts';
import { buyerTexts, problemTexts, refusalTexts } from './texts.ts';

/** What is a union or a tree is looked at by itself. */
const lookedAtApart = /^\/(discount|conditions)(\/|$)/;

interface Problem {
  readonly path: string;
  readonly code: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Everything that stands against a definition, each with its place and its sentence; or the definition itself. */
export async function readPromotion(
  db: Queryable,
  workspace: WorkspaceId,
  definition: unknown,
): Promise<{ readonly definition: PromotionDefinition } | { readonly problems: readonly ProgramProblem[] }> {
  if (promotionForm.hasForm(definition)) {
    const problems = checkPromotion(definition);
    return problems.length === 0 ? { definition } : { problems: await presentMoments(db, workspace, problems) };
  }
  const problems: Problem[] = [
    ...formProblems(promotionForm.errors(definition), definition, '', lookedAtApart),
    ...discountProblems(definition),
    ...['/conditions', '/discount/where'].flatMap((place) => wrongCondition(definition, place)),
  ];
  const other: Problem = { path: '/', code: 'schema', values: {} };
  return { problems: (problems.length === 0 ? [other] : problems).map(presentProblem) };
}

/** Moments are said as a clock of the workspace shows them, by which they are typed in. */
async function presentMoments(
  db: Queryable,
  workspace: WorkspaceId,
  problems: readonly Problem[],
): Promise<readonly ProgramProblem[]> {
  if (!problems.some(namesMoments)) return problems.map(presentProblem);
  const sayMinute = minuteIn((await workspaceBrand(db, workspace))?.timeZone ?? 'UTC');
  return problems.map((problem) => {
    if (!namesMoments(problem)) return presentProblem(problem);
    const said = Object.entries(problem.values).map(([name, moment]) => [name, sayMinute(Date.parse(moment))]);
    return withSentence(problem, Object.fromEntries(said));
  });
}

const namesMoments = ({ code }: Problem): boolean => code === 'over_before_begun';

function discountProblems(definition: unknown): Problem[] {
  const discount =
    typeof definition === 'object' && definition !== null ? Reflect.get(definition, 'discount') : undefined;
  if (discount === undefined) return [];
  const isAmount = typeof discount === 'object' && discount !== null && Object.hasOwn(discount, 'amount');
  const form = isAmount ? promotionForm.discounts.amount : promotionForm.discounts.share;
  if (form.Check(discount)) return [];
  // The pattern of a percentage is the only one that is told by no word of its own.
  return formProblems(form.Errors(discount), discount, '/discount', /^\/where(\/|$)/).map((problem) => {
    return problem.path === '/discount/percent' && problem.code === 'schema'
      ? { ...problem, code: 'percent_form' }
      : problem;
  });
}

/** A problem with its sentence: of promotions alone, or one that definitions of programs may have too. */
export function presentProblem(problem: Problem): ProgramProblem {
  return withSentence(problem, problem.values);
}

function withSentence({ path, code }: Problem, values: TextValues): ProgramProblem {
  const own = isOwn(code) ? sentenceOf(problemTexts, code, values) : problemSentence(code, values);
  const { ru, en } = own ?? { ru: code, en: code };
  return { path, code, ru, en };
}

function isOwn(code: string): code is keyof (typeof problemTexts)['en'] {
  return Object.hasOwn(problemTexts.en, code);
}

/** Why a code gives nothing, with the actual value, for who works here. */
export function refusalSentence({ reason, values, failure }: Refusal): Sentence {
  const said = saidValues(values);
  if (failure === undefined) return sentenceOf(refusalTexts, reason, said);
  const found = { ru: explainFailure(failure, 'ru'), en: explainFailure(failure, 'en') };
  return sentenceOf(refusalTexts, reason, { ...said, failure: found });
}

/** The same as the shop's page tells the buyer: it gives away nothing of the budget and nothing of others. */
export function buyerSentence({ reason, values, failure }: Refusal): Sentence {
  const isAboutFirst = failure !== undefined && !failure.negated && isFirstOrder(failure.leaf);
  return sentenceOf(buyerTexts, isAboutFirst ? 'first_order' : reason, saidValues(values));
}

function saidValues(values: Refusal['values']): TextValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, keptMoneyWords(value)]));
}
