/** What befalls a database while it is in use. */
export type DatabaseEvent =
  /** It does not answer; whoever watches over it is bringing it back. */
  | { readonly kind: 'down'; readonly reason: string }
  | { readonly kind: 'restored'; readonly afterMs: number }
  /** It will not come back by itself: the process should end. */
  | { readonly kind: 'lost'; readonly reason: string };

export interface DatabaseHandle {
  /** A postgres:// address with its password; it stays the same for the handle's life. */
  readonly url: string;
  /** Whether this process runs the server, uses one that another process runs, or an outside one. May change. */
  readonly embedded: 'started' | 'attached' | false;
  /** Stops the server if this process runs it. May be called again. */
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  /** False gives up crash safety for speed: for tests alone. */
  readonly durable?: boolean;
  /** How often a server that keeps dying is restarted before it counts as lost; 10 unless told. */
  readonly restarts?: number;
  readonly onEvent?: (event: DatabaseEvent) => void;
}
