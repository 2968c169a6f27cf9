import { isSame } from '../decimal.ts';
import { fieldKinds, isList, type Operation } from './operator.ts';

export const oneOf: Operation = {
  holds: (actual, value) => isList(value) && value.some((each) => isSame(actual, each)),
  takes: isList,
  kinds: fieldKinds.filter((kind) => kind !== 'list'),
  relation: () => ({ wanted: 'in', opposite: 'notIn' }),
};
