import { describe, expect, it } from 'vitest';
import { createLog } from './log.ts';

function capture(level: 'info' | 'silent' = 'info') {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => lines.push(line) });
  return { lines, log };
}

describe('createLog', () => {
  it('writes one JSON object a line, with the level by name and the time in ISO form', () => {
    const { lines, log } = capture();
    log.info({ lane: 7 }, 'hello');
    expect(lines).toHaveLength(1);
    const line: unknown = JSON.parse(lines[0] ?? '');
    expect(line).toMatchObject({ level: 'info', lane: 7, msg: 'hello', time: expect.stringMatching(/^\d{4}-.*Z$/) });
  });

  it('cuts secrets out', () => {
    const { lines, log } = capture();
    log.info({ password: 'hunter2', user: { token: 'hunter2' }, masterKey: 'hunter2', databaseUrl: 'x:hunter2@y' });
    log.info({ req: { headers: { authorization: 'Basic hunter2', cookie: 'hunter2', host: 'example.com' } } });
    log.info({ headers: { authorization: 'Bearer hunter2' }, secretKey: 'hunter2', workspace: { apiKey: 'hunter2' } });
    expect(lines.join('')).not.toContain('hunter2');
    expect(lines.join('')).toContain('example.com');
  });

  it('writes nothing below its level', () => {
    const { lines, log } = capture('silent');
    log.fatal('hello');
    expect(lines).toEqual([]);
  });
});
