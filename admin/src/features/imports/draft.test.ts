import type { ImportDetail } from '@sarafan/contract';
import { describe, expect, it } from 'vitest';
import { draftOf, mapsContacts, settingsOf, wordsOf } from './draft.ts';

const detail = {
  kind: 'orders',
  headings: [
    { column: 1, heading: '№', samples: ['1', '2'] },
    { column: 2, heading: 'Статус', samples: ['Оплачен', ' оплачен', ''] },
    { column: 3, heading: 'Примечание', samples: [] },
  ],
  settings: null,
  suggestion: {
    columns: [
      { column: 1, field: 'order_id' },
      { column: 2, field: 'status' },
    ],
    mapping: null,
  },
  check: null,
} as unknown as ImportDetail;

describe('the fields of a mapping', () => {
  it('begin with what is suggested and come out as the API takes them', () => {
    const draft = draftOf(detail, undefined, 'Europe/Moscow');
    expect(settingsOf(draft, detail)).toEqual({
      columns: [
        { column: 1, field: 'order_id' },
        { column: 2, field: 'status' },
      ],
      ...{
        timeZone: 'Europe/Moscow',
        currency: 'RUB',
        decimal: 'auto',
        dateOrder: 'day_first',
        unknownPersons: 'create',
      },
    });
  });

  it('give back what was mapped, with the meanings of words and the way the file is read', () => {
    const settings = {
      columns: [{ column: 2, field: 'status' as const, values: { Оплачен: 'paid' } }],
      ...{ encoding: 'windows-1251' as const, currency: 'KZT', decimal: 'comma' as const, source: 'crm' },
      ...{ timeZone: 'Asia/Almaty', dateOrder: 'month_first' as const, unknownPersons: 'skip' as const },
    };
    const mapped = { ...detail, settings };
    expect(settingsOf(draftOf(mapped, undefined, 'UTC'), mapped)).toEqual(settings);
  });

  it('leave out a field that the kind does not have, and a word without a meaning', () => {
    const draft = draftOf(detail, undefined, 'UTC');
    const [first, second, third] = draft.columns;
    if (first === undefined || second === undefined || third === undefined) throw new Error('Three columns');
    const columns = [{ ...first, field: 'known_since' }, { ...second, values: { Новый: '' } }, third];
    expect(settingsOf({ ...draft, columns }, detail).columns).toEqual([{ column: 2, field: 'status' }]);
  });
});

describe('words that need a meaning', () => {
  it('are those of the samples and those that a dry run did not know, each once', () => {
    const check = { findings: [{ code: 'unknown_status', first: [{ row: 7, column: 2, value: 'Частично' }] }] };
    const checked = { ...detail, check } as unknown as ImportDetail;
    const [, status] = draftOf(checked, undefined, 'UTC').columns;
    expect(status && wordsOf(checked, 2, status)).toEqual(['Частично', 'Оплачен', 'оплачен']);
  });
});

describe('consent', () => {
  it.each([
    ['people', 'email', true],
    ['people', 'phone', true],
    ['people', 'name', false],
    ['orders', 'email', false],
  ] as const)('%s with %s: %j', (kind, field, asked) => {
    const draft = draftOf(detail, undefined, 'UTC');
    const columns = draft.columns.map((each, index) => (index === 0 ? { ...each, field } : each));
    expect(mapsContacts(kind, { ...draft, columns })).toBe(asked);
  });
});
