import { type About, rowOf } from './conditions.ts';
import { isObject } from './draft.ts';
import type { Words } from './words.ts';

/** A condition in words, however deep; what is none is shown as what it is. */
export function conditionText(part: unknown, words: Words, about: About = 'order'): string {
  const row = rowText(part, words, about);
  if (row !== undefined) return row;
  if (!isObject(part)) return JSON.stringify(part) ?? '';
  const [[name, inner] = [], ...more] = Object.entries(part);
  if (more.length === 0) {
    if (name === 'not') return words.said('not_said', { text: conditionText(inner, words, about) });
    if ((name === 'all' || name === 'any') && Array.isArray(inner) && inner.length > 0) {
      return inner
        .map((each) => conditionText(each, words, about))
        .reduce((first, second) => words.said(name === 'all' ? 'all_joined' : 'any_joined', { first, second }));
    }
  }
  return whereText(part, words) ?? JSON.stringify(part);
}

/** A count or a sum over facts that are such and such. */
function whereText({ where, ...counted }: Readonly<Record<string, unknown>>, words: Words): string | undefined {
  const text = where === undefined ? undefined : rowText(counted, words, 'event');
  return text === undefined
    ? undefined
    : words.said('where_said', { text, where: conditionText(where, words, 'event') });
}

function rowText(part: unknown, words: Words, about: About): string | undefined {
  const row = rowOf(part);
  if (row === undefined) return undefined;
  const { kind, field, of, is, value, byTouch, withinDays } = row;
  const bounds = [
    ...(of === '' ? [] : [kind === 'spent' ? words.named(`spent_${of}`) : `«${of}»`]),
    ...(byTouch ? [words.named(kind === 'spent' ? 'since_invitation' : 'before_invitation')] : []),
    ...(withinDays === undefined ? [] : [words.said('within_days_said', { days: words.days(withinDays) })]),
  ];
  const bound = bounds.length === 0 ? '' : ` (${bounds.join(', ')})`;
  const isTotal = kind === 'fact' && about === 'order' && field === 'total';
  const name = words.named(kind === 'fact' ? `kind_fact_${about}` : `kind_${kind}`);
  const asked = isTotal ? words.named('order_total') : `${name} «${field}»`;
  return `${asked}${bound} ${words.named(`is_${is}`)} ${value}`.trim();
}
