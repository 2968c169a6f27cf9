import { isSame } from '../decimal.ts';
import { fieldKinds, isList, type Operation } from './operator.ts';

export const eq: Operation = {
  holds: (actual, value) => isSame(actual, value),
  takes: (value) => !isList(value),
  kinds: fieldKinds.filter((kind) => kind !== 'list'),
  relation: () => ({ wanted: 'eq', opposite: 'neq' }),
};
