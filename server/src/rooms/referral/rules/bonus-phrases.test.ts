import type { ProgramDefinition } from '@sarafan/contract';
import { describe, expect, test } from 'vitest';
import { recipes } from '../recipes/index.ts';
import { fullRulesOf } from './full-rules.ts';
import { giftsWithChain, promiseOf } from './promise.ts';
import type { NamedUnit } from './unit-words.ts';

const units = new Map<string, NamedUnit>(
  Object.values(recipes).flatMap((recipe) => recipe.units.map((unit) => [unit.unit, unit] as const)),
);
const dayOf = (moment: string) => ({ ru: moment, en: moment });
const options = { ...{ units, dayOf, momentOf: dayOf, zone: 'UTC', rivals: [] } };
const team: ProgramDefinition = recipes['gather-a-team'].definition;

describe('a bonus by chains is for everybody on one, and every text says so (REF-43, REF-57)', () => {
  test('the summary', () => {
    const rules = promiseOf(team, options).rules.filter(({ en }) => en.startsWith('A bonus'));
    expect(rules).toEqual([
      {
        ru:
          'Премия каждому в цепочке приглашений, по числу людей в ней: ' +
          'от 2 — 1\u00a0урок; от 3 — 2\u00a0урока; от 4 — 3\u00a0урока.',
        en:
          'A bonus for everybody in a chain of invitations, by how many people it has: ' +
          'from 2 on — 1\u00a0lesson; from 3 on — 2\u00a0lessons; from 4 on — 3\u00a0lessons.',
      },
      {
        ru: 'Премия каждому в цепочке приглашений, по числу людей в ней: от 5 — 1\u00a0фирменный подарок.',
        en:
          'A bonus for everybody in a chain of invitations, by how many people it has: ' +
          'from 5 on — 1\u00a0branded gift.',
      },
    ]);
  });

  test('the page of rules, which keeps them apart from those of inviters', () => {
    const full = fullRulesOf(team, options);
    expect(full.bonuses).toEqual([]);
    expect(full.chainBonuses).toHaveLength(2);
    for (const { details } of full.chainBonuses) {
      expect(details[0]?.ru).toContain('Её получает каждый в цепочке: и кто приглашал, и кого пригласили.');
      expect(details[0]?.en).toContain('Everybody in the chain gets it, whoever invited and whoever was invited.');
    }
    const leads = fullRulesOf(recipes['accounting-leads'].definition, options);
    expect([leads.bonuses.length, leads.chainBonuses.length]).toEqual([1, 0]);
    expect(JSON.stringify(leads)).not.toContain('Everybody in the chain');
  });

  test('the recipe’s card, for either side, so that it is not the one of bring a friend', () => {
    const gifts = {
      ru: '2\u00a0урока, а каждому в цепочке приглашений — ещё 1–3\u00a0урока и 1\u00a0фирменный подарок',
      en: '2\u00a0lessons, and 1–3\u00a0lessons and 1\u00a0branded gift more for everybody in a chain of invitations',
    };
    expect(giftsWithChain(team, units)).toEqual({ friendGets: gifts, referrerGets: gifts });
    const friends = giftsWithChain(recipes['language-school'].definition, units);
    expect(friends.friendGets).toEqual({ ru: '2\u00a0урока', en: '2\u00a0lessons' });
    const alone = giftsWithChain({ ...team, rewards: [], bonuses: team.bonuses?.slice(1) ?? [] }, units);
    expect(alone.friendGets).toEqual({
      ru: 'каждому в цепочке приглашений — 1\u00a0фирменный подарок',
      en: '1\u00a0branded gift for everybody in a chain of invitations',
    });
  });

  test('a step that is no fixed amount is told as it is reckoned', () => {
    const steps = [{ from: '2', unit: 'lesson', amount: { each: 'sales' as const, amount: '1' } }];
    const { friendGets } = giftsWithChain(
      { ...team, rewards: [], bonuses: [{ by: 'chain', steps, holdDays: 0 }] },
      units,
    );
    expect(friendGets?.ru).toBe('каждому в цепочке приглашений — 1\u00a0урок за каждую продажу');
    expect(friendGets?.en).toBe('1\u00a0lesson for each sale for everybody in a chain of invitations');
  });
});
