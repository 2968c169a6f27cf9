import type { Reservation as ApiReservation, Quote } from '@sarafan/contract';
import { explainFailure, type Failure, type Labels } from '../../conditions/index.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { currencyExponent } from '../../kit/values/currencies.ts';
import type { SubjectId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject } from '../../kit/values/json.ts';
import { keptMoneyWords, numberWords } from '../../kit/values/number-words.ts';
import { type Sentence, sentenceOf, type TextValues } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import {
  buyerSentence,
  type CheckoutOrder,
  type CodeRefusal,
  type QuotedCodes,
  refusalSentence,
} from '../promotions/index.ts';
import type { PointsQuoted } from './rules/quote.ts';
import type { Reservation } from './rules/reservation.ts';
import { bindsTexts, pointsTexts } from './texts.ts';

/** Why no more of a unit is accepted, or nothing at all, with the actual numbers. */
export function pointsSentence({ binds, values, refused }: PointsQuoted, labels: Labels): Sentence | null {
  if (refused === undefined) return binds === undefined ? null : sentenceOf(bindsTexts, binds, saidValues(values));
  const { reason, values: told, failure } = refused;
  if (reason !== 'no_rule_fits') return sentenceOf(pointsTexts, reason, saidValues(told));
  if (failure === undefined) return sentenceOf(pointsTexts, 'no_rule_fits_at_all');
  return sentenceOf(pointsTexts, 'no_rule_fits', { failure: failureSentence(failure, labels) });
}

/** Amounts of money and of the unit as a language writes them; other values, such as a name, stay as they are. */
export function saidValues(values: PointsQuoted['values']): TextValues {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => {
      const money = keptMoneyWords(value);
      return [name, typeof money === 'string' ? numberWords(money) : money];
    }),
  );
}

function failureSentence(failure: Failure, labels: Labels): Sentence {
  return { ru: explainFailure(failure, 'ru', labels), en: explainFailure(failure, 'en', labels) };
}

export function presentQuote(
  { currency, totalMinor }: CheckoutOrder,
  { codes, discountMinor, leftMinor }: QuotedCodes,
  points: PointsQuoted | undefined,
  labels: Labels,
): Quote {
  const exponent = currencyExponent(currency) ?? 2;
  const money = (minor: bigint): string => formatAmount(minor, exponent);
  return {
    currency,
    total: money(totalMinor),
    codes: codes.map(({ typed, discountMinor: off, lines, refused }) => ({
      typed: typed.typed,
      code: typed.code ?? null,
      promotion: typed.led?.promotion ?? null,
      discount: money(off),
      lines: lines.map(money),
      refused: refused === undefined ? null : { reason: refused.reason, sentence: buyerSentence(refused) },
    })),
    discount: money(discountMinor),
    points: points === undefined ? null : presentPoints(points, money, labels),
    toPay: money(leftMinor - (points?.paysMinor ?? 0n)),
  };
}

function presentPoints(
  points: PointsQuoted,
  money: (minor: bigint) => string,
  labels: Labels,
): NonNullable<Quote['points']> {
  const { unit, exponent, balanceMinor, mostMinor, acceptedMinor, paysMinor, binds, refused, skipped = [] } = points;
  const amount = (minor: bigint): string => formatAmount(minor, exponent);
  const sentence = pointsSentence(points, labels);
  return {
    unit,
    balance: amount(balanceMinor),
    most: amount(mostMinor),
    accepted: amount(acceptedMinor),
    pays: money(paysMinor),
    binds: binds ?? null,
    sentence: refused === undefined ? sentence : null,
    skipped: skipped.map((failure, index) => ({
      rule: index + 1,
      sentence: sentenceOf(pointsTexts, 'skipped', { failure: failureSentence(failure, labels) }),
    })),
    refused: refused === undefined || sentence === null ? null : { reason: refused.reason, sentence },
  };
}

/** A reservation as the API tells of it; `changedAt` is when its state last changed. */
export function presentReservation(
  reservation: Reservation,
  person: SubjectId,
  changedAt: number,
  exponents: ReadonlyMap<string, number>,
): ApiReservation {
  const { id, order, key, state, currency, totalMinor, claims, points, refused } = reservation;
  const exponent = currencyExponent(currency) ?? 2;
  const money = (minor: bigint): string => formatAmount(minor, exponent);
  const off = claims.reduce((sum, { minor }) => sum + BigInt(minor), 0n);
  const amount = (minor: string): string => formatAmount(BigInt(minor), exponents.get(points?.unit ?? '') ?? 0);
  return {
    ...{ reservation: id, person, order, key, state, currency },
    total: money(BigInt(totalMinor)),
    codes: claims.map(({ code, promotion, minor }) => ({ code, promotion, discount: money(BigInt(minor)) })),
    discount: money(off),
    points:
      points === undefined
        ? null
        : {
            unit: points.unit,
            amount: amount(points.minor),
            pays: money(BigInt(points.paysMinor)),
            returned: amount(points.returned),
          },
    toPay: money(BigInt(totalMinor) - off - BigInt(points?.paysMinor ?? 0)),
    refused: refusedOf(refused),
    reservedAt: isoMoment(reservation.reservedAt),
    expiresAt: isoMoment(reservation.expiresAt),
    changedAt: isoMoment(changedAt),
  };
}

function refusedOf(refused: JsonObject | undefined): ApiReservation['refused'] {
  if (refused === undefined) return null;
  const told = readRefusal(refused);
  return { reason: told.reason, sentence: buyerSentence(told), details: refusalSentence(told) };
}

/** Reads a refusal that a decision of this server wrote down. */
export function readRefusal(json: JsonObject): CodeRefusal {
  const { reason, values, failure } = json;
  return {
    reason: reason as CodeRefusal['reason'],
    values: (isJsonObject(values) ? values : {}) as CodeRefusal['values'],
    ...(isJsonObject(failure) ? { failure: failure as unknown as NonNullable<CodeRefusal['failure']> } : {}),
  };
}
