import { type Sentence, sentenceOf, type TextValues } from '../../kit/values/sentences.ts';
import type { ProgramProblemCode } from './rules/problems.ts';
import { problemTexts, typeTexts } from './texts-problems.ts';

/** The sentence of a problem that a definition of another room may have too: of its form, or of a condition in it. */
export function problemSentence(code: string, values: TextValues): Sentence | undefined {
  return isProblem(code) ? sayProblem(code, values) : undefined;
}

/** The sentence of a problem. The types of the schema are a programmer's words, so each is said in plain ones. */
export function sayProblem(code: ProgramProblemCode, values: TextValues): Sentence {
  const { wanted } = values;
  if (code === 'wrong_type' && isType(wanted)) return sentenceOf(typeTexts, wanted);
  return sentenceOf(problemTexts, code, values);
}

function isProblem(code: string): code is ProgramProblemCode {
  return Object.hasOwn(problemTexts.en, code);
}

function isType(wanted: TextValues[string] | undefined): wanted is keyof (typeof typeTexts)['en'] {
  return typeof wanted === 'string' && Object.hasOwn(typeTexts.en, wanted);
}
