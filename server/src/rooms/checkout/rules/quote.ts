import type { SpendingLimit } from '@sarafan/contract';
import type { Failure, View } from '../../../conditions/index.ts';
import { formatAmount } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import type { JsonObject } from '../../../kit/values/json.ts';
import type { CheckoutOrder, QuotedCodes } from '../../promotions/index.ts';
import type { ReservedPoints } from './reservation.ts';
import { type Binds, judgeSpending, minorOf, type PointsRefusal } from './spending.ts';

/** What of a unit may pay for an order, in minor units, and why no more. */
export interface PointsQuoted {
  readonly unit: string;
  readonly exponent: number;
  readonly balanceMinor: bigint;
  readonly mostMinor: bigint;
  readonly acceptedMinor: bigint;
  readonly paysMinor: bigint;
  readonly binds?: Binds;
  /** Why each rule before the one that decided did not fit. */
  readonly skipped?: readonly Failure[];
  /** What the sentence about it needs: amounts in major units. */
  readonly values: Readonly<Record<string, string>>;
  readonly refused?: {
    readonly reason: PointsRefusal | 'unknown_unit';
    readonly values: Readonly<Record<string, string>>;
    readonly failure?: Failure;
  };
}

export interface PointsAsked {
  readonly unit: string;
  readonly wanted: bigint | undefined;
  readonly balance: bigint;
  readonly order: CheckoutOrder;
  readonly leftMinor: bigint;
  readonly view: View;
  readonly limits: ReadonlyMap<string, SpendingLimit>;
  readonly exponents: ReadonlyMap<string, number>;
}

export function quotePoints(asked: PointsAsked): PointsQuoted {
  const { unit, wanted, balance, order, leftMinor, view, limits, exponents } = asked;
  const exponent = exponents.get(unit);
  const nothing = { unit, exponent: exponent ?? 0, balanceMinor: balance, mostMinor: 0n, acceptedMinor: 0n };
  const refusedFor = (refused: NonNullable<PointsQuoted['refused']>): PointsQuoted => {
    return { ...nothing, paysMinor: 0n, values: {}, refused };
  };
  if (exponent === undefined) return refusedFor({ reason: 'unknown_unit', values: { unit } });
  const { currency, totalMinor } = order;
  const judged = judgeSpending({
    ...{ limit: limits.get(unit), exponent, balance, wanted, currency, totalMinor, leftMinor, view },
  });
  const money = (minor: bigint): string => `${plain(minor, currencyExponent(currency) ?? 2)} ${currency}`;
  if ('refused' in judged) {
    const { refused: reason, failure, rule } = judged;
    const minimum = rule?.minimum === undefined ? 0n : minorOf(rule.minimum, currencyExponent(currency) ?? 2);
    const values = { unit, currency, minimum: money(minimum), total: money(totalMinor) };
    return refusedFor({ reason, values, ...(failure === undefined ? {} : { failure }) });
  }
  const { most, accepted, pays, binds, rule, skipped, share } = judged;
  const values = {
    accepted: plain(accepted, exponent),
    balance: plain(balance, exponent),
    percent: rule.percent,
    share: plain(share, exponent),
    atMost: rule.atMost ?? '',
    left: money(leftMinor),
  };
  return { ...nothing, mostMinor: most, acceptedMinor: accepted, paysMinor: pays, binds, skipped, values };
}

/** An amount in major units, without decimals when it is a whole number. */
function plain(minor: bigint, exponent: number): string {
  return formatAmount(minor, exponent).replace(/\.0+$/, '');
}

export function pointsToJson({ unit, acceptedMinor, paysMinor }: PointsQuoted): ReservedPoints {
  return { unit, minor: String(acceptedMinor), paysMinor: String(paysMinor), returned: '0', refundedMinor: '0' };
}

/** A quote as a decision keeps it: what was accepted, and what stood against the rest. */
export function quoteToJson({ codes, leftMinor }: QuotedCodes, points: PointsQuoted | undefined): JsonObject {
  return {
    codes: codes.map(({ typed, discountMinor, refused }) => ({
      typed: typed.typed,
      minor: String(discountMinor),
      ...(refused === undefined ? {} : { refused: { ...refused } }),
    })),
    toPayMinor: String(leftMinor - (points?.paysMinor ?? 0n)),
    ...(points === undefined
      ? {}
      : {
          points: {
            ...{ unit: points.unit, balance: String(points.balanceMinor), accepted: String(points.acceptedMinor) },
            ...(points.binds === undefined ? {} : { binds: points.binds, values: points.values }),
            ...((points.skipped ?? []).length === 0 ? {} : { skipped: [...(points.skipped ?? [])] }),
            ...(points.refused === undefined ? {} : { refused: { ...points.refused } }),
          },
        }),
  };
}
