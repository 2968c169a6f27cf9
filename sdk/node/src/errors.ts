/** What the server says of a request that it does not carry out: `application/problem+json`. */
export interface Problem {
  readonly status: number;
  /** What went wrong, for a program: `not_found`, `invalid_application`. */
  readonly code: string;
  readonly detail?: string;
  readonly detail_ru?: string;
  readonly [more: string]: unknown;
}

/** The server refused a request. Nothing was changed by it. */
export class SarafanError extends Error {
  override readonly name = 'SarafanError';
  readonly status: number;
  readonly code: string;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.code);
    this.status = problem.status;
    this.code = problem.code;
    this.problem = problem;
  }
}

/** No answer came, or the server had no room for the request, however often it was asked. */
export class SarafanUnreachable extends Error {
  override readonly name = 'SarafanUnreachable';
  /** The status of the last answer; undefined when there was none. */
  readonly status: number | undefined;

  constructor(attempts: number, status: number | undefined, cause: unknown) {
    super(`Sarafan did not take the request in ${attempts} attempts`, { cause });
    this.status = status;
  }
}

/** The server has the command and has not decided it yet. A repeat under the same idempotency key is told more. */
export class SarafanPending extends Error {
  override readonly name = 'SarafanPending';
  readonly idempotencyKey: string;

  constructor(idempotencyKey: string) {
    super('The command is accepted and not decided yet');
    this.idempotencyKey = idempotencyKey;
  }
}
