import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildServer } from '../support/process.ts';
import { createSchool, type School } from '../support/school.ts';

/** A slow phone loads it beside the page itself. */
const coreBytesAtMost = 6 * 1024;
const widgetBytesAtMost = 3 * 1024;
const built = (name: string): Buffer => readFileSync(new URL(`../../sdk/browser/dist/${name}`, import.meta.url));

let school: School;
beforeAll(async () => {
  buildServer();
  school = await createSchool();
}, 300_000);
afterAll(() => school.close());

const ask = (headers: Record<string, string> = {}) =>
  school.http.inject({ method: 'GET', url: '/sdk/sarafan.js', headers });

describe('the script of the SDK', () => {
  test.each(['sarafan.js', 'index.js'])('%s is at most 6 KB as it travels', (name) => {
    expect(gzipSync(built(name), { level: 9 }).length).toBeLessThanOrEqual(coreBytesAtMost);
  });

  test('the widget is at most 3 KB as it travels, and is served, too', async () => {
    expect(gzipSync(built('widget.js'), { level: 9 }).length).toBeLessThanOrEqual(widgetBytesAtMost);
    const served = await school.http.inject({ method: 'GET', url: '/sdk/widget.js' });
    expect(served.rawPayload.equals(built('widget.js'))).toBe(true);
  });

  test('is served to any site, packed or not, and is not sent again while it is the same', async () => {
    const plain = await ask();
    expect(plain.statusCode).toBe(200);
    expect(plain.rawPayload.equals(built('sarafan.js'))).toBe(true);
    expect(plain.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': expect.stringContaining('max-age=86400'),
      vary: 'Accept-Encoding',
    });
    const packed = await ask({ 'accept-encoding': 'br, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(packed.rawPayload).equals(plain.rawPayload)).toBe(true);
    const again = await ask({ 'if-none-match': String(plain.headers['etag']) });
    expect([again.statusCode, again.payload]).toEqual([304, '']);
    expect((await ask({ 'if-none-match': 'W/"other"' })).statusCode).toBe(200);
  });

  test('speaks to an address that lets any site’s browser in', async () => {
    const origin = 'https://school.example';
    const preflight = await school.http.inject({
      method: 'OPTIONS',
      url: '/v1/batch',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
    });
    expect(preflight.statusCode).toBe(204);
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'content-type',
    });
    const payload = JSON.stringify({ writeKey: school.keys.writeKey, batch: [{ type: 'page', anonymousId: 'a1' }] });
    const headers = { origin, 'content-type': 'text/plain;charset=UTF-8' };
    const sent = await school.http.inject({ method: 'POST', url: '/v1/batch', headers, payload });
    expect(sent.json()).toMatchObject({ accepted: 1 });
    expect(sent.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Retry-After',
    });
  });
});
