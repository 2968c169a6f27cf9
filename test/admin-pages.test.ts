import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildServer } from './support/process.ts';
import { createWorld, type World } from './support/world.ts';

let world: World;

beforeAll(async () => {
  buildServer();
  world = await createWorld();
}, 120_000);

afterAll(() => world.close());

const get = (url: string, headers: Record<string, string> = {}) => world.http.inject({ url, headers });

describe('the page of the admin', () => {
  it('is where the beginning leads', async () => {
    for (const url of ['/', '/admin']) {
      const answer = await get(url);
      expect([answer.statusCode, answer.headers['location']]).toEqual([302, '/admin/']);
    }
  });

  it.each(['/admin/', '/admin/people/per_1?q=1', '/admin/index.html', '/admin/no/such/screen'])(
    'is answered at %s, never kept, and runs nothing but our files',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['cache-control']).toBe('no-store');
      const policy = String(answer.headers['content-security-policy']).split('; ');
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "script-src 'self'",
          "base-uri 'none'",
          "frame-ancestors 'none'",
          "form-action 'self'",
        ]),
      );
      expect(policy.join()).not.toMatch(/unsafe|https?:|\*/);
      const [, nonce] = /style-src 'self' 'nonce-([\w+/=]{24})'/.exec(policy.join()) ?? [];
      expect(nonce).toBeDefined();
      expect(answer.body).toContain(`nonce="${nonce}"`);
      expect(answer.body).not.toMatch(/\{\{|<script(?![^>]* src="\/admin\/assets\/)/);
    },
  );

  it('bears a nonce of its own each time', async () => {
    const nonces = await Promise.all([get('/admin/'), get('/admin/')]);
    const [one, other] = nonces.map(({ body }) => /nonce="([^"]+)"/.exec(body)?.[1]);
    expect(one).not.toBe(other);
  });
});

describe('the files of the admin', () => {
  it.each([
    ['br', 'br'],
    ['gzip, deflate', 'gzip'],
    ['identity', undefined],
  ])('are kept for good, and compressed for whoever takes %s', async (accepted, encoding) => {
    const { body } = await get('/admin/');
    const [, script = ''] = /src="(\/admin\/assets\/[^"]+\.js)"/.exec(body) ?? [];
    const answer = await get(script, { 'accept-encoding': accepted });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^text\/javascript/);
    expect(answer.headers['cache-control']).toContain('immutable');
    expect(answer.headers['content-encoding']).toBe(encoding);
  });

  it.each(['/admin/assets/gone-12345678.js', '/admin/assets/..%2f..%2fpackage.json', '/admin/assets/'])(
    'are no others: %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );
});

describe('reports of the content security policy', () => {
  const report = (type: string, payload: string) =>
    world.http.inject({ method: 'POST', url: '/api/csp-reports', headers: { 'content-type': type }, payload });

  it('are counted by directive, and name nothing that a stranger chose', async () => {
    const old = { 'csp-report': { 'effective-directive': 'script-src-elem' } };
    const modern = [{ type: 'csp-violation', body: { effectiveDirective: 'style-src-elem' } }];
    expect((await report('application/csp-report', JSON.stringify(old))).statusCode).toBe(204);
    expect((await report('application/reports+json', JSON.stringify(modern))).statusCode).toBe(204);
    const invented = JSON.stringify({ 'csp-report': { 'effective-directive': 'my-own' } });
    expect((await report('application/csp-report', invented)).statusCode).toBe(204);
    const metrics = (await get('/metrics')).body;
    for (const directive of ['script-src', 'style-src', 'other']) {
      expect(metrics).toContain(`sarafan_csp_reports_total{directive="${directive}"} 1`);
    }
    expect(metrics).not.toContain('my-own');
  });

  it('are refused when they are long', async () => {
    expect((await report('application/csp-report', 'x'.repeat(70_000))).statusCode).toBe(413);
  });
});
