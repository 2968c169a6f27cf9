import type { ConditionsJson, ProgramDefinition } from '@sarafan/contract';
import { afterEach, describe, expect, test } from 'vitest';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { createRecipe, type RecipeWorld, referrer } from '../support/program.ts';
import { createSchool, type School } from '../support/school.ts';

// Who may take part in a program, told to the public API on the virtual clock.

const closing: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of closing.splice(0)) await each.close();
});

interface Answer {
  readonly status: number;
  readonly body: {
    readonly code?: string;
    readonly detail?: string;
    readonly detail_ru?: string;
    readonly result?: object;
  };
}

/** Asks to join, whatever the answer. */
async function join(school: School, program: string, userId: string, more: object = {}): Promise<Answer> {
  const response = await school.during(
    school.http.inject({
      method: 'POST',
      url: `/api/v1/referral/programs/${program}/participants`,
      headers: { authorization: `Bearer ${school.keys.apiKey}` },
      payload: { userId, ...more },
    }),
  );
  return { status: response.statusCode, body: response.json() };
}

describe('ELC-1 electronics partners', () => {
  const company = { legal_form: 'company' };
  const line = (category: string, price: number, quantity = 1): object => ({ category, price, quantity });

  async function openWorld(): Promise<RecipeWorld> {
    const world = await createRecipe('electronics-partners', undefined, company);
    closing.push(world);
    await world.invite('boris');
    return world;
  }

  test.each([
    ['mobile', [line('mobile', 10_000)], '210.00'],
    ['kitchen', [line('kitchen', 10_000)], '290.00'],
    ['mixed', [line('mobile', 5_000, 2), line('kitchen', 10_000), line('books', 700)], '500.00'],
  ])('a basket of %s goods: the sum by line', async (_name, products, commission) => {
    const world = await openWorld();
    const total = products.reduce((sum, each) => {
      const { price, quantity } = each as { price: number; quantity: number };
      return sum + price * quantity;
    }, 0);
    await world.pays('boris', total, { products });
    expect(await world.holds(referrer, 'rub')).toBe(commission);
    expect(await world.holds('boris', 'rub')).toBe('0');
  });

  test.each([
    ['a private person', { legal_form: 'person' }, 'физическое лицо', 'a natural person'],
    ['a sole trader', { legal_form: 'sole_trader' }, 'ИП', 'a sole trader'],
    ['somebody of whom nothing is known', {}, 'не указано', 'not given'],
  ])('%s is refused, with what was found (REF-60)', async (_name, traits, ru, en) => {
    const { school } = await openWorld();
    await school.server({ type: 'identify', userId: 'ivan', traits });
    const { status, body } = await join(school, 'electronics-partners', 'ivan');
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'not_qualified',
      detail_ru: `Юр. форма: ${ru}, а нужно: компания.`,
      detail: `Legal form: ${en}, but it must be: a company.`,
      result: { path: '/participant/conditions', condition: { trait: 'legal_form', is: 'eq', value: 'company' } },
    });
    await school.server({ type: 'identify', userId: 'ivan', traits: company });
    expect(await join(school, 'electronics-partners', 'ivan')).toMatchObject({ status: 200 });
  });

  test('who takes part stays, whatever becomes of them (REF-61)', async () => {
    const { school, code } = await openWorld();
    await school.server({ type: 'identify', userId: referrer, traits: { legal_form: 'person' } });
    expect(await join(school, 'electronics-partners', referrer)).toMatchObject({ status: 200, body: { code } });
  });

  test('a browser’s word makes nobody a company (REF-60)', async () => {
    const { school } = await openWorld();
    await school.server({ type: 'identify', userId: 'ivan', anonymousId: 'phone' });
    await school.browser({ type: 'identify', userId: 'ivan', anonymousId: 'phone', traits: company });
    expect(await join(school, 'electronics-partners', 'ivan')).toMatchObject({ status: 409 });
  });
});

/** The recipe of a school whose participants must meet a condition. */
const asking = (conditions: ConditionsJson): ProgramDefinition => ({ ...languageSchool, participant: { conditions } });

async function openSchool(conditions: ConditionsJson): Promise<School> {
  const school = await createSchool(asking(conditions));
  closing.push(school);
  return school;
}

const pays = (school: School, order: string, total: string, more: object = {}): Promise<void> =>
  school.server({
    type: 'track',
    event: 'Order Completed',
    userId: 'olga',
    properties: { order_id: order, total, ...more },
  });

describe('MGR-1 own purchases of 2,500', () => {
  const spent: ConditionsJson = { spent: 'RUB', is: 'gte', value: 2500 };

  test('2,499 is refused with the reason and the missing amount, 2,500 is welcome at that very moment', async () => {
    const school = await openSchool(spent);
    await pays(school, 'one', '2499.00');
    const { status, body } = await join(school, 'language-school', 'olga');
    expect({ status, ...body }).toMatchObject({
      ...{ status: 409, code: 'not_qualified' },
      detail_ru: 'Потрачено деньгами, RUB: 2\u00a0499, а нужно не меньше 2\u00a0500. Не хватает: 1.',
      detail: 'Spent in money, RUB: 2,499, but at least 2,500 needed. Missing: 1.',
      result: { path: '/participant/conditions', condition: spent, actual: '2499.00', missing: '1.00' },
    });
    await pays(school, 'two', '1.00');
    expect(await join(school, 'language-school', 'olga')).toMatchObject({ status: 200 });
  });

  test('what was refunded or paid in another currency was not spent', async () => {
    const school = await openSchool(spent);
    await pays(school, 'one', '2500.00');
    await pays(school, 'dollars', '90.00', { currency: 'USD' });
    const properties = { order_id: 'one', total: '100.50' };
    await school.server({ type: 'track', event: 'Order Refunded', userId: 'olga', properties });
    const { body } = await join(school, 'language-school', 'olga');
    expect(body.result).toMatchObject({ actual: '2399.50', missing: '100.50' });
  });
});

test('a count is asked of what came before, and the explanation keeps the refusal', async () => {
  const school = await openSchool({ count: 'Lesson Attended', is: 'gte', value: 3 });
  await school.server({ type: 'track', event: 'Lesson Attended', userId: 'olga' });
  expect((await join(school, 'language-school', 'olga')).body).toMatchObject({
    detail: 'Events “Lesson Attended”: 1, but at least 3 needed. Missing: 2.',
    result: { actual: 1, missing: '2' },
  });
  const url = '/api/v1/referral/explanations?program=language-school&userId=olga';
  const { decisions } = (await school.api('GET', url)) as { decisions: { outcome: string; sentence: object }[] };
  expect(decisions).toMatchObject([
    {
      outcome: 'not_qualified',
      sentence: {
        ru:
          'Участником программы человек пока не стал. ' +
          'Событий «Lesson Attended»: 1, а нужно не меньше 3. Не хватает: 2.',
      },
    },
  ]);
  await school.server(
    ...['a', 'b'].map((messageId) => ({ type: 'track', event: 'Lesson Attended', userId: 'olga', messageId })),
  );
  expect(await join(school, 'language-school', 'olga')).toMatchObject({ status: 200 });
});

test('what is asked of participants is promised in plain words (REF-43)', async () => {
  const school = await openSchool({ spent: 'RUB', is: 'gte', value: 2500 });
  const { rules } = (
    (await school.api('POST', '/api/v1/referral/programs/check', {
      definition: asking({
        all: [
          { trait: 'legal_form', is: 'eq', value: 'company' },
          { spent: 'RUB', is: 'gte', value: 2500 },
        ],
      }),
    })) as { promise: { rules: { ru: string }[] } }
  ).promise;
  expect(rules.map(({ ru }) => ru)).toEqual(
    expect.arrayContaining([
      'Участвовать может тот, кто подходит под условие: это юридическое лицо, а не частное лицо и не ИП.',
      'Участвовать может тот, кто потратил не меньше 2\u00a0500\u00a0₽.',
    ]),
  );
});
