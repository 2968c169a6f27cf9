import { describe, expect, test } from 'vitest';
import type { Fact } from '../../../engine/fact.ts';
import { formMessage } from '../../../kit/values/forms.ts';
import { type ImportId, importMessage } from '../../../kit/values/imports.ts';
import { consentIn } from './consent.ts';

const form = {
  ...{ type: 'identify', messageId: formMessage('abc'), traits: { name: 'Вера', email: 'v@example.com' } },
  properties: {
    consent: { text: 'I agree', purpose: 'invitation', language: 'en', page: '/i/p', address: 'hash' },
  },
};
const importId = 'imp_0123456789abcdef' as ImportId;
const line = {
  ...{ type: 'identify', messageId: importMessage(importId, 'k'), traits: { phone: '+79161234567' } },
  context: { import: { id: importId, row: 7, consent: 'stated' } },
};
const factOf = (fields: object): Fact => fields as Fact;

describe('a consent is what a fact proves (PEO-16)', () => {
  test('a form: the sentence, its purpose and place, and the contacts it is about, but not the address', () => {
    expect(consentIn(factOf(form))).toEqual({
      ...{ source: 'form', channels: ['email'], purpose: 'invitation', wording: 'I agree' },
      ...{ language: 'en', place: '/i/p' },
    });
  });

  test('a line of an import with a statement', () => {
    expect(consentIn(factOf(line))).toEqual({ source: 'import', channels: ['phone'], import: importId, row: 7 });
  });

  test.each([
    ['an import without a statement', { ...line, context: { import: { id: importId, row: 7, consent: 'none' } } }],
    ['a line without a contact', { ...line, traits: { name: 'Вера' } }],
    ['an event of the customer that looks like a form', { ...form, messageId: 'form.abc' }],
    ['an event of the customer that looks like an import', { ...line, messageId: 'imp' }],
    ['a form without evidence', { ...form, properties: {} }],
    ['another call', { ...form, type: 'track' }],
  ])('%s proves none', (_what, fact) => {
    expect(consentIn(factOf(fact))).toBeUndefined();
  });
});
