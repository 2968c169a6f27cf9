import { isObject, valueAt } from './draft.ts';

/** What a reward may be for, as one choice; `order_first` is what a reward without a trigger is for. */
export const triggers = [
  'order_first',
  'order_first_matching',
  'order_each',
  'event_first_matching',
  'event_each',
  'registration',
  'invitation',
] as const;
export type Trigger = (typeof triggers)[number];

/** What a reward is for; undefined when no choice says it. */
export function triggerOf(on: unknown): Trigger | undefined {
  if (on === undefined) return 'order_first';
  if (!isObject(on)) return undefined;
  const { order, event, which, registration, invitation, ...more } = on;
  if (Object.keys(more).length > 0) return undefined;
  const [name, ...others] = Object.keys(on).filter((each) => each !== 'which');
  if (name === undefined || others.length > 0) return undefined;
  const said =
    name === 'order' && which === undefined
      ? `order_${String(order)}`
      : name === 'event' && typeof event === 'string'
        ? `event_${String(which)}`
        : which === undefined && (registration === true || invitation === true)
          ? name
          : undefined;
  return triggers.find((each) => each === said);
}

/** The trigger that a choice stands for; the name of an event outlives a change of which of them count. */
export function onOf(trigger: Trigger, before: unknown): unknown {
  const event = isObject(before) && typeof before['event'] === 'string' ? before['event'] : '';
  switch (trigger) {
    case 'order_first':
      return undefined;
    case 'order_first_matching':
      return { order: 'first_matching' };
    case 'order_each':
      return { order: 'each' };
    case 'event_first_matching':
      return { event, which: 'first_matching' };
    case 'event_each':
      return { event, which: 'each' };
    case 'registration':
      return { registration: true };
    case 'invitation':
      return { invitation: true };
  }
}

/** How an amount is reckoned. */
export const plainForms = ['fixed', 'percent', 'lines'] as const;
export const amountForms = [...plainForms, 'steps'] as const;
export type AmountForm = (typeof amountForms)[number];

export function amountFormOf(amount: unknown): AmountForm {
  if (!isObject(amount)) return 'fixed';
  if (amount['steps'] !== undefined) return 'steps';
  return amount['lines'] === undefined ? 'percent' : 'lines';
}

export const usualPercent = '5';

/**
 * An amount of another form: rates, the limit and the rounding of a share outlive the change. Steps begin with the
 * amount that was there, and their first one outlives them.
 */
export function amountOf(form: AmountForm, before: unknown): unknown {
  if (form === amountFormOf(before)) return before;
  if (isObject(before) && before['steps'] !== undefined) return amountOf(form, valueAt(before, '/steps/0/amount'));
  if (form === 'steps') return { by: 'friends', steps: ['1', '5'].map((from) => ({ from, amount: before })) };
  if (form === 'fixed') return '1';
  const { rates = { RUB: '1' }, atMost, round } = isObject(before) ? before : {};
  const share = {
    ...{ of: 'money', rates },
    ...(atMost === undefined ? {} : { atMost }),
    ...(round === undefined ? {} : { round }),
  };
  return form === 'percent' ? { percent: usualPercent, ...share } : { lines: [{ percent: usualPercent }], ...share };
}

/** What a share is taken of. */
export const bases = {
  percent: ['money', 'total', 'subtotal'],
  lines: ['money', 'price'],
} as const satisfies Record<Exclude<AmountForm, 'fixed' | 'steps'>, readonly string[]>;

/** Rates in their order, each by its currency. */
export function ratesOf(rates: unknown): (readonly [string, unknown])[] {
  return isObject(rates) ? Object.entries(rates) : [];
}

/** The rates with a currency put in another's place, where that other one stood. */
export function withCurrency(rates: unknown, from: string, to: string): Readonly<Record<string, unknown>> {
  return Object.fromEntries(ratesOf(rates).map(([code, rate]) => [code === from ? to : code, rate]));
}
