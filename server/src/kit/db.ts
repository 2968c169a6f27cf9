import pg from 'pg';

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
