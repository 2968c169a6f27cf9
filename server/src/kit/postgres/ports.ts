import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Ports are drawn below the range from which systems number outgoing connections (from 32768 on Linux, 49152 on macOS):
 * inside it, a client that knocks at a stopped server may be given that very port and so connect to itself.
 */
const lowest = 20_000;
const highest = 31_999;
const draws = 200;

/** Whether nobody listens on the port of the loopback address. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** A loopback port on which nobody listens now. */
export async function freePort(): Promise<number> {
  for (let draw = 0; draw < draws; draw += 1) {
    const port = randomInt(lowest, highest + 1);
    if (await isPortFree(port)) return port;
  }
  throw new Error(`No free port was found between ${lowest} and ${highest}`);
}
