import type { ProgramProblem } from '@sarafan/contract';
import { sentenceOf } from '../../kit/values/sentences.ts';
import type { ReferralService } from './service.ts';
import { sayProblem } from './service-problems.ts';
import { warningTexts } from './texts-warnings.ts';

type Problem = Awaited<ReturnType<ReferralService['check']>>[number];

/** What is wrong with a definition, with its place and its sentence. */
export function presentProblem({ path, code, values }: Problem): ProgramProblem {
  return { path, code, ...sayProblem(code, values) };
}

type Warning = ReturnType<ReferralService['warnings']>[number];

/** What should be known of a definition that may be launched, in the form of a problem. */
export function presentWarning({ path, code }: Warning): ProgramProblem {
  return { path, code, ...sentenceOf(warningTexts, code) };
}
