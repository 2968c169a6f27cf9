import type { Reservation as ApiReservation } from '@sarafan/contract';
import { type Labels, standardLabels } from '../../conditions/index.ts';
import type { Reply } from '../../engine/index.ts';
import type { Outcome, Refusal } from '../../kit/api/writes.ts';
import { formatAmount } from '../../kit/values/amounts.ts';
import { currencyExponent } from '../../kit/values/currencies.ts';
import type { SubjectId } from '../../kit/values/ids.ts';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../kit/values/json.ts';
import { moneyWords } from '../../kit/values/number-words.ts';
import { type Sentence, sentenceOf, type TextValues } from '../../kit/values/sentences.ts';
import { buyerSentence } from '../promotions/index.ts';
import type { PointsQuoted } from './rules/quote.ts';
import type { Reservation } from './rules/reservation.ts';
import { pointsSentence, presentReservation, readRefusal, saidValues } from './service-present.ts';
import { bindsTexts, checkoutTexts } from './texts.ts';

export function refused(
  status: Refusal['status'],
  code: keyof (typeof checkoutTexts)['en'],
  values: TextValues = {},
): Refusal {
  return { kind: 'refused', status, code, sentence: sentenceOf(checkoutTexts, code, values) };
}

export interface ReplyContext {
  readonly exponents: ReadonlyMap<string, number>;
  readonly now: number;
  /** What was asked to be reserved, for the sentences about it. */
  readonly currency?: string;
  readonly toPayMinor?: bigint;
  /** What conditions call what they look at. */
  readonly labels?: Labels;
}

/** What a person's lane decided, as the API answers it. */
export function presentReply(
  reply: Reply | undefined,
  status: 200 | 201,
  context: ReplyContext,
): Outcome<ApiReservation> {
  if (reply === undefined) return { kind: 'pending' };
  const { reason = 'refused', result = {} } = reply;
  if (reply.status === 'done') {
    // The reactor's own reservation, as the engine kept the reply.
    const reservation = result['reservation'] as unknown as Reservation;
    const person = textIn(result, 'person') as SubjectId;
    return { kind: 'answered', status, body: presentReservation(reservation, person, context.now, context.exponents) };
  }
  const sentence = sentenceOfRefusal(reason, result, context);
  return {
    kind: 'refused',
    status: reason === 'unknown_reservation' ? 404 : 409,
    code: reason,
    sentence,
    decided: true,
  };
}

function sentenceOfRefusal(reason: string, result: JsonObject, context: ReplyContext): Sentence {
  const quote = isJsonObject(result['quote']) ? result['quote'] : {};
  const reserved = result['reservation'];
  if (isJsonObject(reserved) && isJsonObject(reserved['refused']))
    return buyerSentence(readRefusal(reserved['refused']));
  const code = firstRefused(quote['codes']);
  if (code !== undefined && code['reason'] === reason) return buyerSentence(readRefusal(code));
  const points = isJsonObject(quote['points']) ? quote['points'] : {};
  if (isJsonObject(points['refused']) && points['refused']['reason'] === reason) {
    const told = { values: {}, refused: points['refused'] } as unknown as PointsQuoted;
    return (
      pointsSentence(told, context.labels ?? standardLabels) ??
      sentenceOf(checkoutTexts, 'too_many_points', { binding: '' })
    );
  }
  return sentenceOf(checkoutTexts, isKnown(reason) ? reason : 'is_refused', valuesOf(reason, result, context));
}

function valuesOf(reason: string, result: JsonObject, { currency = '', toPayMinor = 0n }: ReplyContext): TextValues {
  const quote = isJsonObject(result['quote']) ? result['quote'] : {};
  const points = isJsonObject(quote['points']) ? quote['points'] : {};
  if (reason === 'too_many_points') {
    const binds = points['binds'];
    const values = (isJsonObject(points['values']) ? points['values'] : {}) as PointsQuoted['values'];
    return { binding: isBinds(binds) ? sentenceOf(bindsTexts, binds, saidValues(values)) : '' };
  }
  if (reason === 'another_sum') {
    const money = (minor: bigint): Sentence =>
      moneyWords(formatAmount(minor, currencyExponent(currency) ?? 2), currency);
    const now = typeof quote['toPayMinor'] === 'string' ? BigInt(quote['toPayMinor']) : 0n;
    return { now: money(now), quoted: money(toPayMinor) };
  }
  return (isJsonObject(result['values']) ? result['values'] : {}) as TextValues;
}

function firstRefused(codes: Json | undefined): JsonObject | undefined {
  const all = Array.isArray(codes) ? codes.filter(isJsonObject) : [];
  return all.map((each) => each['refused']).find(isJsonObject);
}

function isBinds(value: Json | undefined): value is keyof (typeof bindsTexts)['en'] {
  return typeof value === 'string' && Object.hasOwn(bindsTexts.en, value);
}

function isKnown(reason: string): reason is keyof (typeof checkoutTexts)['en'] {
  return Object.hasOwn(checkoutTexts.en, reason);
}
