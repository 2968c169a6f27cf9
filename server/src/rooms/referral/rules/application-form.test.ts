import { type FormField, formLimits } from '@sarafan/contract';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sentenceOf } from '../../../kit/values/sentences.ts';
import { answerTexts } from '../texts-qualification.ts';
import { answerProblems, readAnswers } from './application-form.ts';

const label = { ru: 'Поле', en: 'Field' };
const options = [
  { value: 'shop', label: { ru: 'Магазин', en: 'A shop' } },
  { value: 'blog', label: { ru: 'Блог', en: 'A blog' } },
];
const asks = (kind: FormField['kind'], required = true): FormField => {
  return { field: 'it', label, kind, required, ...(kind === 'choice' ? { options } : {}) };
};

const today = '2026-03-01';

describe('an answer (REF-62)', () => {
  test.each([
    ['text', '  Anna \u202e  Petrova ', 'Anna Petrova'],
    ['text', '<b>Anna</b>', '<b>Anna</b>'],
    ['date', '1990-05-09', '1990-05-09'],
    ['date', '9.5.1990', '1990-05-09'],
    ['date', '29.02.2024', '2024-02-29'],
    ['phone', '8 (900) 123-45-67', '+79001234567'],
    ['email', ' Anna@Example.COM ', 'anna@example.com'],
    ['choice', 'blog', 'blog'],
    ['checkbox', true, true],
    ['checkbox', 'on', true],
  ] as const)('of the kind %s, %j, is kept as %j', (kind, told, value) => {
    const { answers, problems } = readAnswers([asks(kind)], { it: told }, today);
    expect(problems).toEqual([]);
    expect(answers).toEqual([
      { field: 'it', label, kind, value, ...(kind === 'choice' ? { option: options[1]?.label } : {}) },
    ]);
  });

  test.each([
    ['text', undefined, 'missing'],
    ['text', '\u200b ', 'missing'],
    ['text', 'x'.repeat(formLimits.answerCharacters + 1), 'too_long'],
    ['text', true, 'not_a_text'],
    ['date', '2023-02-29', 'not_a_date'],
    ['date', '1899-12-31', 'not_a_date'],
    ['date', 'yesterday', 'not_a_date'],
    ['date', '0000-00-00', 'not_a_date'],
    ['phone', '12', 'not_a_phone'],
    ['email', 'anna', 'not_an_email'],
    ['choice', 'A shop', 'not_an_option'],
    ['choice', '', 'missing'],
    ['checkbox', undefined, 'not_ticked'],
    ['checkbox', 'perhaps', 'not_yes_or_no'],
  ] as const)('of the kind %s, %j, is refused: %s', (kind, told, code) => {
    const { problems } = readAnswers([asks(kind)], told === undefined ? {} : { it: told }, today);
    expect(problems).toEqual([{ field: 'it', code }]);
    expect(sentenceOf(answerTexts, code).ru).not.toBe('');
  });

  test.each([
    ['01.03.2026', []],
    ['02.03.2026', ['in_the_future']],
    ['2035-01-01', ['in_the_future']],
    ['32.01.2035', ['not_a_date']],
  ])('of the day of birth, %s, is not in the future', (told, codes) => {
    const { problems } = readAnswers([{ ...asks('date'), notAfter: 'today' }], { it: told }, today);
    expect(problems.map(({ code }) => code)).toEqual(codes);
    expect(readAnswers([asks('date')], { it: '2035-01-01' }, today).problems).toEqual([]);
  });

  test('that nobody has to give may be left out', () => {
    for (const kind of ['text', 'date', 'phone', 'email', 'choice'] as const) {
      expect(readAnswers([asks(kind, false)], { it: '' }, today)).toEqual({ answers: [], problems: [] });
    }
    expect(readAnswers([asks('checkbox', false)], {}, today).answers).toMatchObject([{ value: false }]);
  });

  test('whatever is told, every field has an answer that is kept, or a problem, or was left empty', () => {
    const kinds = fc.constantFrom('text', 'date', 'phone', 'email', 'choice', 'checkbox');
    const told = fc.oneof(fc.string({ unit: 'binary', maxLength: 600 }), fc.boolean());
    fc.assert(
      fc.property(kinds, fc.boolean(), told, (kind, required, value) => {
        const { answers, problems } = readAnswers([asks(kind, required)], { it: value }, today);
        expect(answers.length + problems.length).toBeLessThanOrEqual(1);
        if (required) expect(answers.length + problems.length).toBe(1);
        for (const answer of answers) {
          expect(readAnswers([asks(kind, required)], { it: answer.value }, today).answers).toEqual([answer]);
        }
      }),
    );
  });

  test('has a sentence for whatever is wrong with it, in both languages', () => {
    for (const code of answerProblems) {
      const { ru, en } = sentenceOf(answerTexts, code);
      expect(ru).toMatch(/[а-я].*\.$/);
      expect(en).toMatch(/^[A-Z].*\.$/);
    }
  });
});
