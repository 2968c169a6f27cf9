/** What every method takes besides its input. */
export interface CallOptions {
  /** Your own name for a write: a repeat under it takes effect once. A random one when absent. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
}

/** An operation of the API as its document describes it. */
export interface Operation {
  readonly method: string;
  /** With the names of its parameters in braces. */
  readonly path: string;
  readonly query?: readonly string[];
  /** A write bears an idempotency key. */
  readonly isWrite?: boolean;
  /** Of a body that is no JSON. */
  readonly contentType?: string;
}

export type Call = <Answer>(operation: Operation, input: object, options: CallOptions) => Promise<Answer>;

/** What is sent: the parameters of the path are in the address, the others in the query, the rest is the body. */
export interface Sending {
  readonly url: URL;
  readonly body: string | Uint8Array<ArrayBuffer> | undefined;
}

type Given = string | number | boolean | object | undefined;

function textOf(value: Given): string {
  return typeof value === 'object' || value === undefined ? '' : String(value);
}

export function sendingOf(base: string, { path, query = [], contentType }: Operation, input: object): Sending {
  const given: Readonly<Record<string, Given>> = { ...input };
  const filled = path.replace(/\{([^}]+)\}/g, (_all, name: string) => encodeURIComponent(textOf(given[name])));
  const url = new URL(`${base.replace(/\/+$/, '')}${filled}`);
  for (const name of query) {
    const value = given[name];
    if (value !== undefined) url.searchParams.set(name, textOf(value));
  }
  const { body } = given;
  if (body === undefined) return { url, body: undefined };
  return { url, body: contentType === undefined ? JSON.stringify(body) : (body as Uint8Array<ArrayBuffer>) };
}
