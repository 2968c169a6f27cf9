import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { isRoot, systemAccount } from './account.ts';
import { findBinaries, reachableBinaries } from './binaries.ts';
import { ask, closeParent, Harness } from './harness.ts';
import { readState } from './state.ts';

/** What can be tested differs by who runs the tests. */
type Cases = readonly (readonly [name: string, expectSo: () => Promise<void>])[];

const harness = new Harness();
afterEach(() => harness.cleanUp(), 120_000);
afterAll(() => harness.close());

// Servers and processes start here by the dozen, which takes long on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

/** A process that has nothing to do with PostgreSQL but runs under the same account. */
function bystander(): ChildProcess {
  const account = isRoot() ? systemAccount() : undefined;
  const ids = account?.kind === 'other' ? { uid: account.uid, gid: account.gid } : {};
  return spawn('sleep', ['600'], { stdio: 'ignore', ...ids });
}

async function madeAndStopped(): Promise<string> {
  const dataDir = await harness.usedDataDir();
  const handle = await harness.open(dataDir);
  await ask(handle.url, 'create table kept as select 1 as one');
  await handle.stop();
  return dataDir;
}

describe('a data directory in disorder', () => {
  it('may hold a stale postmaster.pid whose number now belongs to an unrelated process', async () => {
    const dataDir = await madeAndStopped();
    const cluster = join(dataDir, 'postgres');
    const unrelated = bystander();
    try {
      writeFileSync(
        join(cluster, 'postmaster.pid'),
        `${unrelated.pid}\n${cluster}\n1700000000\n1\n\n127.0.0.1\n\nready\n`,
      );
      const handle = await harness.open(dataDir);
      expect(await ask(handle.url, 'select one from kept')).toEqual([{ one: 1 }]);
      expect(unrelated.exitCode).toBeNull();
      expect(unrelated.signalCode).toBeNull();
    } finally {
      unrelated.kill('SIGKILL');
    }
  });

  it('may hold the rest of an interrupted initdb', async () => {
    const dataDir = harness.dataDir();
    mkdirSync(join(dataDir, 'postgres.init-dead', 'base'), { recursive: true });
    await harness.open(dataDir);
    expect(readdirSync(dataDir).filter((name) => name.includes('.init-'))).toEqual([]);
  });

  it('may have lost postgres.json: the data stays and the password is new', async () => {
    const dataDir = await madeAndStopped();
    const before = readState(dataDir)?.password;
    rmSync(join(dataDir, 'postgres.json'));
    const handle = await harness.open(dataDir);
    expect(await ask(handle.url, 'select one from kept')).toEqual([{ one: 1 }]);
    expect(handle.url).not.toContain(before ?? 'none');
  });

  it('may be moved', async () => {
    const dataDir = await madeAndStopped();
    const moved = join(dirname(dataDir), 'moved');
    cpSync(dataDir, moved, { recursive: true, preserveTimestamps: true });
    rmSync(dataDir, { recursive: true });
    const account = isRoot() ? systemAccount() : undefined;
    if (account?.kind === 'other') harness.give(join(moved, 'postgres'), account);
    const handle = await harness.open(moved);
    expect(await ask(handle.url, 'select one from kept')).toEqual([{ one: 1 }]);
  });
});

describe('a data directory that cannot be used is refused with a sentence', () => {
  it('when postgres.json is damaged', async () => {
    const dataDir = await madeAndStopped();
    writeFileSync(join(dataDir, 'postgres.json'), '{"port": 1');
    expect(await harness.refusal(dataDir)).toMatch(/^StartupError: .*postgres\.json is damaged; remove it/);
  });

  it('when another major version of PostgreSQL made it', async () => {
    const dataDir = await madeAndStopped();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    expect(await harness.refusal(dataDir)).toMatch(/^StartupError: .*made by PostgreSQL 17.*brings PostgreSQL 18/);
  });

  it('when a part of its path is a file', async () => {
    const file = harness.dataDir();
    writeFileSync(file, '');
    expect(await harness.refusal(join(file, 'data'))).toMatch(/^StartupError: .* is a file and not a directory\.$/);
    expect(await harness.refusal(file)).toMatch(/^StartupError: .* is a file and not a directory\.$/);
  });

  it('when the disk does not take it, and the lock is free afterwards', async () => {
    const dataDir = harness.dataDir();
    mkdirSync(dataDir, { mode: 0o755 });
    writeFileSync(join(dataDir, 'postgres'), 'in the way');
    expect(await harness.refusal(dataDir)).toMatch(/^StartupError: /);
    rmSync(join(dataDir, 'postgres'));
    expect((await harness.open(dataDir)).embedded).toBe('started');
  });
});

async function expectClusterElsewhere(): Promise<void> {
  const dataDir = closeParent(harness.dataDir());
  const handle = await harness.open(dataDir);
  const cluster = readState(dataDir)?.cluster ?? '';
  harness.remember(cluster);
  expect(cluster).toMatch(/^\/var\/lib\/sarafan\/data-[0-9a-f]{16}$/);
  expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  await ask(handle.url, 'create table kept as select 1 as one');
  await handle.stop();
  const again = await harness.open(dataDir);
  expect(await ask(again.url, 'select one from kept')).toEqual([{ one: 1 }]);
}

async function expectFreshStart(): Promise<void> {
  const dataDir = closeParent(harness.dataDir());
  const handle = await harness.open(dataDir);
  await ask(handle.url, 'create table kept as select 1 as one');
  const cluster = readState(dataDir)?.cluster ?? '';
  harness.remember(cluster);
  harness.remember(`${cluster}.old`);
  await handle.stop();
  rmSync(dataDir, { recursive: true });
  const fresh = await harness.open(dataDir);
  expect(await ask(fresh.url, "select to_regclass('kept') as found")).toEqual([{ found: null }]);
  expect(existsSync(join(`${cluster}.old`, 'PG_VERSION'))).toBe(true);
}

async function expectNoSharedCluster(): Promise<void> {
  const dataDir = closeParent(harness.dataDir());
  const handle = await harness.open(dataDir);
  harness.remember(readState(dataDir)?.cluster ?? '');
  await handle.stop();
  const copy = `${dataDir}-copy`;
  cpSync(dataDir, copy, { recursive: true });
  expect(await harness.refusal(copy)).toMatch(/^StartupError: .* is a copy of .*, and its database lies outside/);
}

async function expectCopiedPrograms(): Promise<void> {
  const closed = closeParent(harness.dataDir());
  const found = findBinaries();
  cpSync(found.home, join(closed, 'native'), { recursive: true, verbatimSymlinks: true });
  const fallback = join(dirname(dirname(closed)), 'shared');
  const hidden = { ...found, home: join(closed, 'native') };
  const first = reachableBinaries(hidden, systemAccount(), fallback);
  expect(first.home).toBe(join(fallback, `postgres-${found.packageVersion}`));
  expect(readdirSync(fallback)).toEqual([`postgres-${found.packageVersion}`]);
  expect(reachableBinaries(hidden, systemAccount(), fallback)).toEqual(first);
  expect(readFileSync(join(first.home, 'bin', 'initdb')).length).toBeGreaterThan(1000);
}

async function expectUnwritable(): Promise<void> {
  const dataDir = harness.dataDir();
  mkdirSync(dataDir);
  chmodSync(dataDir, 0o500);
  expect(await harness.refusal(dataDir)).toMatch(/^StartupError: .*the user \S+ may not write there\.$/);
}

const casesOfRoot: Cases = [
  ['is a system user, whose cluster lies elsewhere when it cannot reach the data directory', expectClusterElsewhere],
  ['starts afresh when such a data directory was removed, and the old cluster is kept aside', expectFreshStart],
  ['refuses a copy of such a directory, which would share the cluster', expectNoSharedCluster],
  ['copies the programs when the system user cannot reach them, once and whole', expectCopiedPrograms],
];

const casesOfOthers: Cases = [['refuses a data directory that may not be written', expectUnwritable]];

describe('the account that runs PostgreSQL', () => {
  it.each(isRoot() ? casesOfRoot : casesOfOthers)('%s', (_name, expectSo) => expectSo());
});

describe('the programs', () => {
  it('get the links that npm left out', () => {
    const found = findBinaries();
    const bare = join(dirname(harness.dataDir()), 'native');
    cpSync(found.home, bare, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (source) => !source.endsWith('/libpq.so.5') && !source.endsWith('/libicuuc.so.60'),
    });
    expect(existsSync(join(bare, 'lib', 'libicuuc.so.60'))).toBe(false);
    const account = isRoot() ? systemAccount() : ({ kind: 'self' } as const);
    expect(reachableBinaries({ ...found, home: bare }, account, '/nonexistent').home).toBe(bare);
    expect(existsSync(join(bare, 'lib', 'libicuuc.so.60'))).toBe(true);
  });
});
