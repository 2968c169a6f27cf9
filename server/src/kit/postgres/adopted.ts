import { guardOf, isPostmasterOf, type Postmaster, readPostmasterFile, waitForEnd } from './postmaster-file.ts';
import { sleep } from './processes.ts';

/** Outside Linux a look means running `ps`. */
const lookEveryMs = process.platform === 'linux' ? 200 : 1000;

/**
 * A server that runs although the process that started it has ended: others hold it. Its new owner cannot wait for it
 * as for a child, so it looks after it from time to time. Undefined when there is none, when it is not ready, or when
 * its guard is gone, without which nobody would stop it.
 */
export function adoptPostmaster(cluster: string): Postmaster | undefined {
  const file = readPostmasterFile(cluster);
  if (file === undefined || file.status !== 'ready' || !isPostmasterOf(cluster, file.pid)) return undefined;
  if (guardOf(cluster, file.pid) === undefined) return undefined;
  const over = (): boolean => !isPostmasterOf(cluster, file.pid);
  return {
    ended: watch(over),
    leave: () => waitForEnd(cluster, file.pid, over),
  };
}

async function watch(over: () => boolean): Promise<string> {
  while (!over()) await sleep(lookEveryMs, { keepAlive: false });
  return 'PostgreSQL ended';
}
