import { normaliseEmail, normalisePhone } from '../../../kit/values/identifiers.ts';
import { cleanName } from './names.ts';

/** What a visitor typed, as it was typed: it is shown again when something is wrong. */
export interface TypedForm {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
  readonly code: string;
  readonly consent: boolean;
}

/** Characters of a name; whoever has a longer one may shorten it. */
const nameAtMost = 100;

export const fieldProblems = [
  'name_missing',
  'name_too_long',
  'contact_missing',
  'email_wrong',
  'phone_wrong',
  'code_unknown',
  'consent_missing',
] as const;
export type FieldProblem = (typeof fieldProblems)[number];
export type FormField = 'name' | 'email' | 'phone' | 'code' | 'consent';

/** In the order of the form, so the first one is where the visitor begins. */
export type FormProblems = ReadonlyMap<FormField, FieldProblem>;

export interface ReadForm {
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
}

/** The form as it is meant, or what is wrong with it. The code is judged by whoever knows codes. */
export function readForm(typed: TypedForm): { readonly form: ReadForm; readonly problems: FormProblems } {
  const problems = new Map<FormField, FieldProblem>();
  const name = cleanName(typed.name);
  if (name === '') problems.set('name', 'name_missing');
  else if ([...name].length > nameAtMost) problems.set('name', 'name_too_long');
  const email = readEmail(typed.email);
  const phone = readPhone(typed.phone);
  const gaveEmail = typed.email.trim() !== '';
  const gavePhone = typed.phone.trim() !== '';
  if (gaveEmail && email === undefined) problems.set('email', 'email_wrong');
  else if (!gaveEmail && !gavePhone) problems.set('email', 'contact_missing');
  if (gavePhone && phone === undefined) problems.set('phone', 'phone_wrong');
  if (!typed.consent) problems.set('consent', 'consent_missing');
  const form = { name, ...(email === undefined ? {} : { email }), ...(phone === undefined ? {} : { phone }) };
  return { form, problems };
}

/** An address as people write it: with spaces around and inside, in brackets, or copied with a point behind it. */
export function readEmail(text: string): string | undefined {
  const bare = text
    .replace(/^mailto:/i, '')
    .replace(/[\s<>]/gu, '')
    .replace(/[.,;]+$/u, '');
  return normaliseEmail(bare);
}

/** A number as people write it: with words before it, any brackets, and +8 for +7. */
export function readPhone(text: string): string | undefined {
  if (text.length > 100) return undefined;
  const digits = text.replace(/[^\d+]/gu, '');
  const russian = digits.replace(/^\+8(?=\d{10}$)/u, '+7');
  return normalisePhone(russian);
}
