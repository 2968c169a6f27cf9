import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSecrets, hashKey, loadMasterKey } from './secrets.ts';
import { StartupError } from './startup-error.ts';

const secrets = createSecrets(Buffer.alloc(32, 7));
const others = createSecrets(Buffer.alloc(32, 8));

describe('hashKey', () => {
  it('is SHA-256 as hex', () => {
    expect(hashKey('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('seal and open', () => {
  it('gives back the text and never the same sealed form twice', () => {
    const sealed = secrets.seal('пароль', 'smtp:wsp_1');
    expect(sealed).not.toContain('пароль');
    expect(sealed.startsWith(`s1.${secrets.keyId}.`)).toBe(true);
    expect(secrets.open(sealed, 'smtp:wsp_1')).toBe('пароль');
    expect(secrets.seal('пароль', 'smtp:wsp_1')).not.toBe(sealed);
  });

  it('notices a change of any single byte', () => {
    const sealed = secrets.seal('a secret', 'place');
    const head = sealed.slice(0, sealed.lastIndexOf('.') + 1);
    const bytes = Buffer.from(sealed.slice(head.length), 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const altered = Buffer.from(bytes);
      altered[index] = (altered[index] ?? 0) ^ 1;
      expect(() => secrets.open(head + altered.toString('base64url'), 'place')).toThrow(/altered/);
    }
  });

  it('refuses another context, another master key and other text', () => {
    const sealed = secrets.seal('a secret', 'webhook:1');
    expect(() => secrets.open(sealed, 'webhook:2')).toThrow(/altered or belongs to another place/);
    expect(() => others.open(sealed, 'webhook:1')).toThrow(/sealed under the master key/);
    for (const text of ['', 'a secret', 's1', `s1.${secrets.keyId}.`, `s2.${sealed.slice(3)}`]) {
      expect(() => secrets.open(text, 'webhook:1')).toThrow(/no sealed secret/);
    }
  });
});

describe('hmac', () => {
  it('verifies its own signatures only', () => {
    const signature = secrets.hmacSign('cabinet', 'per_1:2030');
    expect(secrets.hmacVerify('cabinet', 'per_1:2030', signature)).toBe(true);
    expect(secrets.hmacVerify('cabinet', 'per_2:2030', signature)).toBe(false);
    expect(secrets.hmacVerify('unsubscribe', 'per_1:2030', signature)).toBe(false);
    expect(secrets.hmacVerify('cabinet', 'per_1:2030', '')).toBe(false);
    expect(others.hmacVerify('cabinet', 'per_1:2030', signature)).toBe(false);
  });

  it('does not let a purpose and a text be split elsewhere', () => {
    expect(secrets.hmacSign('a', 'b:c')).not.toBe(secrets.hmacSign('a:b', 'c'));
  });
});

describe('loadMasterKey', () => {
  let dataDir = '';
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'sarafan-key-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('takes the one of the environment and makes no file', () => {
    const masterKey = Buffer.alloc(32, 1);
    expect(loadMasterKey({ dataDir, masterKey })).toBe(masterKey);
    expect(statSync(join(dataDir, 'master.key'), { throwIfNoEntry: false })).toBeUndefined();
  });

  it('makes a file that only its owner reads, and reads it again', () => {
    const first = loadMasterKey({ dataDir, masterKey: undefined });
    expect(first).toHaveLength(32);
    expect(statSync(join(dataDir, 'master.key')).mode & 0o777).toBe(0o600);
    expect(Buffer.compare(loadMasterKey({ dataDir, masterKey: undefined }), first)).toBe(0);
    expect(Buffer.from(readFileSync(join(dataDir, 'master.key'), 'utf8'), 'base64')).toHaveLength(32);
  });

  it('refuses a damaged file instead of making a new key, which would make every secret unreadable', () => {
    writeFileSync(join(dataDir, 'master.key'), 'short');
    expect(() => loadMasterKey({ dataDir, masterKey: undefined })).toThrow(StartupError);
  });
});
