import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from './temporary.ts';

const module = new URL('./temporary.ts', import.meta.url).href;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program that makes a folder, tells its path, and then does `next`. */
function program(next: string): readonly string[] {
  const text = `import { temporaryFolder } from '${module}'; console.log(temporaryFolder('probe').path); ${next}`;
  return ['--import', 'tsx', '--input-type=module', '--eval', text];
}

describe('a temporary folder', () => {
  it('is gone when it is removed', () => {
    const folder = temporaryFolder('probe');
    expect(existsSync(folder.path)).toBe(true);
    folder.remove();
    expect(existsSync(folder.path)).toBe(false);
  });

  it('is gone when its process has ended', () => {
    const result = spawnSync(process.execPath, program(''), { cwd: root, encoding: 'utf8' });
    expect(result.stdout.trim()).toContain('sarafan-probe-');
    expect(existsSync(result.stdout.trim())).toBe(false);
  });

  it.each(['SIGTERM', 'SIGKILL'] as const)('is gone some time after its process got %s', async (signal) => {
    const child = spawn(process.execPath, program('setInterval(() => {}, 1000);'), { cwd: root });
    const path = await new Promise<string>((resolve) => {
      child.stdout.once('data', (text: Buffer) => resolve(text.toString().trim()));
    });
    const ended = new Promise((resolve) => child.once('close', resolve));
    expect(existsSync(path)).toBe(true);
    child.kill(signal);
    await ended;
    if (signal === 'SIGKILL') temporaryFolder('probe').remove();
    expect(existsSync(path)).toBe(false);
  });
});
