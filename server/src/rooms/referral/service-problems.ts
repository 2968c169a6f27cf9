import { type Sentence, sentenceOf } from '../../kit/values/sentences.ts';
import type { ProgramProblemCode } from './rules/problems.ts';
import { problemTexts } from './texts-problems.ts';

/** The sentence of a problem that a definition of another room may have too: of its form, or of a condition in it. */
export function problemSentence(code: string, values: Readonly<Record<string, string>>): Sentence | undefined {
  return isProblem(code) ? sentenceOf(problemTexts, code, values) : undefined;
}

function isProblem(code: string): code is ProgramProblemCode {
  return Object.hasOwn(problemTexts.en, code);
}
