import { compareNumbers } from '../decimal.ts';
import { isNumber, type Operation } from './operator.ts';

export const gt: Operation = {
  holds: (actual, value) => (compareNumbers(actual, value) ?? 0) > 0,
  takes: isNumber,
  kinds: ['number'],
  relation: () => ({ wanted: 'gt', opposite: 'lte' }),
};
