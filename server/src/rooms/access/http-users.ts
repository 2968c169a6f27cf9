import {
  answers,
  IdempotencyHeaders,
  Invitation,
  InvitationIdParams,
  MadeInvitation,
  NewInvitation,
  PageQuery,
  pageOf,
  RoleChange,
  removalAnswers,
  UserParams,
  WorkspaceUser,
  writeAnswers,
} from '@sarafan/contract';
import type { Api } from '../../kit/api/routes.ts';
import { notFound, type Refusal, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { InvitationService } from './service-invitations.ts';
import type { UserService } from './service-users.ts';
import { type AccessProblem, accessTexts } from './texts.ts';

export interface UserRoutes {
  readonly users: UserService;
  readonly invitations: InvitationService;
  readonly writes: Writes;
}

const tags = ['access'];

/** Who works in a workspace, and who is asked to. */
export function userRoutes(api: Api, routes: UserRoutes): void {
  members(api, routes);
  invitations(api, routes);
}

function members(api: Api, { users, writes }: UserRoutes): void {
  api.get(
    '/access/users',
    {
      config: { scope: 'admin' },
      schema: {
        tags,
        summary: 'Users of the workspace and their roles',
        querystring: PageQuery,
        response: answers(pageOf(WorkspaceUser)),
      },
    },
    async (request) => {
      const { items, next } = await users.page(callerOf(request).workspace, request.query);
      return { items: items.map(presentUser), next };
    },
  );
  api.patch(
    '/access/users/:user',
    {
      config: { scope: 'admin' },
      schema: {
        tags,
        summary: 'Change the role of a user, which ends their sessions',
        headers: IdempotencyHeaders,
        params: UserParams,
        body: RoleChange,
        response: writeAnswers(WorkspaceUser),
      },
    },
    (request, reply) =>
      writes.define<WorkspaceUser>(request, reply, async (tx) => {
        const changed = await users.changeRole(tx, callerOf(request), request.params.user, request.body.role);
        if (changed === undefined) return notFound();
        if (changed === 'last_owner') return refusal(409, 'last_owner');
        return { kind: 'answered', status: 200, body: presentUser(changed) };
      }),
  );
  api.delete(
    '/access/users/:user',
    {
      config: { scope: 'admin' },
      schema: {
        tags,
        summary: 'Take a user out of the workspace, which ends their sessions',
        headers: IdempotencyHeaders,
        params: UserParams,
        response: removalAnswers,
      },
    },
    (request, reply) =>
      writes.define(request, reply, async (tx) => {
        const removed = await users.remove(tx, callerOf(request), request.params.user);
        if (removed === undefined) return notFound();
        return removed === 'removed' ? { kind: 'removed' } : refusal(409, removed);
      }),
  );
}

function invitations(api: Api, { invitations: service, writes }: UserRoutes): void {
  api.get(
    '/access/invitations',
    {
      config: { scope: 'admin' },
      schema: {
        tags,
        summary: 'Invitations that may still be accepted',
        querystring: PageQuery,
        response: answers(pageOf(Invitation)),
      },
    },
    async (request) => {
      const { items, next } = await service.page(callerOf(request).workspace, request.query);
      return { items: items.map(presentInvitation), next };
    },
  );
  api.post(
    '/access/invitations',
    {
      config: { scope: 'admin' },
      schema: {
        tags,
        summary: 'Invite somebody; the link is shown once',
        description: 'It is good for one acceptance and seven days. An earlier one of the same address ends.',
        headers: IdempotencyHeaders,
        body: NewInvitation,
        response: writeAnswers(MadeInvitation),
      },
    },
    (request, reply) =>
      writes.define<MadeInvitation>(request, reply, async (tx) => {
        const { email, role } = request.body;
        const made = await service.invite(tx, callerOf(request), email, role);
        if (typeof made === 'string') return refusal(made === 'member_already' ? 409 : 422, made);
        return { kind: 'answered', status: 201, body: { ...presentInvitation(made), link: made.link } };
      }),
  );
  api.delete(
    '/access/invitations/:invitation',
    {
      config: { scope: 'admin' },
      schema: {
        tags,
        summary: 'Revoke an invitation',
        headers: IdempotencyHeaders,
        params: InvitationIdParams,
        response: removalAnswers,
      },
    },
    (request, reply) =>
      writes.define(request, reply, async (tx) => {
        const revoked = await service.revoke(tx, callerOf(request), request.params.invitation);
        return revoked ? { kind: 'removed' } : notFound();
      }),
  );
}

function presentUser(row: Awaited<ReturnType<UserService['page']>>['items'][number]): WorkspaceUser {
  const { user, email, name, role, twoFactor, joinedAt } = row;
  return { user, email, name, role, twoFactor, joinedAt: isoMoment(joinedAt) };
}

function presentInvitation(row: Awaited<ReturnType<InvitationService['page']>>['items'][number]): Invitation {
  const { invitation, email, role, createdAt, expiresAt, invitedBy } = row;
  return { invitation, email, role, createdAt: isoMoment(createdAt), expiresAt: isoMoment(expiresAt), invitedBy };
}

function refusal(status: 409 | 422, code: AccessProblem): Refusal {
  return { kind: 'refused', status, code, sentence: sentenceOf(accessTexts, code) };
}
