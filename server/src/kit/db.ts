import pg from 'pg';
import { GatheringSocket } from './gathering-socket.ts';
import { systemCode } from './startup-error.ts';

/** Whatever can run a statement: the pool or one connection in a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(config: pg.QueryConfig): Promise<pg.QueryResult<Row>>;
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<pg.QueryResult<Row>>;
}

/** A connection inside a transaction. */
export interface Transaction extends Queryable {
  readonly connection: pg.PoolClient;
}

export type Pool = pg.Pool;

export interface PoolOptions {
  /** The most connections that the pool opens. */
  readonly max: number;
  /** What `pg_stat_activity` shows. */
  readonly applicationName: string;
  /**
   * Statements are sent without waiting for the answers of those before them, which come in the same order. For short
   * statements, since COPY and cursors are refused.
   */
  readonly pipelined?: boolean;
  /** Told of a connection that died; the pool has already dropped it and opens another when one is needed. */
  readonly onLostConnection?: (error: Error) => void;
}

/**
 * A pool of connections. int8 arrives as text, because a number would round it. A connection that dies is no fault of
 * the process: without the listeners here Node would end it.
 */
export function createPool(url: string, options: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    application_name: options.applicationName,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    ...(options.pipelined === true ? { pipeline: true, stream: () => new GatheringSocket() } : {}),
  });
  const lost = (error: Error): void => options.onLostConnection?.(error);
  pool.on('error', lost);
  // While a connection is checked out the pool does not listen to it, so each one gets a listener for life.
  pool.on('connect', (client) => client.on('error', lost));
  return pool;
}

export interface TransactionOptions {
  /** A statement that runs longer is cancelled. */
  readonly statementTimeoutMs?: number;
  /** A transaction that waits for us longer loses its connection and with it its locks. */
  readonly idleTimeoutMs?: number;
  /** The whole transaction, on PostgreSQL 17 and newer; twice the longer of the other two unless told. */
  readonly transactionTimeoutMs?: number;
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  /** Whoever writes in it is refused by the server. */
  readonly readOnly?: boolean;
}

const defaultTimeoutMs = 5000;
const versionOfTransactionTimeout = 170_000;
const serverVersions = new WeakMap<Pool, number>();

/**
 * Runs `work` in a transaction: commits what it did when it returns, rolls back when it throws and throws the same
 * error. Timeouts are set in the round trip that begins it. When the connection is lost during the commit, the outcome
 * is unknown and the error says retryable: so whatever runs here must be safe to repeat.
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (transaction: Transaction) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  try {
    await connection.query(beginStatement(options, await serverVersion(pool, connection)));
    const result = await work(transactionOn(connection));
    await connection.query('commit');
    return result;
  } catch (error) {
    broken = await rollBack(connection, error);
    throw error;
  } finally {
    connection.release(broken);
  }
}

function transactionOn(connection: pg.PoolClient): Transaction {
  return {
    connection,
    query: (statement: string | pg.QueryConfig, values?: readonly unknown[]) =>
      typeof statement === 'string'
        ? connection.query(statement, values === undefined ? undefined : [...values])
        : connection.query(statement),
  };
}

function beginStatement(options: TransactionOptions, version: number): string {
  const { statementTimeoutMs = defaultTimeoutMs, idleTimeoutMs = defaultTimeoutMs } = options;
  const wholeMs = options.transactionTimeoutMs ?? 2 * Math.max(statementTimeoutMs, idleTimeoutMs);
  const statements = [
    `begin isolation level ${options.isolation ?? 'read committed'}${options.readOnly === true ? ' read only' : ''}`,
    `set local statement_timeout = ${Math.trunc(statementTimeoutMs)}`,
    `set local idle_in_transaction_session_timeout = ${Math.trunc(idleTimeoutMs)}`,
  ];
  if (version >= versionOfTransactionTimeout) {
    statements.push(`set local transaction_timeout = ${Math.trunc(wholeMs)}`);
  }
  return statements.join('; ');
}

async function serverVersion(pool: Pool, connection: pg.PoolClient): Promise<number> {
  const known = serverVersions.get(pool);
  if (known !== undefined) return known;
  const result = await connection.query<{ version: number }>(
    "select current_setting('server_version_num')::int as version",
  );
  const version = result.rows[0]?.version ?? 0;
  serverVersions.set(pool, version);
  return version;
}

/**
 * Waits until all are done and throws the failure that came first; of statements that were sent together those behind
 * it fail because their transaction is over, which tells nothing. Unlike `Promise.all` it leaves nothing under way: a
 * statement that followed the rollback would take effect by itself.
 */
export async function allDone<Results extends readonly unknown[]>(
  work: {
    readonly [Index in keyof Results]: Promise<Results[Index]>;
  },
): Promise<Results> {
  const failures: unknown[] = [];
  const noted = work.map((each: Promise<unknown>) => each.catch((error: unknown) => void failures.push(error)));
  const results = await Promise.all(noted);
  if (failures.length > 0) throw failures.find((failure) => !followsAnother(failure)) ?? failures[0];
  return results as unknown as Results;
}

function followsAnother(failure: unknown): boolean {
  return failure instanceof Error && systemCode(failure) === inFailedTransaction;
}

/** Leaves the connection clean, or returns the error for which it must be thrown away. */
async function rollBack(connection: pg.PoolClient, error: unknown): Promise<Error | undefined> {
  if (error instanceof Error && isConnectionLoss(error)) return error;
  try {
    await connection.query('rollback');
    return error instanceof Error && isOfPlans(error) ? error : undefined;
  } catch (failure) {
    return failure instanceof Error ? failure : new Error(String(failure));
  }
}

const socketCodes = new Set(['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
const inFailedTransaction = '25P02';
/** Something the statement names is not there, or what was prepared no longer fits it. */
const classesOfPlans = new Set(['0A', '42']);

/** True when statements that this connection has prepared may be what is wrong. */
function isOfPlans(error: Error): boolean {
  return classesOfPlans.has(systemCode(error)?.slice(0, 2) ?? '');
}

/** Messages of the driver's errors that carry no code. */
const lossMessages = [
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed',
  'timeout exceeded when trying to connect',
  'Cannot use a pool after',
];
/** Shutdowns and time-outs by which the server ends a connection. */
const endingCodes = new Set(['57P01', '57P02', '57P03', '57P05', '25P03', '25P04']);
/** Serialization failure, deadlock, lock not available, too many connections. */
const transientCodes = new Set(['40001', '40P01', '55P03', '53300']);

function isConnectionLoss(error: Error): boolean {
  const code = systemCode(error);
  if (code !== undefined) return socketCodes.has(code) || endingCodes.has(code) || code.startsWith('08');
  return lossMessages.some((message) => error.message.startsWith(message));
}

/**
 * True when the same transaction may succeed if it is run again: a conflict with a neighbour, a lost connection, a
 * server that is restarting. A statement that ran into its own time-out is not among them, since it would do so again.
 */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = systemCode(error);
  return isConnectionLoss(error) || (code !== undefined && transientCodes.has(code));
}
