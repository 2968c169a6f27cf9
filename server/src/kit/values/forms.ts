/**
 * The message id of a fact that a form on a page of ours told; `nonce` is that of the page which showed it, so a form
 * that is sent twice tells once. Ids that begin so are made inside only, so whoever reads one may believe it.
 */
export function formMessage(nonce: string): string {
  return `${beginning}${nonce}`;
}

export function isFormMessage(messageId: string): boolean {
  return messageId.startsWith(beginning);
}

const beginning = '~form.';
