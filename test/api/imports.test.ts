import { afterEach, beforeEach, expect, test } from 'vitest';
import { createImporter, type Importer, windows1251 } from '../support/imports.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let importer: Importer;
beforeEach(async () => {
  school = await createSchool();
  importer = createImporter(school);
});
afterEach(() => school.close());

const people1c = windows1251(
  [
    'Код клиента;ФИО;Телефон;E-mail;Тип лица;Дата регистрации',
    '000123;"Иванова Анна; жена";8(916)123-45-67;Anna@Example.ru;Физ. лицо;31.12.2024',
    '000124;ООО "Ромашка";+7 495 123-45-67;;Юр. лицо;15.01.2025 14:05',
    '000125;Пётр;12345;petr@example.ru;ИП;32.13.2025',
    ';;;;;',
  ].join('\r\n'),
);

test('people of a Russian export are read, checked, imported and known', async () => {
  const made = await importer.upload('people', 'Клиенты.csv', people1c);
  expect(made.reading).toMatchObject({ encoding: 'windows-1251', delimiter: 'semicolon' });
  expect(made.suggestion.columns.map(({ field }) => field)).toEqual([
    'user_id',
    'name',
    'phone',
    'email',
    'legal_form',
    'known_since',
  ]);
  await importer.map(made.import, { columns: made.suggestion.columns });
  const checked = await importer.check(made.import);
  expect(checked.check).toMatchObject({ rows: 4, ready: 2, refused: 1, skipped: 1, facts: 2 });
  const problems = await importer.problems(made.import);
  expect(problems.map(({ row, heading, code, value }) => [row, heading, code, value])).toEqual([
    [4, 'Телефон', 'not_a_phone', '12345'],
    [4, 'Дата регистрации', 'bad_date', '32.13.2025'],
  ]);
  const done = await importer.run(made.import, { withoutConsent: true });
  expect(done).toMatchObject({ state: 'done', progress: { imported: 2, refused: 1, skipped: 1, facts: 2 } });
  const anna = await importer.person('000123');
  expect(anna).toMatchObject({ email: 'anna@example.ru', phone: '+79161234567', name: 'Иванова Анна; жена' });
});

const orders = windows1251(
  [
    'Номер заказа;Дата заказа;E-mail;Сумма, руб.;Статус;Способ оплаты;Товар',
    '1001;05.01.2026 12:30;boris@example.ru;"1 234,50";Оплачен;Банковская карта;"Курс ""Английский"""',
    '1002;06.01.2026;boris@example.ru;2000;Возврат;Наличные;Курс',
    '1003;06.01.2026;boris@example.ru;500;Отменён;;Курс',
    '1001;05.01.2026 12:30;boris@example.ru;100;Оплачен;;Второй товар',
  ].join('\r\n'),
);

test('after an undo an order of the import no longer makes a person «paid before» (IMP-7)', async () => {
  const code = await school.codeOf('anna');
  await school.server({ type: 'identify', userId: 'boris', traits: { email: 'boris@example.ru' } });
  const done = await importer.bring('orders', orders);
  expect(done.check).toMatchObject({ rows: 4, ready: 2, skipped: 1, refused: 1, facts: 3 });
  expect(done.check?.findings.map(({ code: each, lines }) => [each, lines])).toEqual([
    ['duplicate', 1],
    ['unpaid', 1],
  ]);
  await school.server({ type: 'identify', userId: 'boris', traits: { referral_code: code } });
  expect(await school.pair('boris')).toEqual({ status: 'refused', reason: 'already_paid' });
  await school.server({
    type: 'track',
    event: 'Order Completed',
    userId: 'boris',
    properties: { order_id: 'n', total: 9 },
  });
  expect(await school.lessons('boris')).toBe(0n);
  const undone = await importer.undo(done.import);
  expect(undone).toMatchObject({ state: 'undone', progress: { takenBack: 2 } });
  expect(await school.pair('boris')).toEqual({ status: 'rewarded', reason: null });
  expect(await school.lessons('boris')).toBe(2n);
});
