import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';
import { managementRoutes } from './customers.ts';

interface Operation {
  readonly summary?: string;
  readonly operationId?: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { schema?: object }>> }>>;
}

interface OpenApi {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

let world: World;
let text: string;
let document: OpenApi;
beforeAll(async () => {
  world = await createWorld();
  text = (await world.http.inject({ url: '/api/openapi.json' })).body;
  document = JSON.parse(text) as OpenApi;
});
afterAll(() => world.close());

const operations = (): { at: string; path: string; operation: Operation }[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ at: `${method} ${path}`, path, operation })),
  );

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const checked = await validator.validate(JSON.parse(text));
    expect(checked.errors).toBeUndefined();
    expect(checked.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  test('names every management route and every tracking call', () => {
    const described = operations().map(({ at }) => at);
    for (const { method, url } of managementRoutes(world.routes)) {
      const path = `/api/v1${url}`.replace(/:(\w+)/g, '{$1}');
      expect(described).toContain(`${method.toLowerCase()} ${path}`);
    }
    for (const call of ['track', 'identify', 'page', 'screen', 'group', 'alias', 'batch', 'import']) {
      expect(described).toContain(`post /v1/${call}`);
    }
  });

  test('says of every operation what it is for, who may call it, and what is answered', () => {
    const ids = new Set<string>();
    for (const { at, path, operation } of operations()) {
      expect(operation.summary, at).toMatch(/^[A-Z].{5,}[^.]$/);
      const key = path.startsWith('/api/v1/') ? 'apiKey' : path.startsWith('/api/session') ? 'session' : 'writeKey';
      expect(operation.security, at).toEqual([{ [key]: [] }]);
      const statuses = Object.keys(operation.responses);
      expect(
        statuses.some((status) => status.startsWith('2')),
        at,
      ).toBe(true);
      expect(statuses, at).toEqual(expect.arrayContaining(['400', '401', '503']));
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (status === '204') continue;
        const lines = path.endsWith('/replay') ? 'application/x-ndjson' : 'application/json';
        const table = path.endsWith('.csv') ? 'text/csv' : lines;
        const type = Number(status) < 400 ? table : 'application/problem+json';
        expect(content?.[type]?.schema, `${at} ${status}`).toBeDefined();
      }
      ids.add(operation.operationId ?? '');
    }
    expect(ids.size).toBe(operations().length);
  });

  test('every reference leads somewhere', () => {
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference]) => reference ?? '');
    expect(references.length).toBeGreaterThan(5);
    const known = Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`);
    expect(known).toEqual(expect.arrayContaining([...new Set(references)]));
    expect(text).not.toContain('x-schema');
  });
});

describe('the readable documentation', () => {
  test('shows every address, in the language of the reader', async () => {
    const page = (language: string) =>
      world.http.inject({ url: '/api/docs', headers: { 'accept-language': language } });
    const russian = await page('ru-RU,ru;q=0.9,en;q=0.8');
    const english = await page('en');
    expect(russian.headers['content-language']).toBe('ru');
    expect(russian.body).toContain('Справочник API');
    expect(english.body).toContain('API reference');
    for (const { path } of operations()) expect(english.body).toContain(`<code>${path}</code>`);
  });

  test('runs no script and loads nothing', async () => {
    const { body, headers } = await world.http.inject({ url: '/api/docs' });
    expect(body).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|javascript:|https?:\/\//i);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
    const nonce = /<style nonce="([^"]+)">/.exec(body)?.[1] ?? '-';
    expect(policy).toContain(`style-src 'nonce-${nonce}'`);
    expect(headers['x-content-type-options']).toBe('nosniff');
  });
});
