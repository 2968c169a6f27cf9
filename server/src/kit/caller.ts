import type { WorkspaceId } from './values/ids.ts';
import type { Scope } from './values/scopes.ts';

/** Who calls the management API; routes take the workspace from here and never from the request. */
export interface Caller {
  readonly workspace: WorkspaceId;
  /** For the audit log: the id of the key or of the user, or `cli`. */
  readonly actor: string;
  readonly scopes: readonly Scope[];
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set for every management route before its handler runs. */
    caller: Caller | undefined;
  }
  interface FastifyContextConfig {
    /** What a management route needs; a route without it is refused when it is registered. */
    scope?: Scope;
  }
}

/** The caller of a management route; the hook that authenticates has run before every handler. */
export function callerOf(request: { caller: Caller | undefined }): Caller {
  if (request.caller === undefined) throw new Error('A management route was reached without a caller');
  return request.caller;
}
