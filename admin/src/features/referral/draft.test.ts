import { describe, expect, it } from 'vitest';
import { isSameDraft, listAt, readKept, textAt, valueAt, withValue } from './draft.ts';

const draft = { name: { ru: 'Да', en: 'Yes' }, rewards: [{ amount: '2' }, { amount: '3' }] };

describe('a draft', () => {
  it('is read and changed by places, and the former one stays as it is', () => {
    const changed = withValue(draft, '/rewards/1/amount', '5');
    expect(valueAt(changed, '/rewards/1/amount')).toBe('5');
    expect(valueAt(draft, '/rewards/1/amount')).toBe('3');
    expect(Object.keys(withValue(draft, '/name/ru', 'Нет'))).toEqual(['name', 'rewards']);
    expect(textAt(draft, '/name/en')).toBe('Yes');
    expect(valueAt(draft, '/name/toString')).toBeUndefined();
  });

  it('loses what is set to undefined, and makes what lies on the way', () => {
    expect(withValue(draft, '/name', undefined)).toEqual({ rewards: draft.rewards });
    expect(listAt(withValue(draft, '/rewards/0', undefined), '/rewards')).toEqual([{ amount: '3' }]);
    expect(withValue({}, '/invite/link/destination', 'x')).toEqual({ invite: { link: { destination: 'x' } } });
    expect(valueAt(withValue(draft, '/rewards/2', { amount: '4' }), '/rewards/2/amount')).toBe('4');
  });

  it('is the same in whichever order its members stand', () => {
    expect(isSameDraft({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toBe(true);
    expect(isSameDraft({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  });

  it('is taken from the browser only when it is one', () => {
    expect(readKept(JSON.stringify({ base: 2, definition: draft }))).toEqual({ base: 2, definition: draft });
    const keyed = { base: 0, definition: draft, key: 'Зубы' };
    expect(readKept(JSON.stringify(keyed))).toEqual(keyed);
    expect(readKept(JSON.stringify({ ...keyed, key: 7 }))).toEqual({ base: 0, definition: draft });
    for (const text of [undefined, '', '{', '[]', '{"base":"2","definition":{}}', '{"base":2}']) {
      expect(readKept(text), text).toBeUndefined();
    }
  });
});
