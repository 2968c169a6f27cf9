import { chmodSync, mkdirSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createPool } from '../server/src/kit/db.ts';
import { createLog } from '../server/src/kit/log.ts';
import { openDatabase } from '../server/src/kit/postgres/open.ts';
import { freePort } from '../server/src/kit/postgres/ports.ts';
import { languageSchool } from '../server/src/rooms/referral/recipes/language-school.ts';
import { buildServer, type Ended, runCommand, startServerProcess } from './support/process.ts';
import { temporaryFolder } from './support/temporary.ts';

/**
 * What keeps `start` from starting is told in one sentence and ends the process with an error. When the cause is gone
 * it starts again, and what was there before is there still (INV-1).
 */
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const folder = temporaryFolder('start');
const dataDir = join(folder.path, 'data');
let port: number;
let secretKey: string;

beforeAll(async () => {
  buildServer();
  // PostgreSQL refuses root, so for root it runs as another user, who must be able to pass through.
  chmodSync(folder.path, 0o711);
  port = await freePort();
  const made = await run(['workspace', 'create', 'School', '--json']);
  if (made.status !== 0) throw new Error(made.problems);
  secretKey = (JSON.parse(made.printed) as { secretKey: string }).secretKey;
  await whileServing(dataDir, () => tell('first'));
});
afterAll(() => folder.remove());

function run(command: readonly string[], where = dataDir): Promise<Ended> {
  return runCommand({ dataDir: where, port, role: 'all' }, command);
}

/** Starts the server, does something, and ends the server. */
async function whileServing(where: string, work: () => Promise<void>): Promise<void> {
  const server = startServerProcess({ dataDir: where, port, role: 'all', logFile: join(folder.path, 'server.log') });
  try {
    await server.ready(120_000);
    await work();
  } finally {
    expect(await server.stop(30_000)).toBe('ended with status 0');
  }
}

/** An event that the server acknowledges. */
async function tell(messageId: string): Promise<void> {
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`;
  const response = await fetch(`http://127.0.0.1:${port}/v1/track`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ userId: 'boris', event: 'Seen', messageId }),
  });
  expect(response.status).toBe(200);
}

/** One sentence for the operator and no stack. */
function expectRefusal({ status, printed, problems }: Ended, sentence: RegExp): void {
  expect(problems.split('\n').filter((line) => line !== '' && !line.startsWith('{'))).toEqual([
    expect.stringMatching(sentence),
  ]);
  expect(problems).not.toMatch(/^\s+at /m);
  expect(printed).not.toContain('ready');
  expect(status).toBe(1);
}

/** It starts, and everything that was ever acknowledged is there. */
async function expectStarts(more: string): Promise<void> {
  await whileServing(dataDir, () => tell(more));
  const told = await run(['export', 'facts', '--workspace', 'School']);
  const ids = told.printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { messageId: string }).messageId);
  acknowledged.push(more);
  expect(ids.sort()).toEqual(acknowledged.toSorted());
}

const acknowledged = ['first'];

describe('start is refused with a sentence', () => {
  test('when its port is in use', async () => {
    const other = await listenOn(port);
    try {
      expectRefusal(
        await run(['start']),
        new RegExp(`^Port ${port} is in use by another program\\. Choose another with PORT=…\\.$`),
      );
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
    await expectStarts('after the port');
  });

  test('when a newer version made the database', async () => {
    await ask("insert into schema_migrations (name, timestamp) values ('9999-of-tomorrow', 'then')");
    expectRefusal(
      await run(['start']),
      /^The database was made by a newer version of Sarafan \(it has 9999-of-tomorrow\); start that version, or use/,
    );
    expectRefusal(await run(['migrate']), /newer version of Sarafan/);
    await ask("delete from schema_migrations where name = '9999-of-tomorrow'");
    await expectStarts('after the newer version');
  });

  test('when the data directory may not be written', async () => {
    const place = join(folder.path, 'place');
    const makeWritable = makeUnwritable(place);
    expectRefusal(
      await run(['start'], join(place, 'data')),
      /^The data directory \S+ cannot be used: (the user \S+ may not write there|its file system is read-only)\.$/,
    );
    makeWritable();
    await whileServing(join(place, 'data'), () => Promise.resolve());
    await expectStarts('after the other directory');
  });

  test('when the environment contradicts itself, and every fault is named', async () => {
    const { status, problems } = await runCommand({ dataDir, port: 70_000, role: 'all' }, ['start']);
    expect(problems.trim()).toBe('PORT must be a number from 1 to 65535, not "70000".');
    expect(status).toBe(1);
  });
});

function listenOn(on: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(on, '127.0.0.1', () => resolve(server));
  });
}

async function ask(sql: string): Promise<void> {
  const database = await openDatabase({ dataDir, databaseUrl: undefined, role: 'all' }, createLog('silent'));
  const pool = createPool(database.url, { max: 1, applicationName: 'sarafan start test' });
  await pool.query(sql);
  await pool.end();
  await database.stop();
}

/** Root may write wherever the file system can be written, so for root the place is one of the kernel's. */
function makeUnwritable(place: string): () => void {
  if (process.getuid?.() !== 0) {
    mkdirSync(place, { mode: 0o500 });
    return () => chmodSync(place, 0o700);
  }
  symlinkSync('/sys', place);
  return () => {
    unlinkSync(place);
    mkdirSync(place, { mode: 0o711 });
  };
}

test('a draft is tried on the past from a shell, and what is wrong with it is told in sentences', async () => {
  const options = ['--workspace', 'School'];
  expect((await run(['program', 'install', 'language-school', ...options])).status).toBe(0);
  const file = join(folder.path, 'draft.json');
  const replay = (draft: string, ...more: string[]): Promise<Ended> => {
    writeFileSync(file, draft);
    return run(['replay', 'language-school', file, ...options, ...more]);
  };
  const told = await replay(JSON.stringify(languageSchool), '--from', '2026-01-01T00:00:00Z');
  expect(told).toMatchObject({ status: 0, problems: '' });
  const lines = told.printed.trim().split('\n');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ line: 'result', pairs: 0, changed: 0 });
  expectRefusal(await replay('{"name"'), /^The draft cannot be read: /);
  const endless = JSON.stringify({ ...languageSchool, attribution: { ...languageSchool.attribution, windowDays: -1 } });
  expectRefusal(await replay(endless), /^\/attribution\/windowDays: /);
  expectRefusal(await replay('{}', '--until', 'yesterday'), /^--until is no moment: "yesterday"\. For instance/);
  expectRefusal(
    await replay('{}', '--from', '2027-05-01T00:00:00Z', '--until', '2026-05-01T00:00:00Z'),
    /^--until \("2026-05-01T00:00:00Z"\) is before --from \("2027-05-01T00:00:00Z"\)\.$/,
  );
  expectRefusal(await run(['replay', 'nothing', file, ...options]), /^The workspace has no program "nothing"\.$/);
});
