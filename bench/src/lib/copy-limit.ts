import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import { laneOfAnchor } from '../../../server/src/kit/values/lane.ts';
import { expectEffect } from './bench.ts';
import { Draws } from './draws.ts';
import { eventText, idSumColumns, MessageIds, messageIdDigits, noIds, type TrackingEvent } from './events.ts';
import type { Place } from './place.ts';

/** Rows of one commit. */
export const copyRows = 1_000;
const idDigits = 12;

const table = `
  create table bench_limit (
    workspace_id text collate "C" not null,
    lane smallint not null,
    inbox_id bigint not null,
    trust smallint not null,
    message_id text collate "C" not null,
    payload jsonb not null,
    primary key (lane, inbox_id),
    unique (lane, workspace_id, trust, message_id)
  )`;

/** A thousand rows in COPY's text form, and where in them the ids are. */
interface Page {
  readonly bytes: Buffer;
  readonly inboxIds: readonly number[];
  readonly messageIds: readonly (readonly number[])[];
}

/**
 * What the machine can do at best: the same events into one table, on one connection, by COPY of rows that were written
 * out before; only the ids are new each time.
 */
export class CopyLimit {
  readonly #client: pg.Client;
  readonly #pages: readonly Page[];
  readonly #ids: MessageIds;
  readonly #written = noIds();
  #nextInboxId = 1;

  private constructor(client: pg.Client, pages: readonly Page[], ids: MessageIds) {
    this.#client = client;
    this.#pages = pages;
    this.#ids = ids;
  }

  /** `events` are taken as the rows' payloads, over and over. */
  static async open(place: Place, workspace: WorkspaceId, events: readonly TrackingEvent[]): Promise<CopyLimit> {
    const client = new pg.Client({ connectionString: place.url, application_name: 'sarafan bench limit' });
    place.atClose(() => client.end());
    await client.connect();
    await client.query(table);
    const draws = new Draws(7);
    const pages: Page[] = [];
    for (let start = 0; start + copyRows <= events.length; start += copyRows) {
      pages.push(pageOf(workspace, events.slice(start, start + copyRows), draws));
    }
    return new CopyLimit(client, pages, new MessageIds(11));
  }

  /** Copies for so long, or so many rows; answers rows a second. */
  async run(until: { readonly ms?: number; readonly rows?: number }): Promise<number> {
    const { ms = Number.POSITIVE_INFINITY, rows = Number.POSITIVE_INFINITY } = until;
    const began = performance.now();
    let copied = 0;
    while (performance.now() - began < ms && copied < rows) {
      const page = this.#pages[(copied / copyRows) % this.#pages.length];
      if (page === undefined) throw new Error('There are no events to copy');
      this.#renew(page);
      const stream = this.#client.query(copyFrom('copy bench_limit from stdin'));
      stream.end(page.bytes);
      await finished(stream);
      copied += copyRows;
    }
    return (copied * 1_000) / (performance.now() - began);
  }

  #renew({ bytes, inboxIds, messageIds }: Page): void {
    for (let row = 0; row < copyRows; row += 1) {
      const id = String(this.#nextInboxId).padStart(idDigits, '0');
      this.#nextInboxId += 1;
      bytes.write(id, inboxIds[row] ?? 0, 'latin1');
      this.#ids.write(bytes, messageIds[row] ?? [], this.#written);
    }
  }

  /** The table holds exactly what was copied. */
  async check(): Promise<void> {
    const { rows } = await this.#client.query<Record<string, string>>(`select ${idSumColumns} from bench_limit`);
    const { count, first, last } = this.#written;
    const [sum] = rows;
    const same = Number(sum?.['count']) === count && Number(sum?.['distinct']) === count;
    const exact = Number(sum?.['first']) === first && Number(sum?.['last']) === last;
    expectEffect(same && exact, `the limit's table does not hold the ${count} rows that were copied`);
  }

  async truncate(): Promise<void> {
    await this.check();
    await this.#client.query('truncate bench_limit');
    Object.assign(this.#written, noIds());
  }
}

function pageOf(workspace: WorkspaceId, events: readonly TrackingEvent[], draws: Draws): Page {
  const lines: string[] = [];
  const inboxIds: number[] = [];
  const messageIds: number[][] = [];
  let offset = 0;
  for (const event of events) {
    const { userId, anonymousId = '' } = event;
    const anchor = userId === undefined ? `anonymousId:${anonymousId}` : `userId:${userId}`;
    const placeholder = '#'.repeat(messageIdDigits);
    const head = `${workspace}\t${laneOfAnchor(workspace, anchor)}\t`;
    const text = eventText({ ...event, messageId: placeholder }, draws);
    const line = `${head}${'0'.repeat(idDigits)}\t1\t${placeholder}\t${text}\n`;
    const first = line.indexOf(placeholder);
    inboxIds.push(offset + head.length);
    messageIds.push([offset + first, offset + line.indexOf(placeholder, first + messageIdDigits)]);
    lines.push(line);
    offset += line.length;
  }
  return { bytes: Buffer.from(lines.join(''), 'latin1'), inboxIds, messageIds };
}
