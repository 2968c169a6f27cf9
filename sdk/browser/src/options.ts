/** What a site says when it starts the SDK. */
export interface Options {
  /** The public key of the workspace, `sfw_…`. */
  readonly writeKey: string;
  /** Where Sarafan is, for instance `https://sarafan.example.com`. */
  readonly host: string;
  /**
   * `required`: nothing is kept in the browser until `consent(true)` was said, here or on an earlier page.
   * `not_required`, the default: the browser's id and undelivered events are kept from the start.
   */
  readonly consent?: 'required' | 'not_required';
  /**
   * What becomes of events while consent is required and not given. `hold`, the default: they wait in memory, leave
   * once it is given and are thrown away when it is refused. `send`: they leave at once, under an id that ends with the
   * page.
   */
  readonly withoutConsent?: 'hold' | 'send';
  /** `auto`: each address that the visitor sees is a page view, also in a single-page app. `manual` is the default. */
  readonly pages?: 'auto' | 'manual';
  /** True, the default: what an invitation left in the address is removed once it was read. */
  readonly cleanAddress?: boolean;
  /** The parameter of an address in which an invite code may stand; `referral_code` when absent. */
  readonly codeParameter?: string;
  /** Told of what went wrong inside; the page itself never sees an exception. */
  readonly onError?: (error: unknown) => void;
}

/** Every limit of the SDK, in one place. */
export const limits = {
  /** Events that wait; what comes beyond is dropped, so that the first ones, which name the invitation, stay. */
  events: 2_000,
  /** Of all waiting events together, in bytes. */
  queueBytes: 1_500_000,
  /** One event; the server refuses longer ones. */
  eventBytes: 32_000,
  batchEvents: 250,
  batchBytes: 200_000,
  /** What browsers let a page send while it ends, less what surrounds the events. */
  lastBytes: 60_000,
  /** A short pause gathers calls that belong together into one request. */
  gatherMs: 150,
  firstRetryMs: 1_000,
  longestRetryMs: 120_000,
  /** A server that asks for a longer rest than this is asked again all the same. */
  longestRestMs: 3_600_000,
  /** A queue that nobody touched for so long belongs to a page that is gone. */
  abandonedMs: 300_000,
  /** Events that could not be delivered for so long are forgotten. */
  keptMs: 7 * 86_400_000,
  idCharacters: 200,
} as const;
