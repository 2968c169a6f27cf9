import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom } from 'pg-copy-streams';
import type { Pool } from '../kit/db.ts';
import type { AcceptedFact } from './fact.ts';
import { engineLimits } from './limits.ts';
import { trustNumber } from './trust.ts';

/**
 * Accepted facts enter here. Callers that arrive while a commit is under way share the next one, so a busy server pays
 * one disk flush for thousands of facts and an idle one flushes at once. `accept` resolves only after the commit.
 * De-duplication is the lane's work: a repeat is appended like any fact and dropped when its batch meets the first one.
 */
export interface Inbox {
  accept(facts: readonly AcceptedFact[]): Promise<void>;
  /** True while more facts wait than the limit: senders are asked to come back later. */
  pressure(): boolean;
  close(): Promise<void>;
}

interface Waiting {
  readonly rows: string;
  readonly count: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

const copyStatement =
  'copy engine_inbox (lane, workspace_id, trust, message_id, accepted_at, checked, payload) from stdin';

/** `committed` is called after every commit. */
export function createInbox(pool: Pool, committed: () => void): Inbox {
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;
  const backlog = new Backlog(pool);

  async function flushAll(): Promise<void> {
    // One turn of the event loop lets requests that are already parsed join this commit.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const group = takeGroup();
      try {
        await appendRows(
          pool,
          group.map((item) => item.rows),
        );
        for (const item of group) item.resolve();
        committed();
        backlog.refresh();
      } catch (error) {
        for (const item of group) item.reject(error);
      }
    }
    flushing = undefined;
  }

  function takeGroup(): Waiting[] {
    let rows = 0;
    let size = 0;
    while (size < waiting.length && rows < engineLimits.rowsPerCommit) {
      rows += waiting[size]?.count ?? 0;
      size += 1;
    }
    const group = waiting.slice(0, size);
    waiting = waiting.slice(size);
    return group;
  }

  return {
    accept(facts) {
      if (facts.length === 0) return Promise.resolve();
      const rows = facts.map((fact) => inboxRow(fact, false)).join('');
      return new Promise((resolve, reject) => {
        waiting.push({ rows, count: facts.length, resolve, reject });
        flushing ??= flushAll();
      });
    },
    pressure: () => backlog.over,
    async close() {
      await flushing;
    },
  };
}

async function appendRows(pool: Pool, rows: readonly string[]): Promise<void> {
  const client = await pool.connect();
  let failed = true;
  try {
    await pipeline(
      Readable.from(rows, { objectMode: false, highWaterMark: 1 << 20 }),
      client.query(copyFrom(copyStatement)),
    );
    failed = false;
  } finally {
    client.release(failed);
  }
}

/** One line of COPY's text format. `checked` facts come from inside and pass no de-duplication. */
function inboxRow(fact: AcceptedFact, checked: boolean): string {
  const id = escapeCopy(fact.messageId);
  const text = JSON.stringify(fact.body);
  // JSON writes control characters as escapes, so a backslash is all that COPY could misread.
  const payload = text.includes('\\') ? text.replaceAll('\\', '\\\\') : text;
  const from = `${fact.lane}\t${fact.workspace}\t${trustNumber(fact.trust)}`;
  return `${from}\t${id}\t${fact.acceptedAt}\t${checked ? 't' : 'f'}\t${payload}\n`;
}

const copySpecial = /[\\\t\n\r]/;
const copyEscapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function escapeCopy(text: string): string {
  return copySpecial.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => copyEscapes[character] ?? '') : text;
}

/** How many facts wait, by the database's own statistics, looked at now and then: an estimate costs nothing to have. */
class Backlog {
  readonly #pool: Pool;
  #lookedAt = Number.NEGATIVE_INFINITY;
  over = false;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  refresh(): void {
    const now = performance.now();
    if (now - this.#lookedAt < backlogLookMs) return;
    this.#lookedAt = now;
    const sql = "select pg_stat_get_live_tuples('engine_inbox'::regclass) as waiting";
    this.#pool.query<{ waiting: string }>(sql).then(
      ({ rows }) => {
        this.over = Number(rows[0]?.waiting ?? 0) > engineLimits.backlog;
      },
      // A database that does not answer is noticed by the next commit; the last estimate stands.
      () => undefined,
    );
  }
}

const backlogLookMs = 2_000;
