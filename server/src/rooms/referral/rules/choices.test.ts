import type { Reward } from '@sarafan/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChoicesMade, choicesIn, chosenBefore, optionStanding, together } from './choices.ts';

const reward = (option: string): Reward => ({
  ...{ to: 'referrer', unit: 'lesson', amount: '1', holdDays: 0 },
  choice: { id: 'gift', option },
});
const [gift] = choicesIn({ rewards: [reward('one'), reward('two')] });

test('what was chosen stands for what comes after it, and nothing before the first word', () => {
  const made: ChoicesMade = {
    gift: [
      { at: 10, option: 'two' },
      { at: 20, option: 'one' },
    ],
  };
  const stands = [10, 11, 20, 21].map((moment) => chosenBefore(made, moment)['gift']);
  expect(stands).toEqual([undefined, 'two', 'two', 'one']);
});

test('the first stands where nothing was chosen, or what is not offered any more', () => {
  if (gift === undefined) throw new Error('There is a choice');
  expect([undefined, 'two', 'gone'].map((option) => optionStanding(gift, option))).toEqual(['one', 'two', 'one']);
});

test('profiles that come together say the same in whichever order they come (REF-82)', () => {
  const made = fc.dictionary(
    fc.constantFrom('gift', 'welcome'),
    fc.array(fc.record({ at: fc.integer({ min: 0, max: 9 }), option: fc.constantFrom('one', 'two') }), {
      maxLength: 5,
    }),
  );
  fc.assert(
    fc.property(fc.array(made, { maxLength: 4 }), fc.integer({ min: 0, max: 10 }), (profiles, moment) => {
      const ordered = profiles.map((each) => together([each, {}]));
      expect(chosenBefore(together(ordered), moment)).toEqual(chosenBefore(together(ordered.toReversed()), moment));
    }),
  );
});
