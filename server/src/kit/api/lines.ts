import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { minuteMs } from '../values/time.ts';

/** Takes lines one by one; whoever waits for `tell` goes no faster than they are read. */
export interface LineListener<Line> {
  readonly tell: (line: Line) => Promise<void>;
  /** Aborted when nobody reads any more. */
  readonly signal: AbortSignal;
}

/**
 * The lines that `run` tells, each as JSON, while they are made. Whoever closes the connection cancels the rest, and so
 * does whoever reads nothing for `patienceMs`, or what `run` holds would be held for as long as the connection.
 */
export function jsonLines<Line>(
  run: (listener: LineListener<Line>) => Promise<void>,
  patienceMs: number = minuteMs,
): PassThrough {
  const lines = new PassThrough();
  const cancel = new AbortController();
  lines.once('close', () => cancel.abort());
  const { signal } = cancel;
  const tell = async (line: Line): Promise<void> => {
    if (lines.write(`${JSON.stringify(line)}\n`)) return;
    const timer = setTimeout(() => cancel.abort(), patienceMs);
    await once(lines, 'drain', { signal }).finally(() => clearTimeout(timer));
  };
  run({ tell, signal }).then(
    () => lines.end(),
    (error: Error) => lines.destroy(error),
  );
  return lines;
}
