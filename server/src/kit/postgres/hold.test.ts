import { spawn } from 'node:child_process';
import { closeSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Hold } from './hold.ts';
import { sleep } from './processes.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'sarafan-hold-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('Hold', () => {
  it('is a pipe that nobody else can open', () => {
    const hold = new Hold(dataDir);
    const made = statSync(join(dataDir, 'postgres.alive'));
    expect([made.isFIFO(), made.mode & 0o777]).toEqual([true, 0o600]);
    hold.letGo();
  });

  it('ends for its reader when the last holder lets go, and not before', async () => {
    const holds = [new Hold(dataDir), new Hold(dataDir), new Hold(dataDir)];
    const reader = holds[0]?.openReader() ?? -1;
    const guard = spawn('cat', { stdio: [reader, 'ignore', 'inherit'] });
    closeSync(reader);
    holds[0]?.letGo();
    holds[1]?.letGo();
    await sleep(200);
    expect(guard.exitCode).toBeNull();
    holds[2]?.letGo();
    await expect.poll(() => guard.exitCode, { timeout: 10_000 }).toBe(0);
  });

  it('knows when its pipe has been replaced, and takes the present one', () => {
    const [first, second] = [new Hold(dataDir), new Hold(dataDir)];
    expect([first.isCurrent(), second.isCurrent()]).toEqual([true, true]);
    first.letGo();
    first.remove();
    expect(second.isCurrent()).toBe(false);
    const third = new Hold(dataDir);
    expect([second.isCurrent(), third.isCurrent()]).toEqual([false, true]);
    second.renew();
    expect(second.isCurrent()).toBe(true);
    for (const hold of [second, second, third]) hold.letGo();
  });
});
