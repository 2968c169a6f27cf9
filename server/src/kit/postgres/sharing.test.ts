import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { ask, Harness, processesOn } from './harness.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import { sleep } from './processes.ts';

const harness = new Harness();
afterEach(() => harness.cleanUp(), 120_000);
afterAll(() => harness.close());

// Servers and processes start here by the dozen, which takes long on a busy machine.
vi.setConfig({ testTimeout: 180_000 });

const patience = { timeout: 40_000, interval: 50 };

describe('processes that share a data directory', () => {
  it('use one server, which ends with the last of them', async () => {
    const dataDir = await harness.usedDataDir();
    const owner = await harness.open(dataDir);
    const guest = await harness.open(dataDir);
    expect([owner.embedded, guest.embedded]).toEqual(['started', 'attached']);
    expect(guest.url).toBe(owner.url);
    await guest.stop();
    expect(await ask(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await owner.stop();
    await expect(ask(owner.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
    expect(existsSync(join(dataDir, 'postgres.alive'))).toBe(false);
  });

  it('start at once, and exactly one of them starts the server', async () => {
    const dataDir = harness.dataDir();
    const starters = [1, 2, 3, 4].map(() => harness.starter(dataDir));
    const lines = await Promise.all(starters.map(({ told }) => told));
    expect(lines.filter((line) => line.startsWith('started '))).toHaveLength(1);
    expect(lines.filter((line) => line.startsWith('attached '))).toHaveLength(3);
    expect(new Set(lines.map((line) => line.split(' ')[1])).size).toBe(1);
    for (const { child } of starters) child.kill('SIGKILL');
    await expect.poll(() => processesOn(join(dataDir, 'postgres')), patience).toEqual([]);
    expect(readdirSync(dataDir).filter((name) => name.startsWith('postgres.lock.'))).toHaveLength(1);
  });

  it('outlive the owner: a guest with the role all becomes the owner and nobody notices', async () => {
    const dataDir = await harness.usedDataDir();
    const owner = await harness.open(dataDir);
    const guest = await harness.open(dataDir);
    const client = new pg.Client({ connectionString: guest.url });
    await client.connect();
    await owner.stop();
    await expect.poll(() => guest.embedded, patience).toBe('started');
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.end();
    expect(harness.events).toEqual([]);
    await guest.stop();
    expect(processesOn(join(dataDir, 'postgres'))).toEqual([]);
  });

  it('outlive an owner that is killed, and the new one restarts the server when it dies', async () => {
    const dataDir = await harness.usedDataDir();
    const { child, told } = harness.starter(dataDir);
    await told;
    const guest = await harness.open(dataDir);
    const pid = readPostmasterFile(join(dataDir, 'postgres'))?.pid ?? 0;
    child.kill('SIGKILL');
    await expect.poll(() => guest.embedded, patience).toBe('started');
    expect(readPostmasterFile(join(dataDir, 'postgres'))?.pid).toBe(pid);
    expect(harness.events).toEqual([]);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => harness.events.map((event) => event.kind), patience).toEqual(['down', 'restored']);
    expect(await ask(guest.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await guest.stop();
    expect(processesOn(join(dataDir, 'postgres'))).toEqual([]);
  });

  it('with the roles api and worker attach, and the next owner finds the server at work', async () => {
    const dataDir = await harness.usedDataDir();
    const first = await harness.open(dataDir);
    const worker = await harness.open(dataDir, 'worker');
    expect([worker.embedded, worker.url]).toEqual(['attached', first.url]);
    await first.stop();
    expect(await ask(worker.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    const second = await harness.open(dataDir);
    expect([second.embedded, second.url]).toEqual(['started', first.url]);
    expect(harness.events).toEqual([]);
    await second.stop();
    expect(worker.embedded).toBe('attached');
    await worker.stop();
    await expect.poll(() => processesOn(join(dataDir, 'postgres')), patience).toEqual([]);
  });

  it('wait for a new owner when server and owner are gone', async () => {
    const dataDir = await harness.usedDataDir();
    const { child, told } = harness.starter(dataDir);
    await told;
    await harness.open(dataDir, 'worker');
    child.kill('SIGKILL');
    process.kill(readPostmasterFile(join(dataDir, 'postgres'))?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => harness.events.map((event) => event.kind), patience).toEqual(['down']);
    await harness.open(dataDir);
    await expect.poll(() => harness.events.map((event) => event.kind), patience).toEqual(['down', 'restored']);
  });

  it('may come and go in short turns without disturbing each other', async () => {
    const dataDir = await harness.usedDataDir();
    const turns = Array.from({ length: 6 }, async (_, turn) => {
      await sleep(turn * 300);
      const { child, told } = harness.starter(dataDir);
      const [, url] = (await told).split(' ');
      const answer = await ask(url ?? '', 'select count(*)::int as n from generate_series(1, 1000000)');
      child.kill(turn % 2 === 0 ? 'SIGTERM' : 'SIGKILL');
      return answer;
    });
    expect(await Promise.all(turns)).toEqual(turns.map(() => [{ n: 1_000_000 }]));
    await expect.poll(() => processesOn(join(dataDir, 'postgres')), patience).toEqual([]);
  });

  it('with the roles api and worker do not start a server', async () => {
    const refusal = await harness.refusal(harness.dataDir(), 'worker');
    expect(refusal).toMatch(/^StartupError: ROLE=worker needs DATABASE_URL, or a Sarafan with ROLE=all/);
  });
});
