import type { Conditions, FormField, ProgramDefinition } from '@sarafan/contract';
import { evaluate, explainFailure, type Failure, missingIn, type View } from '../../../conditions/index.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import { writtenNumber } from '../../../kit/values/number-words.ts';
import { positionOf } from '../../../kit/values/position.ts';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import type { EpochMs } from '../../../kit/values/time.ts';
import { promiseTexts } from '../texts-promise.ts';
import { answerTexts, candidateRules, qualificationTexts } from '../texts-qualification.ts';
import type { AnswerProblem } from './application-form.ts';
import { conditionView } from './conditions-view.ts';
import { placeIn } from './earnings.ts';
import type { ReferralView } from './part.ts';
import { type Requirement, requirementPhrase, requirementsOf, spentPhrase } from './requirements.ts';

/** Why somebody may not take part yet: the first condition that failed, and of a number what it is short of. */
export interface Unmet {
  readonly failure: Failure;
  readonly missing: string | undefined;
  readonly sentence: Sentence;
}

/** What may be looked at of whoever wants to join: all that servers have told of them until now. */
function candidateView(view: ReferralView, now: EpochMs): View {
  // Behind everything of this moment: what is known already counts, whatever its message is called.
  const at = positionOf({ timestamp: now, trust: 'server', messageId: '\uffff' });
  const { touchedAt: _none, ...known } = conditionView(view, at, { id: '', at });
  return { ...known, fact: () => undefined };
}

/** The condition by which a person may not join; undefined when nothing stands against them. */
export function unmetBy(tree: Conditions | undefined, view: ReferralView, now: EpochMs): Unmet | undefined {
  if (tree === undefined) return undefined;
  const { failed } = evaluate(tree, candidateView(view, now));
  if (failed === undefined) return undefined;
  const missing = missingIn(failed);
  return { failure: failed, missing, sentence: unmetSentence(failed, missing) };
}

function unmetSentence(failure: Failure, missing: string | undefined): Sentence {
  const why = { ru: explainFailure(failure, 'ru'), en: explainFailure(failure, 'en') };
  if (missing === undefined) return sentenceOf(qualificationTexts, 'unmet', { why });
  const key = failure.leaf.is === 'gt' ? 'shortByMore' : 'short';
  const said = { ru: writtenNumber(missing, 'ru'), en: writtenNumber(missing, 'en') };
  return sentenceOf(qualificationTexts, key, { why, missing: said });
}

/** A condition that must hold, as a phrase, and why it does not hold yet. */
export interface Asked {
  readonly phrase: Sentence;
  readonly unmet: Unmet | undefined;
}

/** Each condition that must hold, whether or not it does: what may be met in several ways is one. */
export function askedOf(tree: Conditions | undefined, view: ReferralView, now: EpochMs): Asked[] {
  if (tree === undefined) return [];
  const parts = 'all' in tree ? tree.all : [tree];
  return parts.map((part) => {
    const [first = sentenceOf(promiseTexts, 'anything'), ...rest] = requirementsOf(part, candidatePhrase);
    const phrase = rest.reduce((sum, each) => sentenceOf(promiseTexts, 'both', { first: sum, second: each }), first);
    return { phrase, unmet: unmetBy(part, view, now) };
  });
}

/** The answer to whoever may not join, as the API tells it. */
export function unmetJson({ failure, missing, sentence }: Unmet): JsonObject {
  return {
    path: placeIn('/participant/conditions', failure.path),
    condition: failure.leaf,
    actual: failure.actual,
    ...(missing === undefined ? {} : { missing }),
    sentence: { ...sentence },
  };
}

/** What a program asks of whoever takes part, a sentence for each condition, then the form and who decides. */
export function qualificationRules({ participant = {} }: ProgramDefinition): Sentence[] {
  const { conditions, form, approval } = participant;
  return [
    ...candidateSentences(conditions),
    ...(form === undefined ? [] : [sentenceOf(qualificationTexts, 'form', { fields: namesOf(form) })]),
    ...(approval === 'manual' ? [sentenceOf(qualificationTexts, 'manual')] : []),
  ];
}

function candidateSentences(tree: Conditions | undefined): Sentence[] {
  if (tree === undefined) return [];
  if ('all' in tree) return tree.all.flatMap(candidateSentences);
  if ('spent' in tree) return [sentenceOf(qualificationTexts, 'who', { phrase: spentPhrase(tree, false, 'somebody') })];
  return requirementsOf(tree, candidatePhrase).map((phrase) => sentenceOf(qualificationTexts, 'rule', { phrase }));
}

function namesOf(form: readonly FormField[]): Sentence {
  return { ru: form.map(({ label }) => label.ru).join(', '), en: form.map(({ label }) => label.en).join(', ') };
}

/** What is wrong with an answer, as the API tells it. */
export function answerProblemJson({ field, code }: AnswerProblem): JsonObject {
  return { field, code, ...sentenceOf(answerTexts, code) };
}

function candidatePhrase(requirement: Requirement): Sentence {
  return legalFormOf(requirement) ?? requirementPhrase(requirement);
}

/** Who may join is said of the person, not of who pays. */
function legalFormOf({ leaf, negated }: Requirement): Sentence | undefined {
  if (!('trait' in leaf) || leaf.trait !== 'legal_form' || negated || leaf.is !== 'eq') return undefined;
  const form = (['company', 'sole_trader', 'person'] as const).find((each) => each === leaf.value);
  return form === undefined ? undefined : sentenceOf(candidateRules, form);
}
