import { readdirSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';
import type { Pool } from '../../../server/src/kit/db.ts';
import { rounded } from './statistics.ts';

/** The kernel counts processor time in hundredths of a second on every platform that Node runs on. */
const ticksPerSecond = 100;

interface ProcessTimes {
  readonly parent: number;
  readonly ticks: number;
}

/** Processor time that some processes took, in microseconds a piece of work, by their names. */
export type Cost = Readonly<Record<string, number>>;

/** Counts what work costs each of some processes, PostgreSQL's among them. Where there is no /proc, nothing. */
export class CostMeter {
  readonly #roots: ReadonlyMap<string, number>;
  readonly #seconds = new Map<string, number>();
  #pieces = 0;

  private constructor(roots: ReadonlyMap<string, number>) {
    this.#roots = roots;
  }

  static async open(pool: Pool, processes: Readonly<Record<string, number>>): Promise<CostMeter> {
    if (platform() !== 'linux') return new CostMeter(new Map());
    return new CostMeter(new Map(Object.entries({ ...processes, postgres: await postmasterOf(pool) })));
  }

  /** Does the work and adds its cost. */
  async measure<Result>(pieces: (result: Result) => number, work: () => Promise<Result>): Promise<Result> {
    const before = this.#read();
    const result = await work();
    for (const [name, seconds] of this.#read()) {
      const spent = seconds - (before.get(name) ?? 0);
      this.#seconds.set(name, (this.#seconds.get(name) ?? 0) + spent);
    }
    this.#pieces += pieces(result);
    return result;
  }

  /** The mean over all that was measured. */
  get cost(): Cost {
    const mean = (seconds: number): number => rounded((seconds * 1e6) / Math.max(1, this.#pieces));
    return Object.fromEntries([...this.#seconds].map(([name, seconds]) => [name, mean(seconds)]));
  }

  #read(): Map<string, number> {
    return new Map(
      [...this.#roots].map(([name, pid]) => [name, pid === process.pid ? ownSeconds() : cpuSeconds([pid])]),
    );
  }
}

/** Our own time alone: PostgreSQL's processes stand below this one. */
function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The processor seconds that these processes and all below them have taken so far, children that ended included. */
function cpuSeconds(roots: readonly number[]): number {
  const processes = readProcesses();
  const children = new Map<number, number[]>();
  for (const [pid, { parent }] of processes) children.set(parent, [...(children.get(parent) ?? []), pid]);
  const waiting = [...roots];
  let ticks = 0;
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    ticks += processes.get(pid)?.ticks ?? 0;
    waiting.push(...(children.get(pid) ?? []));
  }
  return ticks / ticksPerSecond;
}

function readProcesses(): Map<number, ProcessTimes> {
  const processes = new Map<number, ProcessTimes>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const times = readTimes(name);
    if (times !== undefined) processes.set(Number(name), times);
  }
  return processes;
}

/** Undefined for a process that has ended since it was listed. */
function readTimes(pid: string): ProcessTimes | undefined {
  let line: string;
  try {
    line = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH'))
      return undefined;
    throw error;
  }
  // The program's name stands in parentheses and may hold anything; the fields behind it are numbers.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3] ?? 0);
  return { parent: field(4), ticks: field(14) + field(15) + field(16) + field(17) };
}

/** The memory of a process that is in the machine's, in megabytes. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** The process that all of PostgreSQL's processes stand below. */
async function postmasterOf(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  const parent = readTimes(String(rows[0]?.pid ?? 0))?.parent;
  if (parent === undefined) throw new Error('PostgreSQL runs on another machine');
  return parent;
}
