import { compareNumbers } from '../decimal.ts';
import { isNumber, type Operation } from './operator.ts';

export const lte: Operation = {
  holds: (actual, value) => (compareNumbers(actual, value) ?? 1) <= 0,
  takes: isNumber,
  kinds: ['number'],
  relation: () => ({ wanted: 'lte', opposite: 'gt' }),
};
