import type { ImportConsent } from '@sarafan/contract';

/** What stands in the fields about consent. */
export type ConsentDraft = {
  readonly source: string;
  readonly date: string;
  readonly wording?: string;
  readonly document?: string;
};

export const noConsent: ConsentDraft = { source: '', date: '', wording: '', document: '' };

/** The same as the API wants it; undefined when nothing was said. */
export function consentOf({ source, date, wording = '', document = '' }: ConsentDraft): ImportConsent | undefined {
  if ([source, date, wording, document].every((text) => text.trim() === '')) return undefined;
  return {
    ...{ source: source.trim(), date },
    ...(wording.trim() === '' ? {} : { wording: wording.trim() }),
    ...(document.trim() === '' ? {} : { document: document.trim() }),
  };
}

/** Consent is stated whole or not at all: where, when, and by what it can be shown. */
export function consentFaults(sentence: string) {
  const needed = (text: string, { consent }: { readonly consent: ConsentDraft }): string | null =>
    text.trim() === '' && consentOf(consent) !== undefined ? sentence : null;
  return {
    source: needed,
    date: needed,
    wording: (text: string | undefined, values: { readonly consent: ConsentDraft }): string | null =>
      (values.consent.document ?? '').trim() === '' ? needed(text ?? '', values) : null,
  };
}
