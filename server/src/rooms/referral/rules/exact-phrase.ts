import type { Conditions } from '@sarafan/contract';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { exactTexts } from '../texts-rules.ts';
import { type Phrase, type Requirement, requirementPhrase, requirementsOf } from './requirements.ts';

/** A condition with everything that decides it: also which facts a count counts, and what was spent of what. */
function exactPhrase(requirement: Requirement, plain: Phrase = requirementPhrase): Sentence {
  const { leaf } = requirement;
  const phrase = plain(requirement);
  if ('spent' in leaf) return leaf.of === 'total' ? sentenceOf(exactTexts, 'total', { phrase }) : phrase;
  const where = 'count' in leaf || 'sum' in leaf ? leaf.where : undefined;
  return where === undefined ? phrase : sentenceOf(exactTexts, 'where', { phrase, which: whole(where) });
}

/** A whole tree as one phrase. */
export function whole(tree: Conditions): Sentence {
  const [first = { ru: '', en: '' }, ...rest] = requirementsOf(tree, (requirement) => exactPhrase(requirement));
  return rest.reduce((all, each) => sentenceOf(exactTexts, 'and', { first: all, second: each }), first);
}

/** The conditions of a tree, each as a phrase of its own, made of its plain one. */
export function exactPhrases(tree: Conditions | undefined, plain: Phrase): Sentence[] {
  return requirementsOf(tree, (requirement) => exactPhrase(requirement, plain));
}
