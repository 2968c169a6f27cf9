import { Draws } from './draws.ts';

/** Every event of a benchmark takes so many bytes as JSON. */
export const eventBytes = 600;

/** A call of the tracking API. */
export interface TrackingEvent {
  readonly type: 'track' | 'identify' | 'page';
  readonly event?: string;
  readonly name?: string;
  readonly messageId: string;
  readonly timestamp: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly traits?: Readonly<Record<string, unknown>>;
}

const userAgent = 'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 Chrome/138.0 Safari/537.36';

/** The event as JSON with a browser's context, whose referrer is made as long as it takes to fill the size. */
export function eventText(event: TrackingEvent, draws: Draws): string {
  const whole = (referrer: string): string => {
    const page = { path: '/courses/english', referrer };
    const context = { ip: '203.0.113.7', locale: 'ru-RU', userAgent, library: { name: 'js', version: '4.1.0' }, page };
    return JSON.stringify({ ...event, context });
  };
  const missing = eventBytes - whole('').length;
  if (missing < 0) throw new Error(`An event has ${-missing} bytes too many: ${JSON.stringify(event)}`);
  return whole(draws.hex(missing));
}

const alphabet = Buffer.from('0123456789abcdef');
export const messageIdDigits = 32;

/**
 * Message ids of 128 random bits, written as hexadecimal digits straight into bytes that are sent: events are new each
 * time and nothing is serialised again. What was written is summed up, so that a database can be asked whether it holds
 * exactly these.
 */
export class MessageIds {
  readonly #draws: Draws;

  constructor(seed: number) {
    this.#draws = new Draws(seed);
  }

  /** Writes a new id at these offsets and adds it to `sum`. */
  write(bytes: Buffer, offsets: readonly number[], sum: IdSum): void {
    const [first = 0] = offsets;
    for (let group = 0; group < messageIdDigits; group += 8) {
      const bits = this.#draws.bits();
      if (group === 0) sum.first += bits;
      if (group === 24) sum.last += bits;
      for (let digit = 0; digit < 8; digit += 1) {
        bytes[first + group + digit] = alphabet[(bits >>> (28 - 4 * digit)) & 15] ?? 0;
      }
    }
    sum.count += 1;
    for (const offset of offsets) if (offset !== first) bytes.copy(bytes, offset, first, first + messageIdDigits);
  }
}

/** How many ids, and the sums of their first and last eight digits: two sets that differ hardly ever agree in it. */
export interface IdSum {
  count: number;
  first: number;
  last: number;
}

export function noIds(): IdSum {
  return { count: 0, first: 0, last: 0 };
}

/** The same sums of a table's column `message_id`, as a select list that gives them as texts. */
export const idSumColumns = `
  count(*) as count, count(distinct message_id) as distinct,
  coalesce(sum(('x' || left(message_id, 8))::bit(32)::bigint), 0) as first,
  coalesce(sum(('x' || right(message_id, 8))::bit(32)::bigint), 0) as last`;
