import type { PromotionDefinition } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import { definitionOf, draftOf, keptOf, newDraft } from './draft.ts';

const zone = 'Europe/Moscow';

const whole: PromotionDefinition = {
  name: { ru: 'Весна', en: 'Spring' },
  note: 'Blogger',
  kind: 'shared',
  discount: { percent: '12.5', atMost: '500' },
  currency: 'RUB',
  minimum: '1000',
  conditions: { count: 'Order Completed', is: 'eq', value: 0 },
  from: '2026-03-01T06:00:00.000Z',
  until: '2026-04-01T06:00:00.000Z',
  perPerson: 1,
  uses: 100,
  budget: '50000',
  together: true,
  alarm: { persons: 20, minutes: 30, pause: true },
};

describe('a draft of a promotion', () => {
  it.each<[string, PromotionDefinition]>([
    ['with everything', whole],
    ['of an amount', { name: whole.name, kind: 'single', discount: { amount: '500' }, currency: 'RUB' }],
    ['of a share alone', { name: whole.name, kind: 'personal', discount: { percent: '10' } }],
    [
      'with conditions that the form does not show',
      {
        ...whole,
        conditions: { trait: 'city', is: 'eq', value: 'Omsk' },
        discount: { percent: '5', where: { fact: 'category', is: 'eq', value: 'food' } },
      },
    ],
  ])('%s comes back as it was', (_what, definition) => {
    expect(definitionOf(draftOf(definition, zone), keptOf(definition), zone)).toEqual(definition);
  });

  it('reads amounts as people type them, and one name stands for both', () => {
    const draft = { ...newDraft, nameRu: 'Весна', by: 'amount', value: '1 500,50', perPerson: '' } as const;
    expect(definitionOf(draft, {}, zone)).toEqual({
      name: { ru: 'Весна', en: 'Весна' },
      kind: 'shared',
      discount: { amount: '1500.50' },
      currency: 'RUB',
    });
  });
});
