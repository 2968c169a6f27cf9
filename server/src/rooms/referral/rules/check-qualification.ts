import type { Conditions, FormField, Leaf, ProgramDefinition } from '@sarafan/contract';
import { placedLeavesOf } from '../../../conditions/index.ts';
import { checkTree } from './check-rewards.ts';
import type { ProgramProblem } from './problems.ts';

/** What is wrong with who may take part: nothing that is asked, a form that cannot be filled in. */
export function checkQualification({ participant }: ProgramDefinition): ProgramProblem[] {
  if (participant === undefined) return [];
  const { conditions, form, approval } = participant;
  const isEmpty = conditions === undefined && form === undefined && approval !== 'manual';
  return [
    ...(isEmpty ? [{ path: '/participant', code: 'participant_asks_nothing', values: {} } as const] : []),
    ...(conditions === undefined ? [] : checkConditions(conditions)),
    ...(form ?? []).flatMap((field, index, all) =>
      checkField(field, `/participant/form/${index}`, all.slice(0, index)),
    ),
  ];
}

function checkField(
  { field, kind, notAfter, options = [] }: FormField,
  path: string,
  before: readonly FormField[],
): ProgramProblem[] {
  const names = options.map(({ value }) => value);
  const again = names.findIndex((value, index) => names.indexOf(value) < index);
  const isRepeated = before.some((each) => each.field === field);
  return [
    ...(isRepeated ? [{ path: `${path}/field`, code: 'repeated_field', values: { field } } as const] : []),
    ...(kind === 'choice' && options.length === 0
      ? [{ path: `${path}/options`, code: 'choice_without_options', values: {} } as const]
      : []),
    ...(kind !== 'choice' && options.length > 0
      ? [{ path: `${path}/options`, code: 'options_without_choice', values: {} } as const]
      : []),
    ...(kind !== 'date' && notAfter !== undefined
      ? [{ path: `${path}/notAfter`, code: 'bound_without_date', values: {} } as const]
      : []),
    ...(again < 0
      ? []
      : [
          {
            path: `${path}/options/${again}/value`,
            code: 'repeated_field',
            values: { field: names[again] ?? '' },
          } as const,
        ]),
  ];
}

/** Whoever joins has no order that is judged and no invitation, so no condition may ask about either. */
function checkConditions(conditions: Conditions): ProgramProblem[] {
  const path = '/participant/conditions';
  const problems = checkTree(path, conditions);
  // A tree beyond the limits is not walked.
  if (problems.some(({ code }) => code === 'too_deep' || code === 'too_many_nodes')) return problems;
  const senseless = placedLeavesOf(conditions).flatMap(({ path: at, leaf }): ProgramProblem[] => {
    const code = senselessIn(leaf);
    return code === undefined ? [] : [{ path: at === '/' ? path : `${path}${at}`, code, values: {} }];
  });
  return [...problems, ...senseless];
}

function senselessIn(leaf: Leaf): 'candidate_has_no_order' | 'candidate_has_no_invitation' | undefined {
  if ('fact' in leaf) return 'candidate_has_no_order';
  if ('spent' in leaf) return leaf.since === undefined ? undefined : 'candidate_has_no_invitation';
  return 'trait' in leaf || 'brought' in leaf || leaf.before === undefined ? undefined : 'candidate_has_no_invitation';
}
