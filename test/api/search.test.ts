import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { minuteMs } from '../../server/src/kit/values/time.ts';
import { createSchool, type School } from '../support/school.ts';

let school: School;
let code: string;
beforeAll(async () => {
  school = await createSchool();
  code = await school.codeOf('anna-1');
  const people = [
    ['anna-1', { name: 'Анна Иванова', email: 'Anna@Example.com', phone: '8 (916) 123-45-67' }],
    ['boris-2', { firstName: 'Фёдор', lastName: "О'Брайен-Иванов", email: 'fedor@school.example' }],
    ['vera-3', { name: 'Vera  Petrova (VIP)', phone: '+7 926 000-00-01' }],
  ] as const;
  for (const [userId, traits] of people) {
    await school.server({ type: 'identify', userId, traits });
    school.clock.advance(minuteMs);
  }
  // A second address leads to Anna, although lists show the last one.
  await school.server({ type: 'identify', userId: 'anna-1', traits: { email: 'second@example.com' } });
  await school.browser({ type: 'identify', anonymousId: 'eve', traits: { name: 'Анна Ложная' } });
});
afterAll(() => school.close());

async function found(q: string): Promise<(string | null)[]> {
  const url = `/api/v1/people/persons?q=${encodeURIComponent(q)}`;
  const page = (await school.api('GET', url)) as { items: { userId: string | null }[] };
  return page.items.map(({ userId }) => userId);
}

describe('one search finds a person by what is known of them (PEO-13)', () => {
  test.each([
    ['анна', ['anna-1']],
    ['ИВАН', ['boris-2', 'anna-1']],
    ['анна ив', ['anna-1']],
    ['ива анн', ['anna-1']],
    ['федор', ['boris-2']],
    ['Фёдор', ['boris-2']],
    ["о'брай", ['boris-2']],
    ['брайен', ['boris-2']],
    ['vip', ['vera-3']],
    ['fedor@sch', ['boris-2']],
    ['second@example.com', ['anna-1']],
    ['anna@example.com', ['anna-1']],
    ['ANNA-', ['anna-1']],
    ['vera-3', ['vera-3']],
    ['89161234567', ['anna-1']],
    ['+7 (916) 123', ['anna-1']],
    ['8916', ['anna-1']],
    ['916 12', ['anna-1']],
    ['926', ['vera-3']],
    ['нова', []],
    ['@', []],
    ["' | 'ж", []],
    ['\\', []],
    ['%', []],
    ['а'.repeat(200), []],
  ])('%s', async (q, users) => {
    expect(await found(q)).toEqual(users);
  });

  test('by an invite code, also in the wrong keyboard layout or with one mistake', async () => {
    const layout = 'СDВFАGПJОNТQЙRКSЫUГVМWЦXЧZЯ';
    const russian = [...code].map(
      (letter) => ({ C: 'С', D: 'В', F: 'А', G: 'П', J: 'О', N: 'Т', Q: 'Й' })[letter] ?? letter,
    );
    expect(layout).toHaveLength(27);
    expect(await found(code.toLowerCase())).toEqual(['anna-1']);
    expect(await found(russian.join(''))).toEqual(['anna-1']);
    expect(await found(code.slice(1))).toEqual(['anna-1']);
    expect(await found(`${code.slice(0, 3)}B${code.slice(4)}`)).toEqual(['anna-1']);
  });
});

test('what a browser claims of itself is not searched', async () => {
  expect(await found('ложная')).toEqual([]);
});

test('pages go back by age', async () => {
  const names = Array.from({ length: 30 }, (_, index) => ({
    type: 'identify',
    userId: `crowd-${index}`,
    traits: { name: `Толпа ${index}` },
  }));
  await school.server(...names);
  const read = async (): Promise<string[]> => {
    const users: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const url = `/api/v1/people/persons?q=${encodeURIComponent('толп')}&limit=7${more}`;
      const page = (await school.api('GET', url)) as { items: { userId: string }[]; next: string | null };
      users.push(...page.items.map(({ userId }) => userId));
      cursor = page.next;
    }
    return users;
  };
  const all = await read();
  expect(new Set(all).size).toBe(30);
  expect(all).toHaveLength(30);
});

test('whom a whole identifier leads to stands where their age puts them, on a later page too', async () => {
  school.clock.advance(minuteMs);
  await school.server({ type: 'identify', userId: 'second@example.com-2' });
  const page = async (cursor: string) => {
    const url = `/api/v1/people/persons?q=${encodeURIComponent('second@example.com')}&limit=1${cursor}`;
    return (await school.api('GET', url)) as { items: { userId: string }[]; next: string | null };
  };
  const first = await page('');
  expect(first.items.map(({ userId }) => userId)).toEqual(['second@example.com-2']);
  const second = await page(`&cursor=${first.next}`);
  expect(second).toMatchObject({ items: [{ userId: 'anna-1' }], next: null });
});
