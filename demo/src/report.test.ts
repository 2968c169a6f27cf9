import type { Explanation } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import { closingLines, friendLines } from './report.ts';
import { friends } from './story.ts';
import { languageOf, words } from './words.ts';

const [boris] = friends;
if (boris === undefined) throw new Error('Nobody is in the story');
const sentence = { ru: 'Потому', en: 'Because' };
const anna = { person: 'per_a', userId: 'anna' };
const both = (state: Explanation['rewards'][number]['state'], amount: string): Explanation['rewards'] =>
  (['referrer', 'friend'] as const).map((side) => {
    const moment = '2026-01-15T09:00:00.000Z';
    return { grant: side, side, holder: anna, unit: 'lesson', amount, state, availableAt: moment, sentence };
  });
const told = (more: Partial<Explanation>): Explanation => ({
  program: { program: 'prg_1', key: 'language-school', name: sentence, version: 1 },
  person: { person: 'per_b', userId: 'boris' },
  status: 'refused',
  reason: null,
  sentence,
  failure: null,
  earnings: [],
  seen: [],
  invitation: null,
  order: null,
  bonuses: [],
  rewards: [],
  decisions: [],
  ...more,
});

describe('what the demo prints', () => {
  test('a friend who counts, with what each side got, the friend first', () => {
    expect(friendLines(boris, told({ status: 'rewarded', rewards: both('available', '2') }), 'en')).toEqual([
      '✓ Boris enters the code at sign-up and pays',
      '    Because',
      '    Boris +2 lessons; Anna +2 lessons',
    ]);
    expect(friendLines(boris, told({ status: 'reversed', rewards: both('clawed_back', '2') }), 'ru')).toEqual([
      '↺ Борис вводит код при регистрации и платит',
      '    Потому',
      '    Борис: 2 урока — отозвано; Анна: 2 урока — отозвано',
    ]);
  });

  test('a friend who does not count, with the condition that failed unless it is the same sentence', () => {
    const failure = { path: 'friend', condition: {}, actual: null, sentence: { ru: 'Условие', en: 'Condition' } };
    expect(friendLines(boris, told({ failure }), 'en').slice(1)).toEqual(['    Because', '    Condition']);
    expect(friendLines(boris, told({ failure: { ...failure, sentence } }), 'en').slice(1)).toEqual(['    Because']);
  });

  test('the server’s own sentence for a reward in any other state', () => {
    const lines = friendLines(boris, told({ rewards: both('review', '2') }), 'ru');
    expect(lines.at(-1)).toBe('    Борис: Потому; Анна: Потому');
  });

  test('how many invitations counted, and the address and key to ask with', () => {
    const invitation = {
      referrer: anna,
      channel: 'code',
      code: 'C',
      at: '',
      trust: 'server',
      fact: 'f',
      sentence,
    } as const;
    const explained = [told({ invitation, status: 'rewarded' }), told({ invitation }), told({})];
    const lines = closingLines(explained, '10', { url: 'http://localhost:1', apiKey: 'sfa_key' }, 'en').join('\n');
    expect(lines).toContain('Of 2 invitations 1 count. Anna has 10 lessons to take.');
    expect(lines).toContain('http://localhost:1/api/docs');
    expect(lines).toContain("-H 'authorization: Bearer sfa_key'");
  });

  test.each([
    [{ LANG: 'ru_RU.UTF-8' }, 'ru'],
    [{ LANG: 'ru_RU.UTF-8', LC_ALL: 'C' }, 'en'],
    [{ LC_ALL: '', LC_MESSAGES: 'ru_RU', LANG: 'en_US' }, 'ru'],
    [{}, 'en'],
  ])('in the language of the terminal: %j', (environment, language) => {
    expect(languageOf(environment)).toBe(language);
  });

  test('a number with the form that Russian wants after it', () => {
    const forms = ['1', '2', '5', '11', '21', '1.5'].map((count) => words.ru.lessons(count));
    expect(forms).toEqual(['1 урок', '2 урока', '5 уроков', '11 уроков', '21 урок', '1.5 урока']);
  });
});
