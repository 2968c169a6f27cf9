import type { JsonObject } from '../../server/src/kit/values/json.ts';

/** An event as a school's systems send it. Its message id never changes, however often it is sent. */
export interface SchoolEvent {
  readonly messageId: string;
  /** A server holds the secret key and is believed; a browser holds the public one. */
  readonly by: 'server' | 'browser';
  readonly type: 'identify' | 'track' | 'page';
  /** The event's name; for other calls than `track` the call's own name. */
  readonly name: string;
  readonly timestamp: number;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly traits?: JsonObject;
  readonly properties?: JsonObject;
}

/** Invite codes by the user id of the student who owns them. */
export type Codes = ReadonlyMap<string, string>;
