import { type Algorithm, hash, verify } from '@node-rs/argon2';
import { sessionLimits } from '@sarafan/contract';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import type { Secrets } from '../../kit/secrets.ts';
import { idFrom } from '../../kit/values/ids.ts';
import { dayMs, minuteMs, secondMs } from '../../kit/values/time.ts';

export interface AuthOptions {
  readonly pool: Pool;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly publicUrl: string;
}

/** Argon2id with the parameters that OWASP recommends: 19 MiB, two passes, one lane. */
const argon2id: Algorithm = 2;
const hashing = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** One password has several spellings in Unicode, and keyboards differ in which they type. */
const normalized = (password: string): string => password.normalize('NFKC');

/** Takes some ten milliseconds and 19 MiB, whatever the password. */
export function hashPassword(password: string): Promise<string> {
  return hash(normalized(password), hashing);
}

const idPrefixes: Readonly<Record<string, string>> = {
  user: 'usr',
  session: 'ses',
  account: 'acc',
  verification: 'ver',
  twoFactor: 'tfa',
};

/** How long a lock of the second factor lasts that too many wrong codes have set. */
export const lockSeconds = (15 * minuteMs) / secondMs;
const sessionSeconds = (14 * dayMs) / secondMs;
const renewedSeconds = dayMs / secondMs;

const stamps = { createdAt: 'created_at', updatedAt: 'updated_at' };

/** The library's tables and columns, under our names. */
const tables = {
  user: {
    modelName: 'access_users',
    fields: { emailVerified: 'email_verified', ...stamps },
  },
  session: {
    modelName: 'access_sessions',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      ...stamps,
    },
    expiresIn: sessionSeconds,
    updateAge: renewedSeconds,
    cookieCache: { enabled: false },
  },
  account: {
    modelName: 'access_accounts',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      ...stamps,
    },
  },
  verification: {
    modelName: 'access_verifications',
    fields: { expiresAt: 'expires_at', ...stamps },
  },
} as const;

const twoFactorTables = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    modelName: 'access_two_factors',
    fields: {
      userId: 'user_id',
      backupCodes: 'backup_codes',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;

/**
 * The library that signs people in. Nothing of it is mounted: routes of ours call it. It is loaded when the first
 * person comes, because that takes a good part of a second, and workers and most commands do not need it.
 */
export async function createAuth({ pool, random, secrets, publicUrl }: AuthOptions) {
  const [{ betterAuth }, { twoFactor }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/two-factor'),
  ]);
  return betterAuth({
    appName: 'Sarafan',
    baseURL: publicUrl,
    basePath: '/api/session',
    // Signs cookies and seals second factors: whoever reads the database alone can forge neither.
    secret: secrets.hmacSign('sign-in library', 'v1'),
    database: {
      db: new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }),
      type: 'postgres',
      transaction: true,
    },
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: sessionLimits.passwordAtLeast,
      maxPasswordLength: sessionLimits.passwordAtMost,
      password: {
        hash: hashPassword,
        verify: ({ hash: kept, password }) => verify(kept, normalized(password)),
      },
    },
    ...tables,
    advanced: {
      cookiePrefix: 'sarafan',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: {
        generateId: ({ model }: { readonly model: string }) => idFrom(idPrefixes[model] ?? 'aut', random.bytes(10)),
      },
    },
    plugins: [
      twoFactor({
        issuer: 'Sarafan',
        accountLockout: { enabled: true, maxFailedAttempts: 10, durationSeconds: lockSeconds },
        schema: twoFactorTables,
      }),
    ],
  });
}

export type Auth = Awaited<ReturnType<typeof createAuth>>;

/** The name under which the browser keeps a session; with https it begins with `__Secure-`. */
export function hasSessionCookie(cookies: string | undefined): boolean {
  return cookies?.includes('sarafan.session_token=') === true;
}
