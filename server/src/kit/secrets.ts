import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, parseMasterKey } from './config.ts';
import { messageOf, StartupError, systemCode } from './startup-error.ts';

/**
 * How secrets are kept. Random keys that others show to us (API keys, session tokens) are stored as hashes: they have
 * enough entropy that nothing slower is needed. Secrets that we must use ourselves (SMTP passwords, webhook keys) are
 * sealed by AES-256-GCM under the master key, which lives outside the database and its backups.
 */
export interface Secrets {
  /** Names the master key; sealed values and signatures carry it. */
  readonly keyId: string;
  /** Seals a text for one place: `context` (such as `smtp:wsp_…`) must be the same when it is opened. */
  seal(text: string, context: string): string;
  /** Opens a sealed text. Throws when it was altered, moved to another context or sealed under another master key. */
  open(sealed: string, context: string): string;
  /** Signs a text for one purpose, which keeps a signature made for one thing from being shown for another. */
  hmacSign(purpose: string, text: string): string;
  /** Whether the signature is ours; the comparison takes the same time wherever they differ. */
  hmacVerify(purpose: string, text: string, signature: string): boolean;
}

const keyBytes = 32;
const ivBytes = 12;
const tagBytes = 16;
const format = 's1';

/** SHA-256 of a random key as hex. Never for passwords: those need a slow hash. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

export function createSecrets(masterKey: Uint8Array): Secrets {
  if (masterKey.length !== keyBytes) throw new Error(`A master key has ${keyBytes} bytes, not ${masterKey.length}`);
  const sealingKey = derive(masterKey, 'sarafan seal');
  const signingKey = derive(masterKey, 'sarafan sign');
  const keyId = derive(masterKey, 'sarafan key id').toString('hex').slice(0, 8);
  return {
    keyId,
    seal: (text, context) => seal(sealingKey, keyId, text, context),
    open: (sealed, context) => open(sealingKey, keyId, sealed, context),
    hmacSign: (purpose, text) => `${keyId}.${sign(signingKey, purpose, text).toString('base64url')}`,
    hmacVerify: (purpose, text, signature) => {
      const expected = Buffer.from(`${keyId}.${sign(signingKey, purpose, text).toString('base64url')}`);
      const given = Buffer.from(signature);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** One key a use, so that no use weakens another. */
function derive(masterKey: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', masterKey, new Uint8Array(0), use, keyBytes));
}

/** The length goes before the purpose, so that no pair of purpose and text can be read as another pair. */
function sign(key: Buffer, purpose: string, text: string): Buffer {
  return createHmac('sha256', key).update(`${purpose.length}:${purpose}:${text}`).digest();
}

function seal(key: Buffer, keyId: string, text: string, context: string): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: tagBytes });
  cipher.setAAD(Buffer.from(context));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return `${format}.${keyId}.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
}

function open(key: Buffer, keyId: string, sealed: string, context: string): string {
  const [givenFormat, givenKeyId, encoded] = sealed.split('.');
  const bytes = Buffer.from(encoded ?? '', 'base64url');
  if (givenFormat !== format || bytes.length < ivBytes + tagBytes) throw new Error('This is no sealed secret');
  if (givenKeyId !== keyId) {
    throw new Error(`The secret was sealed under the master key ${givenKeyId ?? ''}, and the present one is ${keyId}`);
  }
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
  try {
    const body = decipher.update(bytes.subarray(ivBytes + tagBytes));
    return Buffer.concat([body, decipher.final()]).toString('utf8');
  } catch (error) {
    throw new Error('The sealed secret was altered or belongs to another place', { cause: error });
  }
}

const keyFile = 'master.key';

/** The master key of the environment, else of the data directory's key file, which is made on first use. */
export function loadMasterKey(config: Pick<Config, 'dataDir' | 'masterKey'>): Uint8Array {
  if (config.masterKey !== undefined) return config.masterKey;
  const path = join(config.dataDir, keyFile);
  try {
    return readKey(path) ?? makeKey(config.dataDir, path);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(
      `The master key ${path} cannot be read or made: ${messageOf(error)}; you may set MASTER_KEY.`,
    );
  }
}

function readKey(path: string): Uint8Array | undefined {
  try {
    const key = parseMasterKey(readFileSync(path, 'utf8').trim());
    if (key !== undefined) return key;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  throw new StartupError(`${path} is damaged: it must hold 32 bytes as base64. Restore it from your backup.`);
}

/** The file appears whole and only once: of two processes that start at once, the second takes the first one's key. */
function makeKey(dataDir: string, path: string): Uint8Array {
  mkdirSync(dataDir, { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(temporary, path);
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
  const key = readKey(path);
  if (key === undefined) throw new Error('it vanished');
  return key;
}
