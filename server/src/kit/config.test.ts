import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Config, type Environment, readConfig } from './config.ts';

function read(env: Environment): Config {
  const result = readConfig(env);
  if (!result.ok) throw new Error(result.problems.map((problem) => problem.sentence).join(' '));
  return result.config;
}

describe('readConfig', () => {
  it('has a default for everything', () => {
    expect(read({})).toEqual({
      port: 4100,
      host: '127.0.0.1',
      dataDir: resolve('data'),
      databaseUrl: undefined,
      publicUrl: 'http://localhost:4100',
      trustedProxies: ['loopback'],
      privateTargets: 'refuse',
      role: 'all',
      masterKey: undefined,
      logLevel: 'info',
    });
  });

  it('reads every variable', () => {
    const config = read({
      PORT: '8080',
      HOST: '0.0.0.0',
      DATA_DIR: '/srv/sarafan',
      DATABASE_URL: 'postgres://user:secret@db:5432/sarafan',
      PUBLIC_URL: 'https://refer.example.com/',
      TRUSTED_PROXIES: 'uniquelocal, 192.0.2.7,2001:db8::/32',
      PRIVATE_TARGETS: 'allow',
      ROLE: 'worker',
      MASTER_KEY: '00'.repeat(31).concat('ff'),
      LOG_LEVEL: 'debug',
      SARAFAN_COLOUR: 'nobody reads this',
    });
    expect(config).toMatchObject({ port: 8080, host: '0.0.0.0', dataDir: '/srv/sarafan', role: 'worker' });
    expect(config).toMatchObject({ publicUrl: 'https://refer.example.com', logLevel: 'debug' });
    expect(config.privateTargets).toBe('allow');
    expect(config.trustedProxies).toEqual(['uniquelocal', '192.0.2.7', '2001:db8::/32']);
    expect(read({ TRUSTED_PROXIES: 'none' }).trustedProxies).toEqual([]);
    expect(config.databaseUrl).toBe('postgres://user:secret@db:5432/sarafan');
    expect(config.masterKey?.[31]).toBe(255);
  });

  it('takes a master key as base64 and as base64url', () => {
    const bytes = Buffer.alloc(32, 251);
    for (const encoding of ['base64', 'base64url'] as const) {
      expect(Buffer.compare(read({ MASTER_KEY: bytes.toString(encoding) }).masterKey ?? Buffer.of(), bytes)).toBe(0);
    }
  });

  it('treats an empty value as none, and the default address follows the port', () => {
    expect(read({ PORT: '', ROLE: ' ', DATABASE_URL: '' }).port).toBe(4100);
    expect(read({ PORT: '5000' }).publicUrl).toBe('http://localhost:5000');
  });

  it('is frozen', () => {
    expect(Object.isFrozen(read({}))).toBe(true);
  });

  it.each([
    ['PORT', '0'],
    ['PORT', '65536'],
    ['PORT', '41oo'],
    ['PORT', '1e3'],
    ['HOST', 'http://localhost'],
    ['ROLE', 'api,worker'],
    ['LOG_LEVEL', 'verbose'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['DATABASE_URL', 'localhost'],
    ['PUBLIC_URL', 'refer.example.com'],
    ['PUBLIC_URL', 'ftp://refer.example.com'],
    ['PUBLIC_URL', 'https://refer.example.com/?a=b'],
    ['PUBLIC_URL', 'https://user:secret@refer.example.com'],
    ['TRUSTED_PROXIES', 'true'],
    ['PRIVATE_TARGETS', 'yes'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '0.0.0.0/0'],
    ['TRUSTED_PROXIES', '2001:db8::/129'],
    ['TRUSTED_PROXIES', '10.0.0.1 10.0.0.2'],
    ['TRUSTED_PROXIES', 'proxy.example.com'],
    ['TRUSTED_PROXIES', 'loopback,,10.0.0.1'],
    ['MASTER_KEY', 'hunter2'],
    ['MASTER_KEY', 'ab'.repeat(31)],
    ['MASTER_KEY', Buffer.alloc(31).toString('base64')],
    ['MASTER_KEY', Buffer.alloc(33).toString('base64')],
  ])('refuses %s=%s with a sentence that names it', (variable, value) => {
    const result = readConfig({ [variable]: value });
    if (result.ok) throw new Error('It was accepted');
    expect(result.problems.map((problem) => problem.variable)).toEqual([variable]);
    expect(result.problems[0]?.sentence).toMatch(new RegExp(`^${variable} must .+\\.$`));
  });

  it('reports all problems at once and repeats no secret', () => {
    const result = readConfig({ PORT: 'x', ROLE: 'y', MASTER_KEY: 'hunter2', DATABASE_URL: 'mysql://u:hunter2@h/d' });
    if (result.ok) throw new Error('It was accepted');
    expect(result.problems).toHaveLength(4);
    expect(JSON.stringify(result.problems)).not.toContain('hunter2');
  });
});
