import { setTimeout as sleep } from 'node:timers/promises';
import { expectEffect } from './bench.ts';
import type { Connection } from './http.ts';

/** A request with the moment at which it should be sent, so that a slow answer never delays or hides the next one. */
export interface Shot {
  readonly head: Buffer;
  readonly body: Buffer;
}

export interface OpenLoop {
  readonly connections: readonly Connection[];
  readonly perSecond: number;
  readonly shots: readonly Shot[];
  /** Told when a shot is due, whether or not a connection is free to take it. */
  readonly onDue?: (shot: number, dueAt: number) => void;
  readonly onAnswer?: (shot: number, afterMs: number) => void;
}

/** Sends requests at a fixed rate whatever becomes of the earlier ones; resolves when all are answered. */
export async function runOpenLoop({ connections, perSecond, shots, onDue, onAnswer }: OpenLoop): Promise<void> {
  const free = [...connections];
  const answers: Promise<void>[] = [];
  const late: { shot: Shot; index: number; dueAt: number }[] = [];
  const send = async (connection: Connection, shot: Shot, index: number, dueAt: number): Promise<void> => {
    const answer = await connection.send(shot.head, shot.body);
    expectEffect(answer.status === 200, `a request was answered ${answer.status}: ${answer.body.slice(0, 300)}`);
    onAnswer?.(index, performance.now() - dueAt);
    const waiting = late.shift();
    if (waiting === undefined) free.push(connection);
    else await send(connection, waiting.shot, waiting.index, waiting.dueAt);
  };
  const began = performance.now();
  for (let index = 0; index < shots.length; index += 1) {
    const dueAt = began + (index * 1_000) / perSecond;
    while (performance.now() < dueAt) await sleep(1);
    onDue?.(index, dueAt);
    const shot = shots[index];
    if (shot === undefined) break;
    // Each in its turn: a server closes a connection that rests for a minute.
    const connection = free.shift();
    if (connection === undefined) late.push({ shot, index, dueAt });
    else answers.push(send(connection, shot, index, dueAt));
  }
  await Promise.all(answers);
}
