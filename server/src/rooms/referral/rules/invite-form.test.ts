import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEmail, readForm, readPhone, type TypedForm } from './invite-form.ts';

const typed: TypedForm = { name: 'Борис', email: 'boris@example.com', phone: '', code: '', consent: true };
const problemsOf = (more: Partial<TypedForm>): object => Object.fromEntries(readForm({ ...typed, ...more }).problems);

describe('what a visitor types is read as it is meant', () => {
  test.each([
    ['8 (916) 123-45-67', '+79161234567'],
    ['8-916-123-45-67', '+79161234567'],
    ['+8 916 123 45 67', '+79161234567'],
    ['тел. 916 123 45 67', '+79161234567'],
    ['7 916 123 45 67', '+79161234567'],
    ['+49 30 901820', '+4930901820'],
    ['12345', undefined],
    ['8 916', undefined],
    ['9'.repeat(10_000), undefined],
  ])('the phone %s', (text, phone) => {
    expect(readPhone(text)).toBe(phone);
  });

  test.each([
    [' Boris@Example.COM ', 'boris@example.com'],
    ['<boris@example.com>,', 'boris@example.com'],
    ['boris @ example.com.', 'boris@example.com'],
    ['mailto:boris@example.com', 'boris@example.com'],
    ['борис@школа.рф', 'борис@xn--80atdl2c.xn--p1ai'],
    ['boris', undefined],
    ['a@b', undefined],
  ])('the e-mail %s', (text, email) => {
    expect(readEmail(text)).toBe(email);
  });
});

describe('what is wrong with a form', () => {
  test.each<[Partial<TypedForm>, object]>([
    [{}, {}],
    [{ email: '', phone: '8 916 123-45-67' }, {}],
    [{ name: ' \u200b\u202e ' }, { name: 'name_missing' }],
    [{ name: 'я'.repeat(101) }, { name: 'name_too_long' }],
    [{ email: '', phone: ' ' }, { email: 'contact_missing' }],
    [{ email: 'boris' }, { email: 'email_wrong' }],
    [{ phone: '12' }, { phone: 'phone_wrong' }],
    [{ consent: false }, { consent: 'consent_missing' }],
    [
      { name: '', email: 'x', phone: 'y', consent: false },
      { name: 'name_missing', email: 'email_wrong', phone: 'phone_wrong', consent: 'consent_missing' },
    ],
  ])('%j', (more, problems) => {
    expect(problemsOf(more)).toEqual(problems);
  });

  test('whatever is typed, a form without problems has a name and a contact in one form', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.emailAddress(), fc.constant('8 916 123 45 67'));
    fc.assert(
      fc.property(text, text, text, (name, email, phone) => {
        const { form, problems } = readForm({ ...typed, name, email, phone });
        if (problems.size > 0) return;
        expect(form.name).not.toBe('');
        expect(form.email ?? form.phone).toBeDefined();
        if (form.email !== undefined) expect(readEmail(form.email)).toBe(form.email);
        if (form.phone !== undefined) expect(readPhone(form.phone)).toBe(form.phone);
      }),
    );
  });
});
