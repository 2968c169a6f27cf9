import type { ImportColumn, ImportKind } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { suggestColumns } from './headings.ts';
import { faultsOf, type Plan, planOf } from './plan.ts';
import { readRow } from './rows.ts';

const world = { timeZone: 'Europe/Moscow', now: Date.UTC(2026, 0, 15), width: 20 };
const plan = (kind: ImportKind, fields: readonly ImportColumn['field'][], more: Partial<ImportColumn> = {}): Plan =>
  planOf(kind, { columns: fields.map((field, at) => ({ column: at + 1, field, ...more })) }, world);
const codes = (reading: ReturnType<typeof readRow>): unknown =>
  reading.kind === 'refused' ? reading.faults.map(({ code, column }) => [column, code]) : reading.kind;

describe('people (IMP-2)', () => {
  test.each([
    ['8(916)123-45-67', '+79161234567'],
    ['+7 916 123 45 67', '+79161234567'],
    ['79161234567', '+79161234567'],
    ['9161234567', '+79161234567'],
    ["'+79161234567", '+79161234567'],
    ['="89161234567"', '+79161234567'],
    ['+998 90 123 45 67', '+998901234567'],
  ])('the phone %s is %s', (text, phone) => {
    expect(readRow(plan('people', ['phone']), [text])).toMatchObject({ kind: 'person', ids: { phone } });
  });

  test.each([
    [['phone'], ['7,91612E+10'], [[1, 'rounded_number']]],
    [['phone'], ['12345'], [[1, 'not_a_phone']]],
    [['email'], ['anna@'], [[1, 'not_an_email']]],
    [['user_id'], ['null'], [[1, 'placeholder_id']]],
    [['email', 'name'], ['', 'Anna'], [[undefined, 'nobody']]],
    [['user_id', 'known_since'], ['1', '01.02.2026'], [[2, 'in_future']]],
    [['user_id', 'legal_form'], ['1', 'кот'], [[2, 'unknown_legal_form']]],
    [['user_id', 'name'], ['1', 'A\u0000B'], [[2, 'bad_character']]],
    [['user_id', 'name'], ['1', '\ufffd'], [[2, 'bad_character']]],
    [['user_id', 'name'], ['1', 'x'.repeat(2_001)], [[2, 'cell_too_long']]],
  ] as const)('%j %j is refused', (fields, cells, faults) => {
    expect(codes(readRow(plan('people', fields), cells))).toEqual(faults);
  });

  test('traits have the type that the mapping says', () => {
    const columns: ImportColumn[] = [
      { column: 1, field: 'user_id' },
      { column: 2, field: 'trait', trait: 'age', type: 'number' },
      { column: 3, field: 'trait', trait: 'adult', type: 'boolean' },
      { column: 4, field: 'trait', trait: 'born', type: 'date' },
      { column: 5, field: 'trait', trait: 'city' },
    ];
    const reading = readRow(planOf('people', { columns }, world), ['1', '41,5', 'да', '31.12.1984', '=HYPERLINK()']);
    const traits = { age: 41.5, adult: true, born: '1984-12-31', city: '=HYPERLINK()' };
    expect(reading).toMatchObject({ kind: 'person', traits });
  });

  test('more cells than headings are a misplaced delimiter', () => {
    const cells = [...Array.from({ length: 20 }, () => '1'), 'over'];
    expect(codes(readRow(plan('people', ['user_id']), cells))).toEqual([[undefined, 'too_many_cells']]);
  });
});

describe('orders (IMP-2)', () => {
  const fields = ['order_id', 'email', 'date', 'total', 'status', 'payment_method'] as const;
  const row = (more: Readonly<Record<number, string>>): string[] =>
    ['7', 'a@example.ru', '01.12.2025', '1 000,00', 'Оплачен', 'Карта'].map((cell, at) => more[at] ?? cell);

  test.each([
    [{}, 'order'],
    [{ 4: 'Новый' }, 'skipped'],
    [{ 4: 'Непонятно' }, [[5, 'unknown_status']]],
    [{ 3: '-5' }, [[4, 'negative_amount']]],
    [{ 3: '10,005' }, [[4, 'ambiguous_number']]],
    [{ 3: '1 000,005' }, [[4, 'too_many_decimals']]],
    [{ 3: '5 XYZ' }, [[4, 'unknown_currency']]],
    [
      { 0: '', 2: 'soon' },
      [
        [1, 'missing'],
        [3, 'bad_date'],
      ],
    ],
    [{ 5: 'ракушки' }, [[6, 'unknown_method']]],
  ])('%j: %j', (more, outcome) => expect(codes(readRow(plan('orders', fields), row(more)))).toEqual(outcome));

  test('a certificate is told as such', () => {
    const reading = readRow(plan('orders', fields), row({ 5: 'Подарочный сертификат' }));
    const payments = [{ method: 'gift_certificate', amount: '1000.00' }];
    expect(reading).toMatchObject({ properties: { order_id: '7', total: '1000.00', currency: 'RUB', payments } });
  });

  test('no line, whatever it holds, makes the reader throw', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 }), (cells) => {
        const { kind } = readRow(plan('orders', fields), cells);
        expect(['order', 'refused', 'skipped']).toContain(kind);
      }),
    );
  });
});

describe('headings (IMP-3)', () => {
  test.each([
    ['people', ['Телефон', 'E-mail', 'ФИО'], ['phone', 'email', 'name']],
    ['orders', ['№ заказа', 'Дата заказа', 'Сумма (руб.)', 'Промокод'], ['order_id', 'date', 'total', 'coupon']],
    ['orders', ['Order ID', 'Customer email', 'Total', 'Paid at'], ['order_id', 'email', 'total', 'date']],
    ['people', ['', 'что-то', 'phone', 'Телефон'], ['phone']],
  ] as const)('%s %j', (kind, headings, fields) => {
    expect(suggestColumns(kind, headings).map(({ field }) => field)).toEqual(fields);
  });

  test.each([
    ['people', [{ column: 3, field: 'phone' }], ['unknown_column']],
    ['people', [{ column: 1, field: 'total' }], ['field_not_for_kind', 'nobody_mapped']],
    [
      'people',
      [
        { column: 1, field: 'phone' },
        { column: 1, field: 'email' },
      ],
      ['field_mapped_twice'],
    ],
    [
      'people',
      [
        { column: 1, field: 'email' },
        { column: 2, field: 'trait', trait: '__proto__' },
      ],
      ['trait_reserved'],
    ],
    ['orders', [{ column: 1, field: 'email' }], ['field_missing', 'field_missing', 'field_missing']],
  ] as const)('%s %j: %j', (kind, columns, faults) => {
    expect(faultsOf(kind, { columns: [...columns] }, 2).map(({ code }) => code)).toEqual(faults);
  });
});
