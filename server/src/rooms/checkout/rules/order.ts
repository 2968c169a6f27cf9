import type { NewReservation } from '@sarafan/contract';
import { type AmountRefusal, parseAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { isJsonObject, type Json, type JsonObject, textIn } from '../../../kit/values/json.ts';
import type { CheckoutOrder } from '../../promotions/index.ts';

type Asked = Pick<NewReservation, 'currency' | 'total' | 'products' | 'properties'>;

export type OrderProblem = AmountRefusal | 'unknown_currency' | 'empty_order';

export type ReadOrder =
  | { readonly ok: true; readonly order: CheckoutOrder }
  | { readonly ok: false; readonly reason: OrderProblem; readonly field: string };

/** Reads an order as a request names it: amounts exactly, in minor units of its currency. */
export function readCheckoutOrder({ currency: told, total, products = [], properties = {} }: Asked): ReadOrder {
  const currency = told.toUpperCase();
  const exponent = currencyExponent(currency);
  if (exponent === undefined) return { ok: false, reason: 'unknown_currency', field: 'currency' };
  const parsed = parseAmount(total, exponent);
  if (!parsed.ok) return { ok: false, reason: parsed.reason, field: 'total' };
  if (parsed.minor === 0n) return { ok: false, reason: 'empty_order', field: 'total' };
  const lines: { amountMinor: bigint; fields: JsonObject }[] = [];
  for (const [index, product] of products.entries()) {
    const price = parseAmount(product.price, exponent);
    if (!price.ok) return { ok: false, reason: price.reason, field: `products.${index}.price` };
    lines.push({ amountMinor: price.minor * BigInt(product.quantity ?? 1), fields: product });
  }
  return { ok: true, order: { currency, totalMinor: parsed.minor, lines, fields: properties } };
}

export function orderToJson({ currency, totalMinor, lines, fields }: CheckoutOrder): JsonObject {
  return {
    ...{ currency, fields, totalMinor: String(totalMinor) },
    lines: lines.map((line) => ({ fields: line.fields, amountMinor: String(line.amountMinor) })),
  };
}

/** Reads the order from a command that this server wrote itself. */
export function orderFromJson(json: JsonObject): CheckoutOrder {
  const lines = Array.isArray(json['lines']) ? json['lines'].filter(isJsonObject) : [];
  const fieldsOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
  return {
    currency: textIn(json, 'currency'),
    totalMinor: BigInt(textIn(json, 'totalMinor')),
    lines: lines.map((line) => ({
      amountMinor: BigInt(textIn(line, 'amountMinor')),
      fields: fieldsOf(line['fields']),
    })),
    fields: fieldsOf(json['fields']),
  };
}
