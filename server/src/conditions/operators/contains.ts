import { isSame } from '../decimal.ts';
import { isList, type Operation } from './operator.ts';

/** A text contains another to the letter; a list contains a value that is the same as one of its own. */
export const contains: Operation = {
  holds: (actual, value) => {
    if (typeof actual === 'string') return typeof value === 'string' && actual.includes(value);
    return Array.isArray(actual) && actual.some((each) => isSame(each, value));
  },
  takes: (value) => !isList(value) && value !== '',
  kinds: ['text', 'list'],
  relation: () => ({ wanted: 'contains', opposite: 'notContains' }),
};
