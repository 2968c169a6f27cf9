import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimOwnership, livingOwner } from './owner-lock.ts';
import { exists, isAlive, ownMark, waitUntil } from './processes.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sarafan-lock-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

function leave(number: number, content: unknown): void {
  writeFileSync(
    join(dataDir, `postgres.lock.${number}`),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
}

const claimMany = (count: number) => Promise.all(Array.from({ length: count }, () => claimOwnership(dataDir)));

describe('claimOwnership', () => {
  it('gives a new directory to exactly one of many', async () => {
    const claims = await claimMany(50);
    expect(claims.filter((claim) => claim.kind === 'held')).toHaveLength(1);
    expect(claims.find((claim) => claim.kind === 'taken')).toEqual({ kind: 'taken', owner: process.pid });
  });

  it('gives a dead process’s directory to exactly one of many', async () => {
    leave(41, { ...ownMark(), started: 'earlier', released: false });
    expect(await livingOwner(dataDir)).toBeUndefined();
    const claims = await claimMany(50);
    expect(claims.filter((claim) => claim.kind === 'held')).toHaveLength(1);
    expect(readdirSync(dataDir)).toEqual(['postgres.lock.42']);
  });

  it('is free again after a release, and never before', async () => {
    for (let round = 0; round < 3; round += 1) {
      const claim = await claimOwnership(dataDir);
      if (claim.kind !== 'held') throw new Error('It should be free');
      expect((await claimOwnership(dataDir)).kind).toBe('taken');
      claim.lock.release();
      expect(await livingOwner(dataDir)).toBeUndefined();
    }
    expect(readdirSync(dataDir)).toEqual(['postgres.lock.3']);
  });

  it('belongs to the highest number, whatever lies below', async () => {
    leave(1, { ...ownMark(), released: false });
    leave(2, { ...ownMark(), released: true });
    expect((await claimOwnership(dataDir)).kind).toBe('held');
    expect(readdirSync(dataDir)).toEqual(['postgres.lock.3']);
  });

  it('does not wait for ever for an owner that died while it wrote', async () => {
    leave(1, '');
    expect((await claimOwnership(dataDir)).kind).toBe('held');
    leave(7, '{"pid": 1');
    expect((await claimOwnership(dataDir)).kind).toBe('held');
  });
});

describe('processes', () => {
  it('are told from later ones with the same number', () => {
    expect(isAlive(ownMark())).toBe(true);
    expect(isAlive({ pid: process.pid, started: 'another time' })).toBe(false);
  });

  it('are gone when they have ended', async () => {
    const child = spawn('sleep', ['600'], { stdio: 'ignore' });
    const pid = child.pid ?? 0;
    expect(exists(pid)).toBe(true);
    child.kill('SIGKILL');
    expect(await waitUntil(() => !exists(pid), 5000)).toBe(true);
  });
});
