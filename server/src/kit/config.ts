import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type LogLevel, logLevels } from './log.ts';

export const roles = ['all', 'api', 'worker'] as const;
export type Role = (typeof roles)[number];

const privateTargets = ['refuse', 'allow'] as const;
type PrivateTargets = (typeof privateTargets)[number];

/** What the environment says, read once at start and never again. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  /** Undefined means the embedded PostgreSQL of `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Whose word on a visitor's address is believed: addresses, networks, and names of networks. */
  readonly trustedProxies: readonly string[];
  /** Whether messages to addresses that people type may go to this machine and to private networks. */
  readonly privateTargets: PrivateTargets;
  readonly role: Role;
  /** Thirty-two bytes; undefined means the key file in `dataDir`. */
  readonly masterKey: Uint8Array | undefined;
  readonly logLevel: LogLevel;
}

/** One thing wrong with the environment, as a sentence that names the variable and what it should be. */
export interface ConfigProblem {
  readonly variable: string;
  readonly sentence: string;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

export type Environment = Readonly<Record<string, string | undefined>>;

type Complain = (variable: string, sentence: string) => void;

/** Reads and checks the environment. All problems are reported together; unknown variables are nobody's business. */
export function readConfig(env: Environment): ConfigResult {
  const problems: ConfigProblem[] = [];
  const complain: Complain = (variable, sentence) => problems.push({ variable, sentence: `${variable} ${sentence}.` });
  const value = (name: string): string | undefined => {
    const text = env[name]?.trim();
    return text === '' ? undefined : text;
  };
  const port = readPort(value('PORT'), complain);
  const config: Config = {
    port,
    host: readHost(value('HOST'), complain),
    dataDir: resolve(value('DATA_DIR') ?? './data'),
    databaseUrl: readDatabaseUrl(value('DATABASE_URL'), complain),
    publicUrl: readPublicUrl(value('PUBLIC_URL'), port, complain),
    trustedProxies: readProxies(value('TRUSTED_PROXIES'), complain),
    privateTargets: readOne(privateTargets, 'PRIVATE_TARGETS', value('PRIVATE_TARGETS'), 'refuse', complain),
    role: readOne(roles, 'ROLE', value('ROLE'), 'all', complain),
    masterKey: readMasterKey(value('MASTER_KEY'), complain),
    logLevel: readOne(logLevels, 'LOG_LEVEL', value('LOG_LEVEL'), 'info', complain),
  };
  return problems.length > 0 ? { ok: false, problems } : { ok: true, config: Object.freeze(config) };
}

function readPort(text: string | undefined, complain: Complain): number {
  const port = text === undefined ? 4100 : Number(text);
  const plain = text === undefined || /^\d{1,5}$/.test(text);
  if (!plain || port < 1 || port > 65_535) complain('PORT', `must be a number from 1 to 65535, not "${text}"`);
  return port;
}

function readHost(text: string | undefined, complain: Complain): string {
  if (text !== undefined && !/^[0-9A-Za-z.:_-]+$/.test(text)) {
    complain('HOST', `must be one address or host name to listen on, such as 127.0.0.1 or 0.0.0.0, not "${text}"`);
  }
  return text ?? '127.0.0.1';
}

function readOne<Value extends string>(
  values: readonly Value[],
  variable: string,
  text: string | undefined,
  otherwise: Value,
  complain: Complain,
): Value {
  if (text === undefined) return otherwise;
  const found = values.find((candidate) => candidate === text);
  if (found === undefined) complain(variable, `must be one of ${values.join(', ')}, not "${text}"`);
  return found ?? otherwise;
}

/** The address is never repeated in the sentence, because it may hold a password. */
function readDatabaseUrl(text: string | undefined, complain: Complain): string | undefined {
  if (text === undefined) return undefined;
  const protocol = URL.canParse(text) ? new URL(text).protocol : '';
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') {
    complain('DATABASE_URL', 'must look like postgres://user:password@host:5432/database');
  }
  return text;
}

function readPublicUrl(text: string | undefined, port: number, complain: Complain): string {
  if (text === undefined) return `http://localhost:${port}`;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    complain('PUBLIC_URL', `must start with http:// or https://, not "${text}"`);
  } else if (url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    complain('PUBLIC_URL', 'must be an address without a query, a fragment or a user name');
  }
  return text.replace(/\/+$/, '');
}

/** Networks that have a name: this machine, addresses of a link alone, and addresses of private networks. */
const namedNetworks = ['loopback', 'linklocal', 'uniquelocal'];

/** Whoever is named here may tell us any address for a visitor: limits of an address are as good as this list. */
function readProxies(text: string | undefined, complain: Complain): readonly string[] {
  if (text === undefined) return ['loopback'];
  if (text === 'none') return [];
  const proxies = text.split(',').map((each) => each.trim());
  for (const proxy of proxies.filter((each) => !namedNetworks.includes(each) && !isNetwork(each))) {
    complain(
      'TRUSTED_PROXIES',
      `must be none or a list of addresses, networks like 10.0.0.0/8 and ${namedNetworks.join(', ')}, not "${proxy}"`,
    );
  }
  return proxies;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more !== undefined) return false;
  if (bits === undefined) return true;
  // A network of all addresses would let every visitor choose an address.
  return /^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128);
}

function readMasterKey(text: string | undefined, complain: Complain): Uint8Array | undefined {
  if (text === undefined) return undefined;
  const key = parseMasterKey(text);
  if (key === undefined) {
    complain(
      'MASTER_KEY',
      'must be 32 random bytes as base64 or as 64 hex digits; `openssl rand -base64 32` makes one',
    );
  }
  return key;
}

/** Thirty-two bytes written as hex, base64 or base64url; undefined when the text is none of them. */
export function parseMasterKey(text: string): Uint8Array | undefined {
  if (/^[0-9a-fA-F]{64}$/.test(text)) return Buffer.from(text, 'hex');
  if (!/^[0-9A-Za-z+/_-]{43}=?$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}
