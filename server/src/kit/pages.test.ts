import type { FastifyRequest } from 'fastify';
import { describe, expect, test } from 'vitest';
import { escapeHtml, languageOf } from './pages.ts';

const asking = (header?: string) => ({ headers: { 'accept-language': header } }) as unknown as FastifyRequest;

describe('the language of a visitor', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ru', 'ru'],
    ['ru-RU,ru;q=0.9,en-US;q=0.8,en;q=0.7', 'ru'],
    ['en-GB, ru;q=0.9', 'en'],
    ['en;q=0.3, ru;q=0.4', 'ru'],
    ['de, fr;q=0.9', 'en'],
    ['de, ru;q=0.1', 'ru'],
    ['ru;q=0', 'en'],
    ['RU', 'ru'],
    [';;;,,q=,ru;q=abc', 'ru'],
    [`${'x'.repeat(100_000)},ru`, 'en'],
  ])('%s is %s', (header, language) => {
    expect(languageOf(asking(header))).toBe(language);
  });
});

test('what others wrote cannot become markup', () => {
  expect(escapeHtml(`<b title="a" id='b'>&</b>`)).toBe('&lt;b title=&quot;a&quot; id=&#39;b&#39;&gt;&amp;&lt;/b&gt;');
});
