import type { FriendCost, ProgramDefinition } from '@sarafan/contract';
import { formatAmount } from '../../../kit/values/amounts.ts';
import { sentenceOf } from '../../../kit/values/sentences.ts';
import { costTexts } from '../texts-cost.ts';
import { greatestCost } from './cost.ts';
import { exponentsOf, type NamedUnit, unitAmount, unnamedUnit } from './unit-words.ts';

/** What one friend costs at the most, unit by unit, with a sentence. */
export function explainedCost(definition: ProgramDefinition, units: ReadonlyMap<string, NamedUnit>): FriendCost[] {
  return greatestCost(definition, exponentsOf(units)).map(({ unit, minor, times, unbounded = 'share' }) => {
    const named = units.get(unit) ?? unnamedUnit(unit);
    if (minor === undefined) {
      return { unit, amount: null, sentence: sentenceOf(costTexts, unbounded, { unit: named.name }) };
    }
    const values = { amount: unitAmount(minor, named), times };
    const sentence = sentenceOf(costTexts, times > 1 ? 'repeated' : 'once', values);
    return { unit, amount: formatAmount(minor, named.exponent), sentence };
  });
}
