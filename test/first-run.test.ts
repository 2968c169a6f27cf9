import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freePort } from '../server/src/kit/postgres/ports.ts';
import { buildServer, runCommand, startServerProcess } from './support/process.ts';
import { temporaryFolder } from './support/temporary.ts';

/** How the first owner comes in, as whoever installs the server meets it: by what the console prints. */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = temporaryFolder('first-run');
const dataDir = join(folder.path, 'data');
let port: number;
beforeAll(async () => {
  buildServer();
  // PostgreSQL refuses root, so for root it runs as another user, who must be able to pass through.
  chmodSync(folder.path, 0o711);
  port = await freePort();
});
afterAll(() => folder.remove());

/** Starts the server, does something, and ends it; answers what it printed. */
async function whileServing(work: (printed: () => string) => Promise<void>): Promise<string> {
  const server = startServerProcess({ dataDir, port, role: 'all', logFile: join(folder.path, 'server.log') });
  try {
    await server.ready(120_000);
    await work(() => server.printed());
  } finally {
    await server.stop(30_000);
  }
  return server.printed();
}

const run = (...command: string[]) => runCommand({ dataDir, port, role: 'all' }, ['user', ...command]);

function post(path: string, body: object): Promise<Response> {
  const url = `http://127.0.0.1:${port}/api/session/${path}`;
  const headers = { 'content-type': 'application/json', origin: `http://127.0.0.1:${port}` };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
}

test('the console prints an address until there is an owner, and commands make and reset users (ACC-9)', async () => {
  const line = /^first run: http:\/\/localhost:\d+\/admin\/first-run#token=(\S+)$/m;
  const first = await whileServing(async (printed) => {
    await vi.waitFor(() => expect(printed()).toMatch(line), 10_000);
    const token = decodeURIComponent(line.exec(printed())?.[1] ?? '');
    const workspace = { name: 'School', timeZone: 'UTC' };
    const owner = { name: 'Olga', email: 'olga@example.com', password: 'correct horse battery' };
    expect((await post('first-run', { token: `${token}x`, ...owner, workspace })).status).toBe(403);
    const made = await post('first-run', { token, ...owner, workspace });
    expect(await made.json()).toMatchObject({ state: 'signed_in', workspaces: [{ name: 'School', role: 'owner' }] });
    const created = await run('create', 'vera@example.com', '--workspace', 'School', '--role', 'support');
    const password = /^password: (\S+)$/m.exec(created.printed)?.[1] ?? '';
    const entered = await post('sign-in', { email: 'vera@example.com', password });
    expect(await entered.json()).toMatchObject({ user: { name: 'vera@example.com' } });
    const reset = await run('reset', 'vera@example.com');
    const next = /^password: (\S+)$/m.exec(reset.printed)?.[1] ?? '';
    expect(next).not.toBe(password);
    expect((await post('sign-in', { email: 'vera@example.com', password })).status).toBe(401);
    expect((await post('sign-in', { email: 'vera@example.com', password: next })).status).toBe(200);
  });
  expect(first.match(/first run:/g)).toHaveLength(1);
  expect(await whileServing(async () => undefined)).not.toContain('first run');
  for (const [wrong, says] of [
    [['create', 'no address', '--workspace', 'School'], 'is no e-mail address'],
    [['create', 'max@example.com', '--workspace', 'School', '--role', 'king'], 'A role is one of'],
    [['create', 'max@example.com', '--workspace', 'Shop'], 'There is no workspace'],
    [['create', 'vera@example.com', '--workspace', 'School'], 'in the workspace already'],
    [['reset', 'max@example.com'], 'There is no user'],
  ] as const) {
    const { status, problems } = await run(...wrong);
    expect(problems).toContain(says);
    expect(status).toBe(1);
  }
});
