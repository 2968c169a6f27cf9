import {
  type Reservation as ApiReservation,
  checkoutLimits,
  type NewReservation,
  type Quote,
  type QuoteRequest,
} from '@sarafan/contract';
import type { Labels } from '../../conditions/index.ts';
import type { CommandDoor } from '../../engine/index.ts';
import {
  fromTheNewest,
  type Page,
  type PageRequest,
  pageFrom,
  pageSize,
  readCursor,
  writeCursor,
} from '../../kit/api/paging.ts';
import { notFound, type Outcome } from '../../kit/api/writes.ts';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import { parseAmount } from '../../kit/values/amounts.ts';
import { currencyExponent } from '../../kit/values/currencies.ts';
import { hashOfText } from '../../kit/values/hash.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import { canonicalJson, type Json, type JsonObject } from '../../kit/values/json.ts';
import { insertAudit } from '../access/index.ts';
import { exponentsOf } from '../ledger/index.ts';
import { knownPerson } from '../people/index.ts';
import { labelsOf } from './rules/definitions.ts';
import { redeemReservation, releaseReservation, reserveCheckout } from './rules/facts.ts';
import { orderToJson, readCheckoutOrder } from './rules/order.ts';
import { laneOfReservation } from './rules/reservation.ts';
import { readDefinitions } from './service-definitions.ts';
import { presentReservation } from './service-present.ts';
import { quoteNow, readCodes } from './service-quote.ts';
import { presentReply, refused } from './service-replies.ts';
import { findReservation, pageReservations, type ReservationRow } from './store-reservations.ts';

export interface CheckoutOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly commands: CommandDoor;
}

export interface Asker {
  readonly workspace: WorkspaceId;
  readonly actor: string;
}

/** The checkout as a shop's server calls it: quote, reserve, redeem, release. */
export class CheckoutService {
  readonly #options: CheckoutOptions;

  constructor(options: CheckoutOptions) {
    this.#options = options;
  }

  /** What a checkout would come to; nothing is kept. */
  async quote(workspace: WorkspaceId, request: QuoteRequest): Promise<Outcome<Quote>> {
    const { pool, clock } = this.#options;
    const read = readCheckoutOrder(request);
    if (!read.ok) return refused(422, read.reason, { field: read.field });
    const { userId, codes = [], points } = request;
    const definitions = await readDefinitions(pool, workspace);
    const quoted = await quoteNow(
      { pool, clock, definitions },
      { workspace, userId, order: read.order, codes, points },
    );
    return quoted === 'bad_points' ? refused(422, 'bad_points') : { kind: 'answered', status: 200, body: quoted };
  }

  /** Keeps everything that is asked for, for this order and for a time; or nothing, and says why. */
  async reserve(workspace: WorkspaceId, input: NewReservation, messageId: string): Promise<Outcome<ApiReservation>> {
    const { pool, clock, commands } = this.#options;
    const read = readCheckoutOrder(input);
    if (!read.ok) return refused(422, read.reason, { field: read.field });
    const { userId, order, key, codes = [], minutes = checkoutLimits.minutesByDefault } = input;
    const exponents = await exponentsOf(pool, workspace);
    const points = readPoints(input.points, exponents);
    if (points === 'unknown_unit' || points === 'bad_points') return refused(422, points);
    const { currency } = read.order;
    const toPay = input.toPay === undefined ? undefined : parseAmount(input.toPay, currencyExponent(currency) ?? 2);
    if (toPay?.ok === false) return refused(422, toPay.reason, { field: 'toPay' });
    const properties: JsonObject = {
      ...{ order, key, minutes, checkout: orderToJson(read.order), codes: readCodes(codes) },
      hash: hashOfText(canonicalJson({ ...input } as unknown as Json)),
      ...(points === undefined ? {} : { points: { unit: points.unit, minor: String(points.minor) } }),
      ...(toPay === undefined ? {} : { toPayMinor: String(toPay.minor) }),
    };
    const reply = await commands.send({ workspace, name: reserveCheckout, to: { userId }, messageId, properties });
    const toPayMinor = toPay === undefined ? {} : { toPayMinor: toPay.minor };
    const labels = reply?.status === 'refused' ? { labels: await this.#labels(workspace) } : {};
    return presentReply(reply, 201, { exponents, now: clock.now(), currency, ...toPayMinor, ...labels });
  }

  async #labels(workspace: WorkspaceId): Promise<Labels> {
    return labelsOf((await readDefinitions(this.#options.pool, workspace)).sums);
  }

  /** The order is paid: what was kept for it is spent for good. */
  redeem(workspace: WorkspaceId, reservation: string, messageId: string): Promise<Outcome<ApiReservation>> {
    return this.#end(workspace, reservation, redeemReservation, messageId);
  }

  /** Nothing is to be kept any more; support's hand is written down. */
  async release(asker: Asker, reservation: string, messageId: string): Promise<Outcome<ApiReservation>> {
    const { pool, clock } = this.#options;
    const { workspace, actor } = asker;
    const row = await this.#find(workspace, reservation);
    if (row === undefined) return notFound();
    const { order } = row.reservation;
    const detail = { order, person: row.person };
    const entry = { workspace, at: clock.now(), actor, action: 'checkout.release', target: reservation, detail };
    await insertAudit(pool, entry, messageId);
    return this.#end(workspace, reservation, releaseReservation, messageId);
  }

  async #end(
    workspace: WorkspaceId,
    reservation: string,
    name: string,
    messageId: string,
  ): Promise<Outcome<ApiReservation>> {
    const { pool, clock, commands } = this.#options;
    const row = await this.#find(workspace, reservation);
    if (row === undefined) return notFound();
    const reply = await commands.send({ workspace, name, to: row.person, messageId, properties: { reservation } });
    return presentReply(reply, 200, { exponents: await exponentsOf(pool, workspace), now: clock.now() });
  }

  async #find(workspace: WorkspaceId, reservation: string): Promise<ReservationRow | undefined> {
    const lane = laneOfReservation(reservation);
    return lane === undefined ? undefined : findReservation(this.#options.pool, workspace, reservation, lane);
  }

  async find(workspace: WorkspaceId, reservation: string): Promise<ApiReservation | undefined> {
    const row = await this.#find(workspace, reservation);
    if (row === undefined) return undefined;
    const exponents = await exponentsOf(this.#options.pool, workspace);
    return presentReservation(row.reservation, row.person, row.changedAt, exponents);
  }

  /** Newest first; undefined when a person is named whom the workspace does not know. */
  async page(
    workspace: WorkspaceId,
    asked: { readonly person?: string; readonly order?: string; readonly state?: string },
    request: PageRequest,
  ): Promise<Page<ApiReservation> | undefined> {
    const { pool } = this.#options;
    const { person, ...filter } = asked;
    const known = person === undefined ? undefined : await knownPerson(pool, workspace, person);
    if (person !== undefined && known === undefined) return undefined;
    const before = readCursor(request.cursor, ['number', 'string']) ?? fromTheNewest;
    const limit = pageSize(request);
    const narrowed = { ...filter, ...(known === undefined ? {} : { person: known.person }) };
    const rows = await pageReservations(pool, workspace, narrowed, before, limit + 1);
    const exponents = await exponentsOf(pool, workspace);
    return pageFrom(
      rows,
      limit,
      (row) => presentReservation(row.reservation, row.person, row.changedAt, exponents),
      ({ reservation }) => writeCursor(reservation.reservedAt, reservation.id),
    );
  }
}

function readPoints(
  points: NewReservation['points'],
  exponents: ReadonlyMap<string, number>,
): { readonly unit: string; readonly minor: bigint } | undefined | 'unknown_unit' | 'bad_points' {
  if (points === undefined) return undefined;
  const exponent = exponents.get(points.unit);
  if (exponent === undefined) return 'unknown_unit';
  const parsed = parseAmount(points.amount, exponent);
  return parsed.ok && parsed.minor > 0n ? { unit: points.unit, minor: parsed.minor } : 'bad_points';
}
