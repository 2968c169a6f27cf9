/**
 * Every limit of ingestion, in one place (INV-8). Sizes follow Segment's documented ones, so its SDKs stay within them.
 */
export const ingestLimits = {
  /** A request's body, before and after inflation. */
  bodyBytes: 500 * 1024,
  /** One event as compact JSON. */
  eventBytes: 32 * 1024,
  events: 2_500,
  /** Objects and arrays inside each other; the event itself is the first. */
  depth: 32,
  idCharacters: 255,
  nameCharacters: 255,
  messageIdCharacters: 100,
  keyCharacters: 200,
  /** The context that a batch shares, and the same written out in each of its events. */
  sharedContextBytes: 32 * 1024,
  sharedContextTotalBytes: 4 * 1024 * 1024,
  /** What is kept of a refused event or body, and of the place where it is wrong. */
  refusedRawBytes: 32 * 1024,
  refusedPathCharacters: 200,
  /** A body that is too long is read on and thrown away up to this length, so that its sender hears the answer. */
  discardedBodyBytes: 32 * 1024 * 1024,
  /** Visitors that no process has seen of late: so many an hour from one address under one public key. */
  newcomersPerHour: 2_000,
  /** How many visitors a process remembers as seen, at the least; it remembers at most twice as many. */
  rememberedVisitors: 200_000,
  /** The greatest number of seconds that an overloaded server asks senders to wait. */
  retryAfterSeconds: 5,
} as const;
