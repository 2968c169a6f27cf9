import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlaceholderId, isUnfilled, normaliseEmail, normalisePhone } from './identifiers.ts';

describe('normaliseEmail', () => {
  it.each([
    ['anna@example.com', 'anna@example.com'],
    ['  Anna.Ivanova+shop@Example.COM \n', 'anna.ivanova+shop@example.com'],
    ['Почта@Пример.рф', 'почта@xn--e1afmkfd.xn--p1ai'],
    ['user@bücher.example', 'user@xn--bcher-kva.example'],
    ['jose\u0301@example.com', 'jos\u00e9@example.com'],
    ["o'neil@sub.example.co.uk", "o'neil@sub.example.co.uk"],
  ])('reads %j as %j', (text, email) => {
    expect(normaliseEmail(text)).toBe(email);
  });

  it.each([
    '',
    'anna',
    '@example.com',
    'anna@',
    'anna@localhost',
    'anna@example..com',
    'anna@-example.com',
    'anna@192.168.0.1',
    'anna@exa mple.com',
    'an na@example.com',
    'anna@b@example.com',
    'anna,boris@example.com',
    'Anna <anna@example.com>',
    'an\u0000na@example.com',
    `${'a'.repeat(65)}@example.com`,
    `anna@${'a'.repeat(250)}.com`,
    'a'.repeat(100_000),
  ])('does not take %j for an address', (text) => {
    expect(normaliseEmail(text)).toBeUndefined();
  });

  it('leaves a normal address as it is, whatever it was made from', () => {
    const characters = fc.constantFrom(...'aZ9.+-_é\u0301İßςΣЯ ﬁ'.split(''));
    const part = fc.string({ unit: characters, minLength: 1, maxLength: 12 });
    let normal = 0;
    fc.assert(
      fc.property(part, fc.constantFrom('Example.com', 'пример.РФ', 'straße.de'), (local, domain) => {
        const email = normaliseEmail(`${local}@${domain}`);
        if (email === undefined) return;
        normal += 1;
        expect(normaliseEmail(email)).toBe(email);
      }),
      { seed: 4_100, numRuns: 500 },
    );
    expect(normal).toBeGreaterThan(100);
  });
});

describe('normalisePhone', () => {
  it.each([
    ['+7 (912) 345-67-89', '+79123456789'],
    ['8 912 345 67 89', '+79123456789'],
    ['9123456789', '+79123456789'],
    ['79123456789', '+79123456789'],
    [' +44 20 7946 0958 ', '+442079460958'],
    ['+1-202-456-1111', '+12024561111'],
  ])('reads %j as %s', (text, phone) => {
    expect(normalisePhone(text)).toBe(phone);
    expect(normalisePhone(phone)).toBe(phone);
  });

  it.each(['', 'none', '123', '+70000000000', 'call +7 912 345-67-89 now', '+7912345678901234', '9'.repeat(1_000)])(
    'does not take %j for a number',
    (text) => {
      expect(normalisePhone(text)).toBeUndefined();
    },
  );
});

describe('isPlaceholderId', () => {
  it.each([
    'null',
    'NULL',
    ' undefined ',
    'None',
    'nil',
    'NaN',
    'n/a',
    '(null)',
    '0',
    '-1',
    '00',
    '-',
    'Anonymous',
    'unknown',
    'guest',
    'true',
    'False',
    '[object Object]',
    '',
    ' \t\u00a0',
    '00000000-0000-0000-0000-000000000000',
    '00000000000000000000000000000000',
  ])('takes %j for nobody (INV-4)', (id) => {
    expect(isPlaceholderId(id)).toBe(true);
  });

  it.each(['1', '-2', '10', '0a', 'nully', 'guest-17', 'Noneman', '00000000-0000-0000-0000-000000000001', 'анна'])(
    'takes %j for somebody',
    (id) => {
      expect(isPlaceholderId(id)).toBe(false);
    },
  );
});

describe('isUnfilled', () => {
  it.each(['null', 'Undefined', '(null)', 'NaN', '[object Object]', ' '])('takes %j for a missing value', (text) => {
    expect(isUnfilled(text)).toBe(true);
  });

  it.each(['0', '-1', 'none', 'guest', 'order-1'])('takes %j for a value', (text) => {
    expect(isUnfilled(text)).toBe(false);
  });
});
