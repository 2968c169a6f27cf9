import type { Fact, FactPosition } from '../../../engine/fact.ts';
import { type AmountRefusal, parseAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../../../kit/values/json.ts';

/**
 * A paid order of a person, as far as programs ask about it. Amounts are minor units of its currency as decimal texts.
 */
export interface Order {
  readonly at: FactPosition;
  readonly id: string;
  readonly currency: string;
  readonly totalMinor: string;
  /**
   * What was paid in money, by gift certificate, and in points; together the total unless the sender says otherwise.
   */
  readonly moneyMinor: string;
  readonly certificateMinor: string;
  readonly pointsMinor: string;
  readonly coupon?: string;
  /** The person who learns, when another pays: the order counts for them. */
  readonly learner?: string;
  /** True of the learner's own record of it. */
  readonly credited?: true;
  /** Further fields that some program's conditions ask about. */
  readonly fields: JsonObject;
}

export interface Refund {
  readonly at: FactPosition;
  readonly orderId: string;
  /** Absent: the whole order. */
  readonly amountMinor?: string;
  /** Absent: the order's. */
  readonly currency?: string;
}

export type OrderRefusal = AmountRefusal | 'unknown_currency' | 'no_total' | 'unknown_method';

export type ReadOrder = { readonly order: Order } | { readonly refused: OrderRefusal; readonly field: string };

const defaultCurrency = 'RUB';

/** Reads an `Order Completed`. A refused amount keeps the fact: it stays in the history and counts as no payment. */
export function readOrder(fact: Fact, asked: readonly string[]): ReadOrder {
  const properties = fact.properties ?? {};
  const currency = textOf(properties, 'currency')?.toUpperCase() ?? defaultCurrency;
  const exponent = currencyExponent(currency);
  if (exponent === undefined) return { refused: 'unknown_currency', field: 'currency' };
  const total = ownValue(properties, 'total') ?? ownValue(properties, 'revenue');
  if (total === undefined || total === null) return { refused: 'no_total', field: 'total' };
  const totalMinor = parseAmount(total, exponent);
  if (!totalMinor.ok) return { refused: totalMinor.reason, field: 'total' };
  const paid = readPayments(ownValue(properties, 'payments'), totalMinor.minor, exponent);
  if ('refused' in paid) return paid;
  const coupon = textOf(properties, 'coupon');
  const learner = textOf(properties, 'learner_id');
  return {
    order: {
      at: fact.position,
      id: textOf(properties, 'order_id') ?? fact.messageId,
      currency,
      totalMinor: String(totalMinor.minor),
      moneyMinor: String(paid.money),
      certificateMinor: String(paid.gift_certificate),
      pointsMinor: String(paid.points),
      ...(coupon === undefined ? {} : { coupon }),
      ...(learner === undefined || learner === fact.userId ? {} : { learner }),
      fields: fieldsOf(properties, asked),
    },
  };
}

const methods = ['money', 'gift_certificate', 'points'] as const;
type Method = (typeof methods)[number];

function readPayments(
  json: Json | undefined,
  total: bigint,
  exponent: number,
): Record<Method, bigint> | { refused: OrderRefusal; field: string } {
  if (!Array.isArray(json) || json.length === 0) return { money: total, gift_certificate: 0n, points: 0n };
  const paid: Record<Method, bigint> = { money: 0n, gift_certificate: 0n, points: 0n };
  for (const [index, item] of json.slice(0, 100).entries()) {
    const payment: JsonObject = isJsonObject(item) ? item : {};
    const method = methods.find((known) => known === ownValue(payment, 'method'));
    if (method === undefined) return { refused: 'unknown_method', field: `payments[${index}].method` };
    const amount = parseAmount(ownValue(payment, 'amount'), exponent);
    if (!amount.ok) return { refused: amount.reason, field: `payments[${index}].amount` };
    paid[method] += amount.minor;
  }
  return paid;
}

export type ReadRefund =
  | { readonly refund: Refund }
  | { readonly refused: OrderRefusal | 'no_order_id'; readonly field: string };

/** Reads an `Order Refunded`; without a total the whole order was refunded, with a bad one nothing was. */
export function readRefund(fact: Fact): ReadRefund {
  const properties = fact.properties ?? {};
  const orderId = textOf(properties, 'order_id');
  if (orderId === undefined) return { refused: 'no_order_id', field: 'order_id' };
  const told = textOf(properties, 'currency')?.toUpperCase();
  const exponent = currencyExponent(told ?? defaultCurrency);
  if (exponent === undefined) return { refused: 'unknown_currency', field: 'currency' };
  const currency = told === undefined ? {} : { currency: told };
  const total = ownValue(properties, 'total');
  if (total === undefined || total === null) return { refund: { at: fact.position, orderId, ...currency } };
  const amount = parseAmount(total, exponent);
  if (!amount.ok) return { refused: amount.reason, field: 'total' };
  return { refund: { at: fact.position, orderId, amountMinor: String(amount.minor), ...currency } };
}

function textOf(properties: JsonObject, name: string): string | undefined {
  const value = ownValue(properties, name);
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 255) : undefined;
}

function fieldsOf(properties: JsonObject, asked: readonly string[]): JsonObject {
  const fields: Record<string, Json> = {};
  for (const name of asked) {
    const value = ownValue(properties, name);
    if (value === undefined) continue;
    fields[name] = typeof value === 'string' ? value.slice(0, 500) : value;
  }
  return fields;
}
