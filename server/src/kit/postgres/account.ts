import { spawnSync } from 'node:child_process';
import { StartupError } from '../startup-error.ts';

/** Who runs PostgreSQL: ourselves, or, since PostgreSQL refuses root, another account when we are root. */
export type Account =
  | { readonly kind: 'self' }
  | { readonly kind: 'other'; readonly uid: number; readonly gid: number };

const userName = 'sarafan';

/** The programs of the administrator are named too: root's own path may leave them out. */
const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };

/** Options for a child process that runs under the account. */
export function asAccount(account: Account): { uid?: number; gid?: number; env: Record<string, string> } {
  return account.kind === 'self' ? { env } : { uid: account.uid, gid: account.gid, env };
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The system user that runs PostgreSQL for root; made when it does not exist. */
export function systemAccount(): Account {
  const known = lookUp();
  if (known !== undefined) return known;
  const failures = creators.map(([program, ...args]) => {
    if (lookUp() !== undefined) return '';
    const result = spawnSync(program, args, { env, encoding: 'utf8', timeout: 20_000 });
    if (result.error !== undefined) return '';
    return result.stderr.trim().split('\n')[0] ?? '';
  });
  const made = lookUp();
  if (made !== undefined) return made;
  const detail = failures.find((failure) => failure !== '');
  throw new StartupError(
    `PostgreSQL refuses to run as root and the system user "${userName}" could not be made` +
      `${detail === undefined ? ' (neither useradd nor adduser was found)' : ` (${detail})`}; ` +
      'start Sarafan as an ordinary user, or set DATABASE_URL to a PostgreSQL of yours.',
  );
}

/** The shadow suite's program, Debian's script, and BusyBox's applet of the same name. */
const creators: readonly (readonly [string, ...string[]])[] = [
  [
    'useradd',
    '--system',
    '--user-group',
    '--no-create-home',
    '--home-dir',
    '/nonexistent',
    '--shell',
    '/bin/false',
    userName,
  ],
  ['adduser', '--system', '--group', '--no-create-home', '--home', '/nonexistent', '--shell', '/bin/false', userName],
  ['adduser', '-S', '-D', '-H', '-h', '/nonexistent', '-s', '/bin/false', userName],
];

function lookUp(): Account | undefined {
  const [uid, gid] = ['-u', '-g'].map((flag) => {
    const result = spawnSync('id', [flag, userName], { env, encoding: 'utf8', timeout: 20_000 });
    return result.status === 0 ? Number.parseInt(result.stdout, 10) : Number.NaN;
  });
  if (uid === undefined || gid === undefined || !(uid > 0) || Number.isNaN(gid)) return undefined;
  return { kind: 'other', uid, gid };
}
