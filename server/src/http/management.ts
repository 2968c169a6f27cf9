import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { engineRoutes } from '../engine/index.ts';
import { refuseAs, requestProblem } from '../kit/api/problems.ts';
import type { Api } from '../kit/api/routes.ts';
import { createValidator, unstorable, validationProblem } from '../kit/api/validation.ts';
import { Writes } from '../kit/api/writes.ts';
import { callerOf } from '../kit/caller.ts';
import type { Clock } from '../kit/clock.ts';
import type { Pool } from '../kit/db.ts';
import type { Random } from '../kit/random.ts';
import { accessRoutes, allows, insertAudit, userRoutes, workspaceRoutes } from '../rooms/access/index.ts';
import { checkoutRoutes } from '../rooms/checkout/index.ts';
import { importsRoutes } from '../rooms/imports/index.ts';
import { ledgerRoutes } from '../rooms/ledger/index.ts';
import { peopleRoutes } from '../rooms/people/index.ts';
import { promotionRoutes } from '../rooms/promotions/index.ts';
import { cabinetLinkRoutes, referralRoutes } from '../rooms/referral/index.ts';
import { rewardsRoutes } from '../rooms/rewards/index.ts';
import { webhooksRoutes } from '../rooms/webhooks/index.ts';
import type { Rooms } from '../wiring.ts';
import { authenticateSession, comesWithSession } from './session.ts';

export interface ManagementOptions {
  readonly rooms: Rooms;
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
  readonly publicUrl: string;
}

/** The management API: an API key opens its own workspace and no other, a session those that its user is in. */
export async function management(app: FastifyInstance, options: ManagementOptions): Promise<void> {
  const api: Api = app.withTypeProvider();
  app.decorateRequest('caller', undefined);
  app.addHook('onRoute', mustNameScope);
  app.setValidatorCompiler(createValidator());
  app.setSchemaErrorFormatter(validationProblem);
  // Answers are typed where they are made; a serializer that drops what a schema forgot would only hide it.
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  authenticate(app, options);
  app.addHook('preValidation', async (request) => {
    const why = unstorable([request.params, request.query, request.body]);
    if (why !== undefined) throw requestProblem(400, why);
  });
  addRooms(api, options);
}

function mustNameScope(route: RouteOptions): void {
  if (route.config?.scope === undefined && route.method !== 'HEAD') {
    throw new Error(`The route ${String(route.method)} ${route.url} names no scope`);
  }
}

function authenticate(app: FastifyInstance, { rooms, publicUrl }: ManagementOptions): void {
  app.addHook('onRequest', async (request, reply) => {
    const refused = comesWithSession(request)
      ? await authenticateSession(request, reply, rooms, publicUrl)
      : await authenticateKey(request, reply, rooms);
    if (refused !== undefined) return refused;
    const scope = request.routeOptions.config.scope ?? 'admin';
    return allows(callerOf(request).scopes, scope) ? undefined : refuseAs(reply, 403, 'scope_missing', { scope });
  });
}

async function authenticateKey(
  request: FastifyRequest,
  reply: FastifyReply,
  { access }: Rooms,
): Promise<FastifyReply | undefined> {
  const [scheme, key] = (request.headers.authorization ?? '').split(' ');
  request.caller = scheme?.toLowerCase() === 'bearer' && key ? await access.findCaller(key) : undefined;
  if (request.caller !== undefined) return undefined;
  reply.header('www-authenticate', 'Bearer');
  return refuseAs(reply, 401, 'unknown_key');
}

function addRooms(api: Api, { rooms, pool, clock, random, publicUrl }: ManagementOptions): void {
  const writes = new Writes({ pool, record: rooms.writeRecord, clock, random });
  accessRoutes(api, { access: rooms.access, writes });
  userRoutes(api, { users: rooms.users, invitations: rooms.invitations, writes });
  workspaceRoutes(api, { settings: rooms.workspaceSettings, writes, publicUrl });
  peopleRoutes(api, { people: rooms.people, writes });
  ledgerRoutes(api, { ledger: rooms.ledger, writes });
  rewardsRoutes(api, { rewards: rooms.rewards, writes });
  referralRoutes(api, {
    ...{ referral: rooms.referral, lists: rooms.referralLists, codes: rooms.referralCodes },
    ...{ pairs: rooms.referralPairs, statistics: rooms.referralStatistics, writes, publicUrl },
    ...{
      lost: rooms.lostReferrals,
      replays: rooms.referralReplays,
      applications: rooms.applications,
      tasks: rooms.programTasks,
      outlook: rooms.participantOutlook,
      choices: rooms.rewardChoices,
      bans: rooms.bans,
    },
  });
  promotionRoutes(api, { promotions: rooms.promotions, promoCodes: rooms.promoCodes, writes });
  checkoutRoutes(api, { checkout: rooms.checkout, spendingLimits: rooms.spendingLimits, writes });
  void api.register(async (scope) => importsRoutes(scope.withTypeProvider(), { imports: rooms.imports, writes }));
  cabinetLinkRoutes(api, { referral: rooms.referral, cabinets: rooms.cabinets, writes });
  webhooksRoutes(api, { webhooks: rooms.webhooks, deliveries: rooms.webhookDeliveries, writes });
  engineRoutes(api, { status: rooms.engineStatus, writes, audit: insertAudit, clock });
}
