import { fieldKinds, type Operation } from './operator.ts';

/** `value: false` demands that nothing is known. */
export const exists: Operation = {
  holds: (actual, value) => (actual !== undefined && actual !== null) === (value !== false),
  takes: (value) => typeof value === 'boolean',
  kinds: fieldKinds,
  relation: (value) =>
    value === false ? { wanted: 'missing', opposite: 'exists' } : { wanted: 'exists', opposite: 'missing' },
};
