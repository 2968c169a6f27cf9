import type { FastifyInstance } from 'fastify';
import { escapeHtml, languageOf, sendPage } from '../kit/pages.ts';
import { groupBy } from '../kit/values/group.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../kit/values/json.ts';
import type { Language } from '../kit/values/sentences.ts';
import { describeSchema, objectOf, shown } from './docs-schema.ts';
import { docsStyle } from './docs-style.ts';
import { apiDocument } from './openapi.ts';
import { type DocsText, docsTexts } from './texts.ts';

/** `/api/docs`: the OpenAPI document as a page to read, rendered here and loading nothing from anywhere. */
export function docsPage(app: FastifyInstance): void {
  const bodies = new Map<Language, string>();
  app.get('/api/docs', { schema: { hide: true } }, (request, reply) => {
    const language = languageOf(request);
    const body = bodies.get(language) ?? renderDocs(apiDocument(app), language);
    bodies.set(language, body);
    return sendPage(reply, 200, { language, title: `Sarafan · ${docsTexts[language].title}`, body, style: docsStyle });
  });
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly schema: JsonObject;
}

const tagOrder = [
  'session',
  'access',
  'people',
  'referral',
  'rewards',
  'ledger',
  'promotions',
  'checkout',
  'imports',
  'webhooks',
  'engine',
  'tracking',
] as const;

function renderDocs(document: JsonObject, language: Language): string {
  const text = (key: DocsText): string => escapeHtml(docsTexts[language][key]);
  const operations = operationsOf(document);
  const tags = tagOrder.filter((tag) => operations.some((each) => each.tag === tag));
  const contents = tags.map((tag) => `<li><a href="#${tag}">${text(tag)}</a></li>`).join('');
  const sections = tags.map((tag) => {
    const mine = operations.filter((each) => each.tag === tag);
    const rendered = mine.map((each) => renderOperation(each, text)).join('');
    return `<section id="${tag}"><h2>${text(tag)}</h2>${rendered}</section>`;
  });
  const schemas = Object.entries(objectOf(objectOf(document['components'])['schemas'])).map(([name, schema]) => {
    const described = describeSchema(schema, text('required'));
    return `<details id="${shown(name)}"><summary><code>${shown(name)}</code></summary>${described}</details>`;
  });
  return `<header><h1>${text('title')}</h1><p>${text('intro')}</p></header>
<nav aria-label="${text('contents')}"><ul>${contents}<li><a href="#schemas">${text('schemas')}</a></li>
<li><a href="/api/openapi.json">openapi.json</a></li></ul></nav>
<main>${sections.join('\n')}
<section id="schemas"><h2>${text('schemas')}</h2>${schemas.join('')}</section></main>`;
}

function operationsOf(document: JsonObject): Operation[] {
  return Object.entries(objectOf(document['paths'])).flatMap(([path, item]) =>
    Object.entries(objectOf(item)).map(([method, schema]) => {
      const tags = objectOf(schema)['tags'];
      const [tag] = Array.isArray(tags) ? tags : [];
      return { method, path, tag: shown(tag), schema: objectOf(schema) };
    }),
  );
}

const securities = ['apiKey', 'session', 'writeKey'] as const;

function renderOperation({ method, path, schema }: Operation, text: (key: DocsText) => string): string {
  const { description, parameters, requestBody, responses, security } = schema;
  const [scheme] = Array.isArray(security) ? security : [];
  const [key = 'writeKey'] = isJsonObject(scheme) ? securities.filter((each) => Object.hasOwn(scheme, each)) : [];
  const body = schemaOf(requestBody);
  const parts = [
    description === undefined ? '' : `<p>${shown(description)}</p>`,
    `<p class="soft">${text(key)}</p>`,
    renderParameters(parameters, text),
    body === undefined ? '' : `<h3>${text('body')}</h3>${describeSchema(body, text('required'))}`,
    `<h3>${text('answers')}</h3>${renderAnswers(objectOf(responses), text)}`,
  ];
  return `<details><summary><span class="method ${shown(method)}">${shown(method.toUpperCase())}</span>
<code>${shown(path)}</code><span class="summary">${shown(schema['summary'])}</span></summary>
<div class="operation">${parts.join('')}</div></details>`;
}

function renderParameters(parameters: Json | undefined, text: (key: DocsText) => string): string {
  if (!Array.isArray(parameters) || parameters.length === 0) return '';
  const rows = parameters.filter(isJsonObject).map((parameter) => {
    const { name, in: place, required, schema, description } = parameter;
    const needed = required === true ? ` <em>${text('required')}</em>` : '';
    const about = description ?? objectOf(schema)['description'];
    return `<dt><code>${shown(name)}</code> <span class="soft">${shown(place)}</span>${needed}</dt>
<dd>${shown(about)}</dd>`;
  });
  return `<h3>${text('parameters')}</h3><dl>${rows.join('')}</dl>`;
}

/** Answers that went well are shown in full, alike ones once; problems all have one form and are only named. */
function renderAnswers(responses: JsonObject, text: (key: DocsText) => string): string {
  const statuses = Object.keys(responses);
  const good = groupBy(
    statuses.filter((status) => Number(status) < 400),
    (status) => canonicalJson(schemaOf(responses[status])),
  );
  const answered = [...good.values()].map((alike) => {
    const schema = schemaOf(responses[alike[0] ?? '']);
    const described = schema === undefined ? `<p>${text('nothing')}</p>` : describeSchema(schema, text('required'));
    return `<h4>${shown(alike.join(', '))}</h4>${described}`;
  });
  const bad = statuses.filter((status) => Number(status) >= 400).map((status) => `<code>${shown(status)}</code>`);
  return `${answered.join('')}<p class="soft">application/problem+json: ${bad.join(' ')}</p>`;
}

function schemaOf(holder: Json | undefined): JsonObject | undefined {
  const [content] = Object.values(objectOf(objectOf(holder)['content']));
  const schema = objectOf(content)['schema'];
  return isJsonObject(schema) ? schema : undefined;
}
