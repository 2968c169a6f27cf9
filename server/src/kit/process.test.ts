import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';

const script = `
  const { printLineSlowly } = await import(${JSON.stringify(new URL('./process.ts', import.meta.url).href)});
  for (;;) await printLineSlowly('a line of a long answer');
`;

test('a long answer ends well when its reader has seen enough', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let problem = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problem += text;
  });
  await once(child.stdout, 'data');
  child.stdout.destroy();
  expect(await ended).toEqual([0, null]);
  expect(problem).toBe('');
});
