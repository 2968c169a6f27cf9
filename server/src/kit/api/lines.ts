import { once } from 'node:events';
import { PassThrough } from 'node:stream';

/** Takes lines one by one; whoever waits for `tell` goes no faster than they are read. */
export interface LineListener<Line> {
  readonly tell: (line: Line) => Promise<void>;
  /** Aborted when nobody reads any more. */
  readonly signal: AbortSignal;
}

/** The lines that `run` tells, each as JSON, while they are made; whoever stops reading cancels the rest. */
export function jsonLines<Line>(run: (listener: LineListener<Line>) => Promise<void>): PassThrough {
  const lines = new PassThrough();
  const cancel = new AbortController();
  lines.once('close', () => cancel.abort());
  const { signal } = cancel;
  const tell = async (line: Line): Promise<void> => {
    if (!lines.write(`${JSON.stringify(line)}\n`)) await once(lines, 'drain', { signal });
  };
  run({ tell, signal }).then(
    () => lines.end(),
    (error: Error) => lines.destroy(error),
  );
  return lines;
}
