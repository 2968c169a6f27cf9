import {
  answers,
  CheckedLimit,
  commandAnswers,
  IdempotencyHeaders,
  LimitParams,
  LimitToCheck,
  NewLimit,
  NewReservation,
  pageOf,
  Quote,
  QuoteRequest,
  Reservation,
  ReservationParams,
  ReservationQuery,
  UnitLimit,
  UnitLimits,
  writeAnswers,
} from '@sarafan/contract';
import { refuse, refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { userIdOf, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import type { CheckoutService } from './service.ts';
import type { SpendingLimits } from './service-limits.ts';

export interface CheckoutRoutes {
  readonly checkout: CheckoutService;
  readonly spendingLimits: SpendingLimits;
  readonly writes: Writes;
}

const tags = ['checkout'];

export function checkoutRoutes(api: Api, routes: CheckoutRoutes): void {
  quoting(api, routes);
  reserving(api, routes);
  ending(api, routes);
  reading(api, routes);
  limits(api, routes);
}

function quoting(api: Api, { checkout }: CheckoutRoutes): void {
  api.post(
    '/checkout/quotes',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What codes and points would come to on an order',
        description: 'It reads only: nothing is kept, and the same is asked as often as the cart changes.',
        body: QuoteRequest,
        response: { ...answers(Quote), 422: writeAnswers(Quote)[422] },
      },
    },
    async (request, reply) => {
      const userId = userIdOf(request.body.userId);
      const quoted = await checkout.quote(callerOf(request).workspace, { ...request.body, userId });
      if (quoted.kind === 'answered') return quoted.body;
      if (quoted.kind !== 'refused') return refuseAs(reply, 404, 'not_found');
      return refuse(reply, quoted.status, quoted.code, quoted.sentence, quoted.extra);
    },
  );
}

function reserving(api: Api, { checkout, writes }: CheckoutRoutes): void {
  api.post(
    '/checkout/reservations',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Reserve codes and points for an order',
        description:
          'All that is asked for, or nothing. It is kept until the order is paid (redeem it, or tell of `Order ' +
          'Completed` with the same `order_id`), released, or its time is over.',
        headers: IdempotencyHeaders,
        body: NewReservation,
        response: commandAnswers(Reservation),
      },
    },
    (request, reply) =>
      writes.command(request, reply, (messageId) => {
        const userId = userIdOf(request.body.userId);
        return checkout.reserve(callerOf(request).workspace, { ...request.body, userId }, messageId);
      }),
  );
}

function ending(api: Api, { checkout, writes }: CheckoutRoutes): void {
  api.post(
    '/checkout/reservations/:reservation/redeem',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'The order is paid: spend what was reserved for it',
        headers: IdempotencyHeaders,
        params: ReservationParams,
        response: commandAnswers(Reservation),
      },
    },
    (request, reply) =>
      writes.command(request, reply, (messageId) =>
        checkout.redeem(callerOf(request).workspace, request.params.reservation, messageId),
      ),
  );
  api.post(
    '/checkout/reservations/:reservation/release',
    {
      config: { scope: 'support' },
      schema: {
        tags,
        summary: 'Give back what was reserved',
        headers: IdempotencyHeaders,
        params: ReservationParams,
        response: commandAnswers(Reservation),
      },
    },
    (request, reply) =>
      writes.command(request, reply, (messageId) =>
        checkout.release(callerOf(request), request.params.reservation, messageId),
      ),
  );
}

function reading(api: Api, { checkout }: CheckoutRoutes): void {
  api.get(
    '/checkout/reservations',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'Reservations, newest first',
        querystring: ReservationQuery,
        response: answers(pageOf(Reservation)),
      },
    },
    async (request, reply) => {
      const { cursor, limit, ...filter } = request.query;
      const page = { ...(cursor === undefined ? {} : { cursor }), ...(limit === undefined ? {} : { limit }) };
      const found = await checkout.page(callerOf(request).workspace, filter, page);
      return found ?? refuseAs(reply, 404, 'unknown_person');
    },
  );
  api.get(
    '/checkout/reservations/:reservation',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'A reservation and what became of it',
        params: ReservationParams,
        response: answers(Reservation),
      },
    },
    async (request, reply) => {
      const found = await checkout.find(callerOf(request).workspace, request.params.reservation);
      return found ?? refuseAs(reply, 404, 'not_found');
    },
  );
}

function limits(api: Api, { spendingLimits, writes }: CheckoutRoutes): void {
  api.get(
    '/checkout/limits',
    {
      config: { scope: 'read' },
      schema: { tags, summary: 'What part of an order each unit may pay', response: answers(UnitLimits) },
    },
    (request) => spendingLimits.list(callerOf(request).workspace),
  );
  api.post(
    '/checkout/limits/:unit/check',
    {
      config: { scope: 'read' },
      schema: {
        tags,
        summary: 'What is wrong with a limit, and what it says in plain words; nothing is saved',
        params: LimitParams,
        body: LimitToCheck,
        response: answers(CheckedLimit),
      },
    },
    async (request, reply) => {
      const { params, body } = request;
      const checked = await spendingLimits.check(callerOf(request).workspace, params.unit, body.limit);
      return checked ?? refuseAs(reply, 404, 'not_found');
    },
  );
  api.put(
    '/checkout/limits/:unit',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Set what part of an order a unit may pay',
        description: 'Of the rules the first whose conditions hold decides. What is reserved stays as it is.',
        headers: IdempotencyHeaders,
        params: LimitParams,
        body: NewLimit,
        response: writeAnswers(UnitLimit),
      },
    },
    (request, reply) =>
      writes.define(request, reply, (tx) => {
        const { limit, note } = request.body;
        return spendingLimits.save(callerOf(request), request.params.unit, { limit, note }, tx);
      }),
  );
}
