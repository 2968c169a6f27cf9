import { type Logger, pino } from 'pino';

export type Log = Logger;

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const secretNames = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'masterKey',
  'apiKey',
  'secretKey',
  'writeKey',
  'databaseUrl',
  'connectionString',
];

/** Secrets are cut out at the top, one level down, and in the headers of a request. */
const redactedPaths = [
  ...secretNames.flatMap((name) => [name, `*.${name}`]),
  'req.headers.authorization',
  'req.headers.cookie',
  'res.headers["set-cookie"]',
];

/** Where log lines go; `process.stderr` unless a test catches them. */
export interface LogTarget {
  write(line: string): void;
}

/** The log: JSON lines on stderr, because stdout belongs to what commands answer. Secrets are replaced. */
export function createLog(level: LogLevel, target: LogTarget = process.stderr): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: redactedPaths, censor: '[secret]' },
    },
    target,
  );
}
