import type { SpendingLimit, SpendingRule, spendingBinds } from '@sarafan/contract';
import { evaluate, type Failure, type View } from '../../../conditions/index.ts';
import { parseAmount, percentOf } from '../../../kit/values/amounts.ts';
import { currencyExponent } from '../../../kit/values/currencies.ts';
import { ownValue } from '../../../kit/values/json.ts';

/** Why nothing of a unit pays for an order; each has its sentence. */
export const pointsRefusals = [
  'unit_does_not_pay',
  'no_rate',
  'no_rule_fits',
  'below_minimum',
  'nothing_held',
] as const;
export type PointsRefusal = (typeof pointsRefusals)[number];

export type Binds = (typeof spendingBinds)[number];

/** An order, a person's balance and what they would like to spend, in minor units. */
export interface SpendingAsked {
  readonly limit: SpendingLimit | undefined;
  /** Decimals of the unit. */
  readonly exponent: number;
  readonly balance: bigint;
  /** Undefined: as much as may be spent. */
  readonly wanted: bigint | undefined;
  readonly currency: string;
  readonly totalMinor: bigint;
  /** What is left to pay after promo codes. */
  readonly leftMinor: bigint;
  readonly view: View;
}

export interface Spendable {
  /** What may be spent on this order, and what is accepted of it. */
  readonly most: bigint;
  readonly accepted: bigint;
  /** What the accepted pays, in minor units of the currency. */
  readonly pays: bigint;
  readonly binds: Binds;
  readonly rule: SpendingRule;
  /** Why each rule before it did not fit, in their order. */
  readonly skipped: readonly Failure[];
  /** What the rule's share of the order comes to in the unit. */
  readonly share: bigint;
}

export type Judged =
  | Spendable
  | {
      readonly refused: PointsRefusal;
      readonly failure?: Failure;
      readonly rule?: SpendingRule;
    };

/**
 * How much of a unit may pay for an order. The first rule whose conditions hold decides; the least of the balance, the
 * rule's share of what is left to pay, its most, and what was asked for is accepted, and is named.
 */
export function judgeSpending(asked: SpendingAsked): Judged {
  const { limit, currency, balance, totalMinor, leftMinor, view } = asked;
  if (limit === undefined) return { refused: 'unit_does_not_pay' };
  const worth = worthOf(limit, asked);
  if (worth === undefined) return { refused: 'no_rate' };
  const { rule, skipped } = firstThatFits(limit.rules, view);
  if (rule === undefined) {
    const failure = skipped.at(-1);
    return { refused: 'no_rule_fits', ...(failure === undefined ? {} : { failure }) };
  }
  if (rule.minimum !== undefined && totalMinor < minorOf(rule.minimum, currencyExponent(currency) ?? 2)) {
    return { refused: 'below_minimum', rule };
  }
  if (balance <= 0n) return { refused: 'nothing_held', rule };
  const share = worth.units(percentOf(leftMinor, Number(minorOf(rule.percent, 2))));
  const atMost = rule.atMost === undefined ? undefined : minorOf(rule.atMost, asked.exponent);
  return { ...decide(asked, share, atMost, worth), rule, skipped, share };
}

interface Worth {
  /** How many units a sum of money is at most, and what money a number of units is at least: both rounded down. */
  units(moneyMinor: bigint): bigint;
  money(unitsMinor: bigint): bigint;
}

/** Rates have at most six decimals. */
const rateDecimals = 6;

function worthOf({ rates }: SpendingLimit, { currency, exponent }: SpendingAsked): Worth | undefined {
  const text = ownValue(rates, currency);
  if (typeof text !== 'string') return undefined;
  const rate = minorOf(text, rateDecimals);
  if (rate === 0n) return undefined;
  // One minor unit is worth top ÷ bottom minor units of the currency.
  const top = rate * 10n ** BigInt(currencyExponent(currency) ?? 2);
  const bottom = 10n ** BigInt(rateDecimals + exponent);
  return { units: (money) => (money * bottom) / top, money: (units) => (units * top) / bottom };
}

function firstThatFits(
  rules: readonly SpendingRule[],
  view: View,
): { readonly rule?: SpendingRule; readonly skipped: readonly Failure[] } {
  const skipped: Failure[] = [];
  for (const rule of rules) {
    const judged = rule.conditions === undefined ? undefined : evaluate(rule.conditions, view);
    if (judged?.failed === undefined) return { rule, skipped };
    skipped.push(judged.failed);
  }
  return { skipped };
}

/** Of equal bounds the one that is named first here is told. */
function decide(
  { wanted, balance }: SpendingAsked,
  share: bigint,
  atMost: bigint | undefined,
  worth: Worth,
): Omit<Spendable, 'rule' | 'skipped' | 'share'> {
  const bounds: [Binds, bigint | undefined][] = [
    ['asked', wanted],
    ['balance', balance],
    ['at_most', atMost],
    ['percent', share],
  ];
  const known = bounds.flatMap(([binds, minor]) => (minor === undefined ? [] : [{ binds, minor }]));
  const leastOf = (items: typeof known): (typeof known)[number] =>
    items.reduce((least, each) => (each.minor < least.minor ? each : least));
  const { binds, minor } = leastOf(known);
  const most = leastOf(known.filter((each) => each.binds !== 'asked')).minor;
  return { most, accepted: minor, pays: worth.money(minor), binds };
}

/** An amount of a definition; the checker refused every other. */
export function minorOf(text: string, exponent: number): bigint {
  const parsed = parseAmount(text, exponent);
  if (!parsed.ok) throw new Error(`The amount ${text} is ${parsed.reason}`);
  return parsed.minor;
}
