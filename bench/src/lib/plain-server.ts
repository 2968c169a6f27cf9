import fastify from 'fastify';
import pg from 'pg';

// What `react` is held against: a server that does for each request what no server can do without: it inserts one row,
// commits, notifies, and answers.

const [url, port] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 12, application_name: 'sarafan bench limit' });
await pool.query(
  'create table if not exists bench_plain (plain_id bigint generated always as identity, payload jsonb)',
);

const app = fastify();
app.post('/plain', async (request) => {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({
      name: 'plain',
      text: 'insert into bench_plain (payload) values ($1)',
      values: [request.body],
    });
    await client.query('notify bench_plain');
    await client.query('commit');
  } finally {
    client.release();
  }
  return { success: true };
});
process.once('SIGTERM', () => {
  app
    .close()
    .then(() => pool.end())
    .catch((error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    });
});
await app.listen({ port: Number(port), host: '127.0.0.1' });
console.log(`ready http://127.0.0.1:${port}`);
