import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { ask, Harness, processesOn } from './harness.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { sleep } from './processes.ts';
import { readState } from './state.ts';

const harness = new Harness();
afterEach(() => harness.cleanUp(), 120_000);
afterAll(() => harness.close());

// Servers and processes start here by the dozen, which takes long on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const patience = { timeout: 40_000, interval: 50 };

function postmasterPid(dataDir: string): number {
  const pid = readPostmasterFile(join(dataDir, 'postgres'))?.pid;
  if (pid === undefined) throw new Error('No postmaster');
  return pid;
}

function countStarts(dataDir: string): number {
  return readFileSync(join(dataDir, 'postgres.log'), 'utf8').split('starting PostgreSQL').length - 1;
}

async function countRows(url: string): Promise<unknown> {
  return (await ask(url, 'select count(*)::int as n from kept'))[0]?.['n'];
}

describe('the embedded server', () => {
  it('starts with a password, on loopback alone, in UTF-8, with checksums, and stops without a trace', async () => {
    const dataDir = harness.dataDir();
    const handle = await harness.open(dataDir);
    expect(handle.embedded).toBe('started');
    const [row] = await ask(
      handle.url,
      `select current_setting('listen_addresses') as addresses, current_setting('unix_socket_directories') as sockets,
         current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
         current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit,
         current_setting('timezone') as zone, lower('ЖЁ') as lower, 'Z' < 'a' collate "default" as code_points`,
    );
    expect(row).toEqual({
      ...{ addresses: '127.0.0.1', sockets: '', encoding: 'UTF8', checksums: 'on', fsync: 'on', commit: 'on' },
      ...{ zone: 'UTC', lower: 'жё', code_points: true },
    });
    await expect(ask(handle.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password/);
    expect(readFileSync(join(dataDir, 'postgres', 'pg_hba.conf'), 'utf8')).not.toMatch(
      /^[^#]*\b(trust|md5|password)$/m,
    );
    expect(statSync(join(dataDir, 'postgres.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(dataDir, 'postgres.log')).mode & 0o777).toBe(0o600);
    await handle.stop();
    expect(processesOn(join(dataDir, 'postgres'))).toEqual([]);
  });

  it('keeps its data, its address and its password over a restart', async () => {
    const dataDir = await harness.usedDataDir();
    const first = await harness.open(dataDir);
    await ask(first.url, 'create table kept as select generate_series(1, 10)');
    await first.stop();
    const second = await harness.open(dataDir);
    expect(second.url).toBe(first.url);
    expect(await countRows(second.url)).toBe(10);
  });

  it('moves to another port when its own is taken', async () => {
    const dataDir = await harness.usedDataDir();
    const first = await harness.open(dataDir);
    await ask(first.url, 'create table kept as select 1');
    await first.stop();
    await harness.occupy(Number(new URL(first.url).port));
    const second = await harness.open(dataDir);
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    expect(readState(dataDir)?.port).toBe(Number(new URL(second.url).port));
    expect(await countRows(second.url)).toBe(1);
  });
});

describe('a server that dies', () => {
  it('is started again at the same address with all that was committed, and tells', async () => {
    const dataDir = await harness.usedDataDir();
    const handle = await harness.open(dataDir);
    await ask(handle.url, 'create table kept as select generate_series(1, 10)');
    const pid = postmasterPid(dataDir);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => harness.events.map((event) => event.kind), patience).toEqual(['down', 'restored']);
    expect(harness.events[0]).toMatchObject({ reason: expect.stringContaining('signal 9') });
    expect(postmasterPid(dataDir)).not.toBe(pid);
    expect(await countRows(handle.url)).toBe(10);
  });

  it('is started again when its guard is killed, which leaves PostgreSQL without an owner', async () => {
    const dataDir = await harness.usedDataDir();
    const handle = await harness.open(dataDir);
    const pid = postmasterPid(dataDir);
    const guard = Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
    process.kill(guard, 'SIGKILL');
    await expect.poll(() => harness.events.map((event) => event.kind), patience).toEqual(['down', 'restored']);
    expect(postmasterPid(dataDir)).not.toBe(pid);
    expect(await ask(handle.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is given up after some attempts when it cannot run any more', async () => {
    const dataDir = await harness.usedDataDir();
    await harness.open(dataDir, 'all', { restarts: 3 });
    harness.breakCluster(join(dataDir, 'postgres'));
    process.kill(postmasterPid(dataDir), 'SIGKILL');
    await expect.poll(() => harness.events.map((event) => event.kind), patience).toEqual(['down', 'lost']);
    expect(harness.events[1]).toMatchObject({ reason: expect.stringContaining('does not start') });
    expect(processesOn(join(dataDir, 'postgres'))).toEqual([]);
  });
});

describe('a starter that dies', () => {
  it('leaves no server behind when it is killed, and the next start finds everything committed', async () => {
    const dataDir = await harness.usedDataDir();
    const { child, told } = harness.starter(dataDir);
    const [how, url] = (await told).split(' ');
    expect(how).toBe('started');
    await ask(url ?? '', 'create table kept as select generate_series(1, 10)');
    child.kill('SIGKILL');
    await expect.poll(() => processesOn(join(dataDir, 'postgres')), patience).toEqual([]);
    expect(readFileSync(join(dataDir, 'postgres.log'), 'utf8').trim()).toMatch(/database system is shut down$/);
    const handle = await harness.open(dataDir);
    expect(handle.embedded).toBe('started');
    expect(await countRows(handle.url)).toBe(10);
  });

  it('can be followed at once by another, whether the old server still runs, shuts down or is gone', async () => {
    const dataDir = await harness.usedDataDir();
    for (const pause of [0, 1, 3, 10, 30]) {
      const { child, told } = harness.starter(dataDir);
      const [, url] = (await told).split(' ');
      child.kill('SIGKILL');
      await sleep(pause);
      const handle = await harness.open(dataDir);
      expect(handle.url).toBe(url);
      expect(await ask(handle.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await expect.poll(() => handle.embedded, patience).toBe('started');
      await handle.stop();
      expect(processesOn(join(dataDir, 'postgres'))).toEqual([]);
    }
  });

  it('may die at any moment of the first start', async () => {
    const dataDir = harness.dataDir();
    for (const milliseconds of [400, 500, 600, 700, 800, 900, 1000, 1200]) {
      const { child } = harness.starter(dataDir);
      await sleep(milliseconds);
      child.kill('SIGKILL');
    }
    const handle = await harness.open(dataDir);
    expect(await ask(handle.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await handle.stop();
    await expect.poll(() => processesOn(join(dataDir, 'postgres')), patience).toEqual([]);
  });

  it('can use the server after Ctrl-C, which a terminal sends to its whole group, until it stops it', async () => {
    const dataDir = await harness.usedDataDir();
    const before = countStarts(dataDir);
    const { child, told } = harness.starter(dataDir);
    await told;
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await expect.poll(() => child.exitCode, patience).toBe(7);
    expect(countStarts(dataDir)).toBe(before + 1);
    expect(processesOn(join(dataDir, 'postgres'))).toEqual([]);
  });

  it('stops the server when it is asked to end', async () => {
    const dataDir = await harness.usedDataDir();
    const { child, told } = harness.starter(dataDir);
    await told;
    child.kill('SIGTERM');
    await expect.poll(() => child.exitCode, patience).toBe(0);
    expect(processesOn(join(dataDir, 'postgres'))).toEqual([]);
  });
});
