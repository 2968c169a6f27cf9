import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeCursor } from '../../server/src/kit/api/paging.ts';
import { createWorld, type World } from '../support/world.ts';
import { ask, bearer, type Customer, createCustomer } from './customers.ts';
import { samples } from './samples.ts';

let world: World;
let customer: Customer;

beforeAll(async () => {
  world = await createWorld();
  customer = await createCustomer(world, 'Cursors');
});
afterAll(() => world.close());

/** What a cursor of a list may consist of, at its ends. */
const ends = {
  number: [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
  string: ['', '\u{10ffff}'.repeat(500), '-1', '99999999999999999999', '1.5e400'],
} as const;
type Kind = keyof typeof ends;

const shapes: readonly (readonly Kind[])[] = [
  ['number'],
  ['string'],
  ['number', 'string'],
  ['string', 'string'],
  ['number', 'number'],
  ['number', 'number', 'string'],
  ['number', 'string', 'string'],
];

function forgedOf(shape: readonly Kind[]): string[] {
  const longest = Math.max(...shape.map((kind) => ends[kind].length));
  return Array.from({ length: longest }, (_, index) =>
    writeCursor(...shape.map((kind) => ends[kind][index % ends[kind].length] ?? '')),
  );
}

const lists = Object.entries(samples)
  .filter(([route]) => route.startsWith('GET '))
  .map(([route, sample]) => ({ route, sample }));

test('a cursor that nobody was given is refused in a sentence, or leads to a page, in every list', async () => {
  const key = bearer(customer.keys.apiKey);
  const wrong: string[] = [];
  const accepted = new Set<string>();
  for (const { route, sample } of lists) {
    const { url } = sample(customer.ids);
    for (const cursor of shapes.flatMap(forgedOf)) {
      const answer = await ask(world, 'GET', { url: `${url}${url.includes('?') ? '&' : '?'}cursor=${cursor}` }, key);
      if (answer.statusCode === 200) accepted.add(route);
      else if (answer.statusCode !== 400) wrong.push(`${route} ${cursor}: ${answer.statusCode} ${answer.body}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(accepted.size).toBeGreaterThan(15);
});
