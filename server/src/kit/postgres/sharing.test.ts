import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { ask, Harness, processesOn } from './harness.ts';

const harness = new Harness();
afterEach(() => harness.cleanUp(), 120_000);

const patience = { timeout: 40_000, interval: 50 };

describe('processes that share a data directory', () => {
  it('use one server, and only its starter stops it', async () => {
    const dataDir = harness.dataDir();
    const owner = await harness.open(dataDir);
    const guest = await harness.open(dataDir);
    expect([owner.embedded, guest.embedded]).toEqual(['started', 'attached']);
    expect(guest.url).toBe(owner.url);
    await guest.stop();
    expect(await ask(owner.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await owner.stop();
    await expect(ask(owner.url, 'select 1')).rejects.toThrow(/ECONNREFUSED/);
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

  it('outlive the owner: a guest with the role all takes its place at the same address', async () => {
    const dataDir = harness.dataDir();
    const owner = await harness.open(dataDir);
    await ask(owner.url, 'create table kept as select 1');
    const guest = await harness.open(dataDir);
    await owner.stop();
    await expect.poll(() => guest.embedded, patience).toBe('started');
    await expect.poll(() => harness.events.map((event) => event.kind), patience).toEqual(['down', 'restored']);
    expect(await ask(guest.url, 'select count(*)::int as n from kept')).toEqual([{ n: 1 }]);
    await guest.stop();
    expect(processesOn(join(dataDir, 'postgres'))).toEqual([]);
  });

  it('outlive an owner that is killed', async () => {
    const dataDir = harness.dataDir();
    const { child, told } = harness.starter(dataDir);
    await told;
    const guest = await harness.open(dataDir);
    expect(guest.embedded).toBe('attached');
    child.kill('SIGKILL');
    await expect.poll(() => guest.embedded, patience).toBe('started');
    await expect.poll(() => harness.events.at(-1)?.kind, patience).toBe('restored');
    expect(await ask(guest.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('with the roles api and worker attach, and wait for a new owner when the old one ends', async () => {
    const dataDir = harness.dataDir();
    const owner = await harness.open(dataDir);
    const worker = await harness.open(dataDir, 'worker');
    expect([worker.embedded, worker.url]).toEqual(['attached', owner.url]);
    await owner.stop();
    await expect.poll(() => harness.events.map((event) => event.kind), patience).toEqual(['down']);
    await harness.open(dataDir);
    await expect.poll(() => harness.events.map((event) => event.kind), patience).toEqual(['down', 'restored']);
    expect(worker.embedded).toBe('attached');
  });

  it('with the roles api and worker do not start a server', async () => {
    const refusal = await harness.refusal(harness.dataDir(), 'worker');
    expect(refusal).toMatch(/^StartupError: ROLE=worker needs DATABASE_URL, or a Sarafan with ROLE=all/);
  });
});
