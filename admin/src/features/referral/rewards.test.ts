import { describe, expect, it } from 'vitest';
import { amountFormOf, amountForms, amountOf, onOf, triggerOf, triggers, withCurrency } from './rewards.ts';

describe('what a reward is for', () => {
  it.each(triggers)('is one choice and back again: %s', (trigger) => {
    expect(triggerOf(onOf(trigger, { event: 'Level Reached', which: 'each' }))).toBe(trigger);
  });

  it('keeps the name of the event while another of its choices is taken', () => {
    expect(onOf('event_each', { event: 'Level Reached', which: 'first_matching' })).toEqual({
      event: 'Level Reached',
      which: 'each',
    });
  });

  it.each([
    [{ order: 'second' }],
    [{ order: 'each', which: 'each' }],
    [{ order: 'each', registration: true }],
    [{ registration: false }],
    [{ event: 'A', which: 'all' }],
    [{ event: 'A', which: 'each', more: 1 }],
    [{}],
    ['order'],
    [null],
  ])('is no choice: %j', (on) => {
    expect(triggerOf(on)).toBeUndefined();
  });

  it('may name the first order, which is what goes without saying', () => {
    expect(triggerOf({ order: 'first' })).toBe('order_first');
  });
});

describe('an amount', () => {
  const percent = { percent: '2.5', of: 'total', rates: { KZT: '0.2' }, atMost: '100', round: 'half_up' };

  it('is of one of three forms', () => {
    for (const form of amountForms) expect(amountFormOf(amountOf(form, '2'))).toBe(form);
    expect(amountOf('percent', percent)).toBe(percent);
  });

  it('keeps rates, the limit and the rounding when a share is reckoned otherwise', () => {
    expect(amountOf('lines', percent)).toEqual({
      ...{ lines: [{ percent: '5' }], of: 'money', rates: { KZT: '0.2' } },
      ...{ atMost: '100', round: 'half_up' },
    });
  });

  it('puts another currency in the place of one', () => {
    const rates = withCurrency({ RUB: '1', KZT: '0.2', USD: '90' }, 'KZT', 'BYN');
    expect(Object.entries(rates)).toEqual([
      ['RUB', '1'],
      ['BYN', '0.2'],
      ['USD', '90'],
    ]);
  });
});
