import type { FastifyReply, FastifyRequest } from 'fastify';
import { callerOf } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { inTransaction, type Pool, type Queryable, type Transaction } from '../db.ts';
import type { Random } from '../random.ts';
import { hashOfText } from '../values/hash.ts';
import { isPlaceholderId } from '../values/identifiers.ts';
import { derivedId, idFrom, type WorkspaceId } from '../values/ids.ts';
import { canonicalJson, type Json, type JsonObject } from '../values/json.ts';
import { type Sentence, sentenceOf } from '../values/sentences.ts';
import type { EpochMs } from '../values/time.ts';
import { refuse, refuseAs, requestProblem } from './problems.ts';
import { commandAddress, messageOfCommand } from './routes.ts';
import { apiTexts } from './texts.ts';

/** What a write came to. A refusal changed nothing. */
export type Outcome<Body extends object> =
  | { readonly kind: 'answered'; readonly status: 200 | 201; readonly body: Body }
  | { readonly kind: 'removed' }
  | Refusal
  /** The engine has the command and will decide it. */
  | { readonly kind: 'pending' };

export interface Refusal {
  readonly kind: 'refused';
  readonly status: 404 | 409 | 422;
  readonly code: string;
  readonly sentence: Sentence;
  readonly extra?: JsonObject;
  /** True when the engine decided it: the same command is given the same answer for good. */
  readonly decided?: boolean;
}

export interface WriteClaim {
  readonly workspace: WorkspaceId;
  readonly key: string;
  readonly inputHash: string;
  readonly at: EpochMs;
}

/** A key is new, was used for the same input (and perhaps answered), or belongs to another input. */
export type Claimed =
  | { readonly state: 'new' }
  | { readonly state: 'same'; readonly answer?: StoredAnswer }
  | { readonly state: 'other' };

export interface StoredAnswer {
  readonly status: number;
  /** JSON; empty for an answer without a body. */
  readonly body: string;
}

/** Which input each idempotency key stands for, and what was answered. The access room keeps it. */
export interface WriteRecord {
  /** A second claim of a key waits for the transaction that made the first. */
  claim(db: Queryable, claim: WriteClaim): Promise<Claimed>;
  keep(db: Queryable, claim: WriteClaim, answer: StoredAnswer): Promise<void>;
  forget(db: Queryable, claim: WriteClaim): Promise<void>;
}

export interface WritesOptions {
  readonly pool: Pool;
  readonly record: WriteRecord;
  readonly clock: Clock;
  readonly random: Random;
}

/** Carries a refusal out of a transaction, which is rolled back. */
class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/**
 * How routes write. A write under an `Idempotency-Key` takes effect once: a definition is written in one transaction
 * with the record of its answer, so a repeat finds either both or none; a command bears an id that follows from the key
 * and its input, and the engine takes a fact in once.
 */
export class Writes {
  readonly #options: WritesOptions;

  constructor(options: WritesOptions) {
    this.#options = options;
  }

  /** Writes a definition: `work` gets the transaction and writes nothing outside it. */
  async define<Body extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (tx: Transaction) => Promise<Outcome<Body>>,
  ): Promise<void> {
    const key = keyOf(request);
    const claim = key === undefined ? undefined : this.#claimOf(request, key);
    const done = await this.#transact(claim, work);
    if (done.kind === 'conflict') return refuseAs(reply, 409, 'idempotency_conflict');
    return done.kind === 'repeated' ? replay(reply, done.answer) : answer(reply, done, '');
  }

  async #transact<Body extends object>(
    claim: WriteClaim | undefined,
    work: (tx: Transaction) => Promise<Outcome<Body>>,
  ): Promise<Outcome<Body> | { kind: 'conflict' } | { kind: 'repeated'; answer: StoredAnswer }> {
    const { pool, record } = this.#options;
    try {
      return await inTransaction(pool, async (tx) => {
        const claimed = claim === undefined ? undefined : await record.claim(tx, claim);
        if (claimed?.state === 'other') return { kind: 'conflict' };
        if (claimed?.state === 'same' && claimed.answer !== undefined) {
          return { kind: 'repeated', answer: claimed.answer };
        }
        const outcome = await work(tx);
        if (outcome.kind === 'refused') throw new Refused(outcome);
        if (claim !== undefined) await record.keep(tx, claim, answerOf(outcome));
        return outcome;
      });
    } catch (error) {
      if (error instanceof Refused) return error.refusal;
      throw error;
    }
  }

  /** Sends a command: `work` gives it the message id and answers with what was decided. */
  async command<Body extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    work: (messageId: string) => Promise<Outcome<Body>>,
  ): Promise<void> {
    const { pool, record, random } = this.#options;
    const key = keyOf(request);
    if (key === undefined) {
      const command = idFrom('cmd', random.bytes(10));
      return answer(reply, await work(messageOfCommand(command)), command);
    }
    const claim = this.#claimOf(request, key);
    const claimed = await record.claim(pool, claim);
    if (claimed.state === 'other') return refuseAs(reply, 409, 'idempotency_conflict');
    const command = derivedId('cmd', key, claim.inputHash);
    const outcome = await work(messageOfCommand(command));
    // What was refused before it was sent left nothing behind, so its key is free again.
    const unsent = outcome.kind === 'refused' && outcome.decided !== true;
    if (unsent && claimed.state === 'new') await record.forget(pool, claim);
    return answer(reply, outcome, command);
  }

  #claimOf(request: FastifyRequest, key: string): WriteClaim {
    const { workspace } = callerOf(request);
    const input = [request.method, request.url, (request.body ?? null) as Json];
    return { workspace, key, inputHash: hashOfText(canonicalJson(input)), at: this.#options.clock.now() };
  }
}

function keyOf(request: FastifyRequest): string | undefined {
  const key = request.headers['idempotency-key'];
  return typeof key === 'string' && key !== '' ? key : undefined;
}

function answerOf(outcome: Exclude<Outcome<object>, Refusal>): StoredAnswer {
  return outcome.kind === 'answered'
    ? { status: outcome.status, body: JSON.stringify(outcome.body) }
    : { status: 204, body: '' };
}

function replay(reply: FastifyReply, { status, body }: StoredAnswer): FastifyReply {
  reply.code(status).header('idempotency-replayed', 'true');
  return body === '' ? reply.send() : reply.type('application/json; charset=utf-8').send(body);
}

function answer(reply: FastifyReply, outcome: Outcome<object>, command: string): FastifyReply {
  switch (outcome.kind) {
    case 'answered':
      return reply.code(outcome.status).send(outcome.body);
    case 'removed':
      return reply.code(204).send();
    case 'refused':
      return refuse(reply, outcome.status, outcome.code, outcome.sentence, outcome.extra);
    case 'pending':
      return reply.code(202).header('location', commandAddress(command)).send({ command, status: 'pending' });
  }
}

/** A refusal that every room may have to give. */
export function notFound(code: 'not_found' | 'unknown_person' = 'not_found'): Refusal {
  return { kind: 'refused', status: 404, code, sentence: sentenceOf(apiTexts, code) };
}

/** What the engine answered to a command, in the form of its decision. */
export interface Decided {
  readonly status: 'done' | 'refused';
  readonly reason?: string;
  readonly result?: JsonObject;
}

/** Turns a decision into an outcome; a reason that the room has no sentence for is told by its name. */
export function outcomeOf<Body extends object>(
  decided: Decided | undefined,
  sentences: (reason: string) => Sentence | undefined,
  present: (result: JsonObject) => { readonly status: 200 | 201; readonly body: Body },
): Outcome<Body> {
  if (decided === undefined) return { kind: 'pending' };
  const { status, reason = 'refused', result = {} } = decided;
  if (status === 'done') return { kind: 'answered', ...present(result) };
  const sentence = sentences(reason) ?? sentenceOf(apiTexts, 'refused', { reason });
  return { kind: 'refused', status: 409, code: reason, sentence, extra: { result }, decided: true };
}

/** A person's own id as the tracking API reads it; one that stands for nobody is a problem of the request. */
export function userIdOf(text: string): string {
  const userId = text.trim();
  if (userId === '' || isPlaceholderId(userId)) {
    throw requestProblem(400, 'placeholder_id', { value: text.slice(0, 100) });
  }
  return userId;
}
