import { isSame } from '../decimal.ts';
import { fieldKinds, isList, type Operation } from './operator.ts';

/** What is unknown differs from everything. */
export const neq: Operation = {
  holds: (actual, value) => !isSame(actual, value),
  takes: (value) => !isList(value),
  kinds: fieldKinds.filter((kind) => kind !== 'list'),
  relation: () => ({ wanted: 'neq', opposite: 'eq' }),
};
