import type { BonusStep } from '@sarafan/contract';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { type Sentence, sentenceOf } from '../../../kit/values/sentences.ts';
import { bonusTexts } from '../texts-bonuses.ts';
import { outlookTexts } from '../texts-outlook.ts';
import { type Fraction, fractionOf } from './amounts.ts';
import { stepPhrase } from './bonus-phrases.ts';
import type { Brought } from './brought.ts';
import type { Progress } from './outlook.ts';
import { amountText, type NamedUnit } from './unit-words.ts';

/** What is missing to the next step of a bonus; undefined where its period is over. */
export function nextPhrase(progress: Progress, units: ReadonlyMap<string, NamedUnit>): Sentence | undefined {
  const { next, by, step, due, period } = progress;
  if (next === undefined) {
    const isLast = step === by.steps.length - 1 && (due !== 'now' || period === '');
    return isLast ? sentenceOf(outlookTexts, 'last') : undefined;
  }
  const { is, missing } = next;
  const values = { start: startWords(is), gift: stepPhrase(is, units) };
  if (missing === undefined) return sentenceOf(outlookTexts, 'nextPlain', values);
  if (missing.top <= 0n) return sentenceOf(outlookTexts, 'nextEdge', values);
  const text = missingWords(missing, by.currency);
  return sentenceOf(outlookTexts, is.from === undefined ? 'nextAbove' : 'next', { ...values, missing: text });
}

/** Where a step begins, with the thousands apart. */
function startWords({ from, above }: BonusStep): Sentence {
  const { top, bottom } = fractionOf(from ?? above ?? '0');
  const value = withCurrency((top * 100n) / bottom, 2, undefined);
  return sentenceOf(bonusTexts, from === undefined ? 'above' : 'from', { value });
}

/** Rounded up, so that whoever brings so much has reached the step. */
function missingWords({ top, bottom }: Fraction, currency: string | undefined): Sentence {
  const decimals = 2;
  const minor = (top * 10n ** BigInt(decimals) + bottom - 1n) / bottom;
  return withCurrency(minor, decimals, currency);
}

function withCurrency(minor: bigint, exponent: number, currency: string | undefined): Sentence {
  const unit = currency === undefined ? '' : `\u00a0${currency}`;
  return { ru: `${amountText(minor, exponent, 'ru')}${unit}`, en: `${amountText(minor, exponent, 'en')}${unit}` };
}

/** A turnover in each of its currencies; undefined where there is none. */
export function turnoverWords({ turnover }: Brought): Sentence | undefined {
  const words = Object.entries(turnover).map(([currency, minor]) =>
    withCurrency(BigInt(minor), currencyExponent(currency) ?? 2, currency),
  );
  if (words.length === 0) return undefined;
  return { ru: words.map(({ ru }) => ru).join(', '), en: words.map(({ en }) => en).join(', ') };
}
