import { programLimits } from '@sarafan/contract';
import type { Fact, FactPosition } from '../../../engine/fact.ts';
import { type AmountRefusal, formatAmount, parseAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { isJsonObject, type Json, type JsonObject, ownValue } from '../../../kit/values/json.ts';
import { readPosition } from '../../../kit/values/position.ts';
import { isoMoment } from '../../../kit/values/time.ts';

/**
 * A paid order of a person, as far as programs ask about it. Amounts are minor units of its currency as decimal texts.
 */
export interface Order {
  readonly at: FactPosition;
  readonly id: string;
  readonly currency: string;
  readonly totalMinor: string;
  /** Before discounts, when it was told and is another. */
  readonly subtotalMinor?: string;
  /** What each method paid, if anything: together the total unless the sender says otherwise. Absent: all in money. */
  readonly paidMinor?: Readonly<Partial<Record<PaymentMethod, string>>>;
  readonly coupon?: string;
  /** The person who learns, when another pays: the order counts for them. */
  readonly learner?: string;
  /** True of the learner's own record of it. */
  readonly credited?: true;
  /** Further fields that some program's conditions ask about, as they were sent. */
  readonly fields?: JsonObject;
  /** What was bought, when some program rewards lines. */
  readonly lines?: readonly OrderLine[];
}

/** A line of an order: price times quantity, and the fields that programs ask about. */
export type OrderLine = {
  readonly amountMinor: string;
  readonly quantity: number;
  readonly fields: JsonObject;
};

/** What the programs of a workspace ask of orders. */
export interface AskedOfOrders {
  readonly fields: readonly string[];
  /** Of each line; undefined when no program rewards lines. */
  readonly lineFields: readonly string[] | undefined;
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

const methods = ['money', 'gift_certificate', 'points'] as const;
type PaymentMethod = (typeof methods)[number];

export const orderNumbers = ['total', 'paid.money', 'paid.gift_certificate', 'paid.points'] as const;
export const ownOrderFields = [...orderNumbers, 'currency', 'coupon'] as const;
type OwnField = (typeof ownOrderFields)[number];

const defaultCurrency = 'RUB';

/** Reads an `Order Completed`. A refused amount keeps the fact: it stays in the history and counts as no payment. */
export function readOrder(fact: Fact, asked: AskedOfOrders): ReadOrder {
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
  const subtotal = parseAmount(ownValue(properties, 'subtotal'), exponent);
  const isOther = subtotal.ok && subtotal.minor !== totalMinor.minor;
  const coupon = textOf(properties, 'coupon');
  const learner = textOf(properties, 'learner_id');
  return {
    order: {
      at: fact.position,
      id: textOf(properties, 'order_id') ?? fact.messageId,
      currency,
      totalMinor: String(totalMinor.minor),
      ...(isOther ? { subtotalMinor: String(subtotal.minor) } : {}),
      ...(paid.get('money') === totalMinor.minor && paid.size === 1
        ? {}
        : { paidMinor: Object.fromEntries([...paid].map(([method, minor]) => [method, String(minor)])) }),
      ...(coupon === undefined ? {} : { coupon }),
      ...(learner === undefined || learner === fact.userId ? {} : { learner }),
      ...(asked.fields.length === 0 ? {} : { fields: fieldsOf(properties, asked.fields) }),
      ...(asked.lineFields === undefined ? {} : { lines: linesOf(properties, asked.lineFields, exponent) }),
    },
  };
}

function readPayments(
  json: Json | undefined,
  total: bigint,
  exponent: number,
): Map<PaymentMethod, bigint> | { refused: OrderRefusal; field: string } {
  const told = Array.isArray(json) && json.length > 0 ? json.slice(0, 100) : undefined;
  if (told === undefined) return new Map(total === 0n ? [] : [['money', total]]);
  const paid = new Map<PaymentMethod, bigint>();
  for (const [index, item] of told.entries()) {
    const payment: JsonObject = isJsonObject(item) ? item : {};
    const method = methods.find((known) => known === ownValue(payment, 'method'));
    if (method === undefined) return { refused: 'unknown_method', field: `payments[${index}].method` };
    const amount = parseAmount(ownValue(payment, 'amount'), exponent);
    if (!amount.ok) return { refused: amount.reason, field: `payments[${index}].amount` };
    if (amount.minor !== 0n) paid.set(method, (paid.get(method) ?? 0n) + amount.minor);
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

/** What each method paid, in minor units; one that paid nothing is absent. */
export function paidBy(order: Order): Readonly<Partial<Record<PaymentMethod, string>>> {
  return order.paidMinor ?? { money: order.totalMinor };
}

/** A refund for people: without an amount it was of the whole order. */
export function presentRefund({ at, orderId, amountMinor, currency }: Refund): {
  readonly order: string;
  readonly at: string;
  readonly fact: string;
  readonly currency: string | null;
  readonly amount: string | null;
} {
  const { timestamp, messageId } = readPosition(at);
  const exponent = currencyExponent(currency ?? defaultCurrency) ?? 2;
  const amount = amountMinor === undefined ? null : formatAmount(BigInt(amountMinor), exponent);
  return { order: orderId, at: isoMoment(timestamp), fact: messageId, currency: currency ?? null, amount };
}

/** What every order says, amounts in major units: these fields need not be remembered as they were sent. */
export function ownFields(order: Order): Readonly<Record<OwnField, Json>> {
  const exponent = currencyExponent(order.currency) ?? 2;
  const major = (minor: string | undefined): string => formatAmount(BigInt(minor ?? 0), exponent);
  const paid = paidBy(order);
  return {
    total: major(order.totalMinor),
    'paid.money': major(paid.money),
    'paid.gift_certificate': major(paid.gift_certificate),
    'paid.points': major(paid.points),
    currency: order.currency,
    coupon: order.coupon ?? null,
  };
}

/** Lines whose price cannot be read earn nothing, and neither do those beyond the limit. */
function linesOf(properties: JsonObject, asked: readonly string[], exponent: number): OrderLine[] {
  const products = ownValue(properties, 'products');
  if (!Array.isArray(products)) return [];
  return products.slice(0, programLimits.lines).flatMap((product): OrderLine[] => {
    if (!isJsonObject(product)) return [];
    const price = parseAmount(ownValue(product, 'price'), exponent);
    const quantity = ownValue(product, 'quantity') ?? 1;
    const isCount = typeof quantity === 'number' && Number.isSafeInteger(quantity) && quantity > 0;
    if (!price.ok || !isCount) return [];
    const amountMinor = String(price.minor * BigInt(quantity));
    return [{ amountMinor, quantity, fields: fieldsOf(product, asked) }];
  });
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
