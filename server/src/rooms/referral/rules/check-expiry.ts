import { type Expires, expiryLimits, type ProgramDefinition } from '@sarafan/contract';
import type { ProgramProblem } from './problems.ts';

/** Until when rewards and bonuses may be used. */
export function checkExpiry({ rewards, bonuses = [] }: ProgramDefinition): ProgramProblem[] {
  const all = [
    ...rewards.map(({ expires }, index) => ({ expires, path: `/rewards/${index}/expires` })),
    ...bonuses.map(({ expires }, index) => ({ expires, path: `/bonuses/${index}/expires` })),
  ];
  return all.flatMap(({ expires, path }) => (expires === undefined ? [] : checkOne(expires, path)));
}

function checkOne({ endOf, after, remindDays = [] }: Expires, path: string): ProgramProblem[] {
  // Of a month or a year that has begun there is something left, of a day perhaps a minute.
  if (endOf === 'day' && after === 0) return [{ path: `${path}/after`, code: 'expires_the_same_day', values: {} }];
  const limit = expiryLimits.after[endOf];
  if (after > limit) return [{ path: `${path}/after`, code: 'expires_too_late', values: { limit: String(limit) } }];
  if (endOf !== 'day') return [];
  return remindDays.flatMap((days, index): ProgramProblem[] => {
    const values = { days: String(days), after: String(after) };
    return days < after ? [] : [{ path: `${path}/remindDays/${index}`, code: 'reminder_too_early', values }];
  });
}
