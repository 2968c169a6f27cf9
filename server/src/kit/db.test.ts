import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, inTransaction, isRetryable, type Pool } from './db.ts';
import { startTestPostgres, type TestPostgres } from './postgres/testing.ts';

let postgres: TestPostgres;
let pool: Pool;
const lost: Error[] = [];

beforeAll(async () => {
  postgres = await startTestPostgres();
  pool = createPool(postgres.url, { max: 4, applicationName: 'test', onLostConnection: (error) => lost.push(error) });
  await pool.query('create table notes (id int primary key, body text)');
}, 60_000);

afterAll(async () => {
  await pool?.end();
  await postgres?.stop();
});

async function notes(): Promise<number> {
  const result = await pool.query<{ n: number }>('select count(*)::int as n from notes');
  return result.rows[0]?.n ?? -1;
}

async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('createPool', () => {
  it('gives int8 as text and names itself', async () => {
    const result = await pool.query(
      "select 9007199254740993::int8 as big, current_setting('application_name') as name",
    );
    expect(result.rows).toEqual([{ big: '9007199254740993', name: 'test' }]);
  });

  it('survives the death of an idle connection and tells of it', async () => {
    const before = lost.length;
    const [victim, killer] = await Promise.all([pool.connect(), pool.connect()]);
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    victim.release();
    await killer.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    killer.release();
    await expect.poll(() => lost.length, { timeout: 5000 }).toBeGreaterThan(before);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });
});

describe('inTransaction', () => {
  it('commits what returns', async () => {
    const result = await inTransaction(pool, async (transaction) => {
      await transaction.query('insert into notes values (1, $1)', ['kept']);
      return 'done';
    });
    expect([result, await notes()]).toEqual(['done', 1]);
  });

  it('rolls back what throws, passes the error on and gives the connection back', async () => {
    const before = await notes();
    for (let round = 0; round < 10; round += 1) {
      const error = await failure(
        inTransaction(pool, async (transaction) => {
          await transaction.query('insert into notes values (2, null)');
          throw new Error('second thoughts');
        }),
      );
      expect(error).toEqual(new Error('second thoughts'));
    }
    expect(await notes()).toBe(before);
    expect(pool.waitingCount).toBe(0);
    expect(pool.idleCount).toBe(pool.totalCount);
  });

  it('sets its time-outs and isolation for itself alone', async () => {
    const settings = await inTransaction(
      pool,
      async (transaction) =>
        (
          await transaction.query(
            `select current_setting('statement_timeout') as statement,
               current_setting('idle_in_transaction_session_timeout') as idle,
               current_setting('transaction_timeout') as whole,
               current_setting('transaction_isolation') as level`,
          )
        ).rows[0],
      { statementTimeoutMs: 1500, idleTimeoutMs: 2500, isolation: 'repeatable read' },
    );
    expect(settings).toEqual({ statement: '1500ms', idle: '2500ms', whole: '5s', level: 'repeatable read' });
    const after = await pool.query("select current_setting('statement_timeout') as statement");
    expect(after.rows).toEqual([{ statement: '0' }]);
  });

  it('cancels a statement that takes too long, which is not worth a retry', async () => {
    const error = await failure(
      inTransaction(pool, (transaction) => transaction.query('select pg_sleep(10)'), { statementTimeoutMs: 100 }),
    );
    expect(error).toMatchObject({ code: '57014' });
    expect(isRetryable(error)).toBe(false);
  });

  it('throws a connection away that the server has ended, and says the transaction may be run again', async () => {
    const before = await notes();
    const error = await failure(
      inTransaction(
        pool,
        async (transaction) => {
          await transaction.query('insert into notes values (3, null)');
          await new Promise((resolve) => setTimeout(resolve, 600));
          await transaction.query('select 1');
        },
        { idleTimeoutMs: 200 },
      ),
    );
    expect(isRetryable(error)).toBe(true);
    expect(await notes()).toBe(before);
  });

  it('does not hand on a connection that died in the middle', async () => {
    const error = await failure(
      inTransaction(pool, (transaction) => transaction.query('select pg_terminate_backend(pg_backend_pid())')),
    );
    expect(isRetryable(error)).toBe(true);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => inTransaction(pool, (t) => t.query('select $1', [n]))),
    );
    expect(answers).toHaveLength(6);
  });
});

describe('isRetryable', () => {
  const withCode = (code: string): Error => Object.assign(new Error('x'), { code });

  it.each(['40001', '40P01', '57P01', '57P03', '08006', '08003', '55P03', '53300', '25P03', 'ECONNRESET', 'EPIPE'])(
    'is so for %s',
    (code) => expect(isRetryable(withCode(code))).toBe(true),
  );

  it.each(['23505', '42P01', '22003', '57014', 'ENOENT'])('is not so for %s', (code) =>
    expect(isRetryable(withCode(code))).toBe(false),
  );

  it('knows the errors of the driver that have no code', () => {
    expect(isRetryable(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isRetryable(new Error('something else'))).toBe(false);
    expect(isRetryable('40001')).toBe(false);
  });

  it('is so for a serialization failure of a real server', async () => {
    await pool.query('insert into notes values (10, null), (11, null) on conflict do nothing');
    const attempt = (read: number, write: number) =>
      inTransaction(
        pool,
        async (transaction) => {
          await transaction.query('select * from notes where id = $1', [read]);
          await new Promise((resolve) => setTimeout(resolve, 100));
          await transaction.query('update notes set body = $2 where id = $1', [write, 'x']);
        },
        { isolation: 'serializable' },
      );
    const errors = await Promise.all([failure(attempt(10, 11)), failure(attempt(11, 10))]);
    expect(errors.filter((error) => isRetryable(error))).toHaveLength(1);
  });
});
