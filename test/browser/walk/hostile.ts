import type { NewImportMapping } from '@sarafan/contract';
import type { Customer } from '../../api/customers.ts';
import { createImporter } from '../../support/imports.ts';
import { hiddenFields, openLanding, postForm } from '../../support/landing.ts';
import type { World } from '../../support/world.ts';
import { type Schemas, textFields, withText } from './fields.ts';
import { hostileTexts } from './hostile-texts.ts';
import { isWhole } from './look.ts';
import { addressOf, planOf, type Request, type WriteRoute } from './plans.ts';

/** What came of a route: how many texts were kept, and what was wrong with an answer. */
export interface PutThrough {
  readonly fields: number;
  readonly kept: number;
  readonly wrong: readonly string[];
}

/** A refusal says what is wrong in a sentence or a few, whatever was sent. */
const refusalCharacters = 20_000;
const answerWithinMs = 10_000;

/** A guard slows down whoever fails so often. */
const attemptsInARow = 4;

/** Puts every hostile text into every text of a route, one at a time: each is kept, or refused in a sentence. */
export async function putThrough(
  world: World,
  customer: Customer,
  route: WriteRoute,
  schemas: Schemas,
): Promise<PutThrough> {
  const plan = planOf(route.name);
  if (plan === undefined) return { fields: 0, kept: 0, wrong: [`${route.name} is in no plan`] };
  const wrong: string[] = [];
  let [kept, asked, isChanged] = [0, 0, true];
  const tryOne = async (what: string, change: (request: Request) => Request): Promise<void> => {
    const afresh = isChanged || asked % attemptsInARow === 0;
    asked += 1;
    const problem = await sendOne(world, route, change(await plan(world, customer, afresh)));
    isChanged = problem !== 'refused';
    if (problem === 'kept') kept += 1;
    else if (problem !== 'refused') wrong.push(`${route.name} ${what}: ${problem}`);
  };
  const fields = route.body === undefined ? [] : textFields(route.body, schemas);
  for (const { at, maxLength, again } of fields) {
    for (const [what, text] of textsFor(maxLength, again)) {
      const { body } = route;
      await tryOne(`${at.join('.')} ${what}`, (request) => ({
        ...request,
        payload: Object(withText(request.payload, body ?? {}, at, text, schemas)),
      }));
    }
  }
  for (const name of route.query) {
    for (const [what, text] of textsFor(255)) {
      await tryOne(`?${name} ${what}`, (request) => ({ ...request, url: withQuery(request.url, name, text) }));
    }
  }
  return { fields: fields.length + route.query.length, kept, wrong };
}

/** What one text cannot try together with the others; the first is enough where the same schema was tried before. */
const tried: readonly string[] = ['everything', 'surrogate', 'zero', 'megabyte', 'prototype'];

/** Every text, and its beginning where the whole is too long to be kept. */
function textsFor(maxLength: number, again = false): [string, string][] {
  const names = again ? tried.slice(0, 1) : tried;
  const texts = Object.entries(hostileTexts).filter(([what]) => isWhole || names.includes(what));
  return texts.flatMap(([what, text]): [string, string][] =>
    text.length <= maxLength
      ? [[what, text]]
      : [
          [what, text],
          [`${what}, cut`, text.slice(0, maxLength)],
        ],
  );
}

function withQuery(url: string, name: string, text: string): string {
  const [path = '', query = ''] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set(name, text);
  return `${path}?${parameters.toString()}`;
}

let sent = 0;

/** `kept`, `refused`, or what is wrong with the answer. */
async function sendOne(world: World, { method }: WriteRoute, { url, payload, headers }: Request): Promise<string> {
  const began = performance.now();
  sent += 1;
  const answer = await world.during(
    world.http.inject({
      ...{ method, url, headers, remoteAddress: addressOf(sent) },
      ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
    }),
  );
  if (performance.now() - began > answerWithinMs) return 'the answer took too long';
  if (answer.statusCode < 300) return 'kept';
  if (answer.statusCode >= 500) return `${answer.statusCode} ${answer.body.slice(0, 300)}`;
  if (answer.body.length > refusalCharacters) return `a refusal of ${answer.body.length} characters`;
  const type = String(answer.headers['content-type']);
  if (!type.startsWith('application/problem+json')) return `${answer.statusCode} is answered with ${type}`;
  const { detail, detail_ru: russian } = answer.json<{ detail?: string; detail_ru?: string }>();
  const isSaid = /^\S.{5,}/.test(detail ?? '') && /[а-яё]/i.test(russian ?? '');
  return isSaid ? 'refused' : `${answer.statusCode} says ${answer.body.slice(0, 300)}`;
}

/** Names, ids, traits, properties and pages of events; whatever is refused costs its neighbours nothing. */
export async function tellHostileEvents(world: World, { keys, ids }: Customer): Promise<number> {
  const events = Object.values(hostileTexts).flatMap((text, index) => [
    {
      ...{ type: 'identify', userId: `hostile-${index}`, messageId: `hostile-${index}` },
      traits: { name: text, note: text, [text.slice(0, 200)]: text, referral_code: ids.code },
    },
    { type: 'track', event: text, userId: `hostile-${index}`, messageId: `hostile-event-${index}` },
    {
      ...{ type: 'track', event: 'Order Completed', userId: `hostile-${index}`, messageId: `hostile-order-${index}` },
      properties: { order_id: text, total: 4000, currency: 'RUB', coupon: text, product: text },
      context: { page: { url: `https://school.example/${whole(text.slice(0, 500))}`, title: text } },
    },
    { type: 'identify', userId: text, messageId: text, traits: { name: text, referral_code: ids.code } },
    { type: 'page', name: text, anonymousId: text, properties: { url: text, title: text } },
  ]);
  const authorization = `Basic ${Buffer.from(`${keys.secretKey}:`).toString('base64')}`;
  let accepted = 0;
  for (const event of events) {
    const payload = { batch: [{ timestamp: new Date(world.clock.now()).toISOString(), ...event }] };
    const asked = world.http.inject({ method: 'POST', url: '/v1/batch', headers: { authorization }, payload });
    const answer = await world.during(asked);
    if (answer.statusCode >= 500) throw new Error(answer.body);
    if (answer.statusCode === 200) accepted += answer.json<{ accepted: number }>().accepted;
    world.clock.advance(1_000);
  }
  await world.settle();
  return accepted;
}

/** The text without halves of characters, which no encoding can write. */
function whole(text: string): string {
  return Buffer.from(text).toString();
}

/** A table whose name, headings and cells are hostile, as far as it is brought; resolves to its id. */
export async function importHostileFile(world: World, { keys }: Customer): Promise<string> {
  const importer = createImporter({ ...world, keys });
  const quoted = (text: string): string => `"${whole(text.slice(0, 1_900)).replaceAll('"', '""')}"`;
  const { everything = '' } = hostileTexts;
  const rows = Object.values(hostileTexts).map((text, index) => `csv-${index};${quoted(text)};${quoted(text)};`);
  rows.push(`csv-bad;Bad;${quoted(everything)};${quoted(everything)}`);
  const file = [`id;name;${quoted(everything)};phone`, ...rows].join('\n');
  const made = await importer.upload('people', everything, Buffer.from(file));
  const columns: NewImportMapping['columns'] = [
    { column: 1, field: 'user_id' },
    { column: 2, field: 'name' },
    { column: 3, field: 'trait', trait: 'hostile' },
    { column: 4, field: 'phone' },
  ];
  await importer.map(made.import, { columns, saveAs: everything });
  await importer.check(made.import);
  await importer.run(made.import, { withoutConsent: true });
  return made.import;
}

/** Every hostile text typed into every field of a landing; resolves to what was wrong with an answer. */
export async function typeIntoLanding(world: World, landing: string): Promise<string[]> {
  const wrong: string[] = [];
  const fine = { name: 'Guest', email: 'guest@example.com', phone: '', consent: 'yes' };
  for (const [what, text] of Object.entries(hostileTexts)) {
    for (const name of ['name', 'email', 'phone', 'code', 'consent', 'ticket', 'sarafan_click']) {
      sent += 1;
      const address = addressOf(sent);
      const { html } = await openLanding(world, landing, 'ru', { address });
      const fields = { ...hiddenFields(html), ...fine, [name]: text };
      const answer = await world.during(postForm(world, landing, fields, { address }));
      const isSaid = answer.status === 303 || (answer.status >= 400 && answer.status < 500 && answer.html !== '');
      if (!isSaid) wrong.push(`${name} ${what}: ${answer.status} ${answer.html.slice(0, 200)}`);
    }
  }
  await world.settle();
  return wrong;
}
