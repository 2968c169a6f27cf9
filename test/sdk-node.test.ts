import { execFile } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ApiDocument, generate } from '../scripts/sdk/generate.mjs';
import {
  createSarafan,
  everyItem,
  readWebhook,
  type Sarafan,
  SarafanError,
  SarafanPending,
  SarafanUnreachable,
  WebhookRefused,
} from '../sdk/node/src/index.ts';
import { buildServer } from './support/process.ts';
import { createSchool, type School } from './support/school.ts';

// The client for Node against the real server, over HTTP.

const sdk = fileURLToPath(new URL('../sdk/node/', import.meta.url));
const run = promisify(execFile);

let school: School;
let url: string;
let sarafan: Sarafan;
let working: { stop(): Promise<void> };
beforeAll(async () => {
  school = await createSchool();
  await school.http.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(school.http.server.address() as AddressInfo).port}`;
  sarafan = createSarafan({ url, apiKey: school.keys.apiKey });
  working = workOn(school);
});
afterAll(async () => {
  await working.stop();
  await school.close();
});

/** Takes batches all the time, as a worker would. */
function workOn(world: School): { stop(): Promise<void> } {
  let goes = true;
  const loop = async (): Promise<void> => {
    while (goes) {
      await world.settle();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const done = loop();
  return {
    async stop() {
      goes = false;
      await done;
    },
  };
}

const program = 'language-school';

/** The first example of the README, as somebody would copy it. */
function example(): string {
  const [, code] = /```js\n([\s\S]*?)```/.exec(readFileSync(path.join(sdk, 'README.md'), 'utf8')) ?? [];
  if (code === undefined) throw new Error('The README has no example');
  return code;
}

describe('the methods', () => {
  test('are what the generator makes of the document that the server serves', async () => {
    const made = generate((await (await fetch(`${url}/api/openapi.json`)).json()) as ApiDocument);
    const file = path.join(sdk, 'src', 'generated', 'api.ts');
    // Whoever changes the API may have it written: WRITE_SDK=1 node scripts/test.mjs test/sdk-node.test.ts
    if (process.env['WRITE_SDK'] === '1') writeFileSync(file, made);
    const isSame = readFileSync(file, 'utf8') === made;
    expect(isSame, 'the API has changed: run this test with WRITE_SDK=1, and commit what it writes').toBe(true);
  });

  test('two operations of one name are refused', () => {
    const operation = { operationId: 'one', responses: {} };
    const paths = { '/api/v1/room/things': { get: operation }, '/api/v1/room/thing': { get: operation } };
    expect(() => generate({ paths, components: { schemas: {} } })).not.toThrow();
    const twice = { '/api/v1/room/{a}/things': { get: operation }, '/api/v1/room/{b}/things': { get: operation } };
    expect(() => generate({ paths: twice, components: { schemas: {} } })).toThrow('room.getThings');
  });

  test('the example of the README runs', { timeout: 180_000 }, async () => {
    buildServer();
    const file = path.join(sdk, 'dist', `readme-${process.pid}.mjs`);
    writeFileSync(file, example());
    try {
      const env = { ...process.env, SARAFAN_URL: url, SARAFAN_API_KEY: school.keys.apiKey };
      const { stdout, stderr } = await run(process.execPath, [file], { env });
      expect(stderr).toBe('');
      const [first, second, third] = stdout.trim().split('\n');
      expect(first).toMatch(/^Anna invites with [A-Z0-9]{8}$/);
      expect(second).toBe(first?.replace('Anna invites with', 'A participant:'));
      expect(third).toMatch(/^Refused: not_enough, /);
    } finally {
      rmSync(file);
    }
  });

  test('read, write, page and refuse over HTTP', async () => {
    for (const userId of ['boris', 'vera', 'gleb']) {
      await sarafan.referral.createProgramParticipant({ program, body: { userId } });
    }
    const codes: string[] = [];
    const listed = everyItem(sarafan.referral.listProgramParticipants, { program, limit: 1 });
    for await (const { code } of listed) codes.push(code);
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeGreaterThanOrEqual(3);
    const missing = sarafan.referral.getProgram({ program: 'no such / program?' });
    await expect(missing).rejects.toMatchObject({ name: 'SarafanError', status: 404, code: 'unknown_program' });
    const refused = await sarafan.referral
      .createBinding({ body: { userId: 'dina', code: 'NNNNNNNN' } })
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SarafanError);
    expect(refused).toMatchObject({ code: 'unknown_code', problem: { detail_ru: expect.any(String) } });
    await expect(createSarafan({ url, apiKey: 'wrong' }).access.whoAmI()).rejects.toMatchObject({ status: 401 });
  });

  test('a write under a key of one’s own takes effect once', async () => {
    const key = { idempotencyKey: 'unit-1' };
    const unit = { unit: 'star', exponent: 0, name: { ru: 'звезда', en: 'star' } };
    expect(await sarafan.ledger.createUnit({ body: unit }, key)).toMatchObject({ unit: 'star' });
    expect(await sarafan.ledger.createUnit({ body: unit }, key)).toMatchObject({ unit: 'star' });
    const other = sarafan.ledger.createUnit({ body: { ...unit, unit: 'moon' } }, key);
    await expect(other).rejects.toMatchObject({ name: 'SarafanError', status: 409 });
  });

  test('a file is uploaded as it is, and its refused lines come as text', async () => {
    const made = await sarafan.uploadImport({ kind: 'people', fileName: 'p.csv', body: 'id;name\nzoya;Зоя\n' });
    expect(made).toMatchObject({ kind: 'people', state: 'draft' });
    expect(await sarafan.imports.getProblemsFile({ import: made.import, language: 'en' })).toContain('Row');
    expect(await sarafan.imports.delete({ import: made.import })).toBeUndefined();
  });
});

interface Sent {
  readonly key: string | null;
}

/** A server that answers as it is told, in turn, and notes what it was sent; no time passes between attempts. */
function scripted(answers: readonly (Response | Error)[]) {
  const sent: Sent[] = [];
  const waits: number[] = [];
  const left = [...answers];
  const client = createSarafan({
    ...{ url: 'http://sarafan.test/', apiKey: 'sfa_1' },
    fetch: (_url, init) => {
      sent.push({ key: new Headers(init?.headers).get('idempotency-key') });
      const next = left.shift();
      return next instanceof Response ? Promise.resolve(next) : Promise.reject(next ?? new Error('Nothing is left'));
    },
    wait: (ms) => Promise.resolve(waits.push(ms)),
  });
  return { client, sent, waits };
}

const answer = (status: number, body: object = {}, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

describe('a request that finds no answer', () => {
  const unit = { body: { unit: 'star', exponent: 0, name: { ru: 'звезда', en: 'star' } } };

  test('is sent again under the same key, after the pause that the server names', async () => {
    const lost = new TypeError('fetch failed');
    const busy = answer(503, {}, { 'retry-after': '7' });
    const { client, sent, waits } = scripted([lost, busy, answer(429), answer(201, { unit: 'star' })]);
    expect(await client.ledger.createUnit(unit)).toEqual({ unit: 'star' });
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(sent[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
    expect(waits).toEqual([250, 7_000, 1_000]);
  });

  test('is given up after so many attempts, with the cause', async () => {
    const lost = new TypeError('fetch failed');
    const gaveUp = scripted([lost, lost, lost, lost, lost]).client.ledger.createUnit(unit);
    await expect(gaveUp).rejects.toBeInstanceOf(SarafanUnreachable);
    await expect(gaveUp).rejects.toMatchObject({ cause: lost, status: undefined });
    const full = scripted([503, 503, 503, 503, 502].map((status) => answer(status))).client.ledger.createUnit(unit);
    await expect(full).rejects.toMatchObject({ status: 502 });
  });

  test('is not repeated when it was refused, whatever the refusal is made of', async () => {
    const page = new Response('<h1>Bad gateway of a proxy</h1>', {
      status: 403,
      headers: { 'content-type': 'text/html' },
    });
    const { client, sent } = scripted([page]);
    await expect(client.ledger.createUnit(unit)).rejects.toMatchObject({ status: 403, code: 'http_403' });
    expect(sent).toHaveLength(1);
  });

  test('a command that is not decided yet is asked for again, and tells its key in the end', async () => {
    const decided = scripted([answer(202), answer(202), answer(200, { code: 'A' })]);
    const joining = { program, body: { userId: 'anna' } };
    expect(await decided.client.referral.createProgramParticipant(joining)).toEqual({ code: 'A' });
    expect(new Set(decided.sent.map(({ key }) => key)).size).toBe(1);
    const never = scripted(Array.from({ length: 5 }, () => answer(202)));
    const pending = never.client.referral.createProgramParticipant(joining, { idempotencyKey: 'mine' });
    await expect(pending).rejects.toBeInstanceOf(SarafanPending);
    await expect(pending).rejects.toMatchObject({ idempotencyKey: 'mine' });
  });

  test('whoever calls may stop it', async () => {
    const { client, sent } = scripted([answer(200)]);
    const signal = AbortSignal.abort(new Error('No longer wanted'));
    await expect(client.ledger.createUnit(unit, { signal })).rejects.toThrow('No longer wanted');
    expect(sent).toHaveLength(0);
  });
});

describe('a webhook', () => {
  const secret = `whsec_${Buffer.from('a secret of twenty-four').toString('base64')}`;
  const other = `whsec_${Buffer.from('another one').toString('base64')}`;
  const body = JSON.stringify({ type: 'reward.granted', timestamp: '2026-01-15T12:00:00Z', data: { amount: '2' } });
  const headersAt = (at: Date): Record<string, string> => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
  });

  test('is read once its signature fits, by either of two secrets', () => {
    const headers = headersAt(new Date());
    const message = { id: 'msg_1', type: 'reward.granted', timestamp: '2026-01-15T12:00:00Z', data: { amount: '2' } };
    expect(readWebhook(body, headers, secret)).toEqual(message);
    expect(readWebhook(Buffer.from(body), headers, [other, secret])).toEqual(message);
  });

  test.each([
    ['another secret', (): unknown => readWebhook(body, headersAt(new Date()), other)],
    ['a changed body', (): unknown => readWebhook(`${body} `, headersAt(new Date()), secret)],
    ['no signature', (): unknown => readWebhook(body, {}, secret)],
    ['an old message', (): unknown => readWebhook(body, headersAt(new Date(Date.now() - 3_600_000)), secret)],
    ['no secret', (): unknown => readWebhook(body, headersAt(new Date()), [])],
  ])('%s is refused', (_what, read) => {
    expect(read).toThrow(WebhookRefused);
  });
});
