import {
  FirstRun,
  InvitationAcceptance,
  InvitationParams,
  InvitationView,
  PasswordChange,
  PasswordProof,
  SecondFactor,
  SecondFactorAwaited,
  Session,
  SignIn,
  sessionAnswers,
  TwoFactorBegun,
} from '@sarafan/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import type { InvitationService } from './service-invitations.ts';
import type { SessionOutcome, SessionService, Visitor } from './service-sessions.ts';
import type { UserService } from './service-users.ts';
import { type AccessProblem, accessTexts } from './texts.ts';

export interface SessionRoutes {
  readonly sessions: SessionService;
  readonly users: UserService;
  readonly invitations: InvitationService;
}

const tags = ['session'];

/** Signing in and out, and what a user changes of themselves. None of these routes needs a workspace. */
export function sessionRoutes(api: Api, routes: SessionRoutes): void {
  const { sessions } = routes;
  api.get(
    '/session',
    { schema: { tags, summary: 'Who is signed in, and where they may go', response: sessionAnswers(Session) } },
    async (request, reply) => answer(reply, await sessions.session(visitorOf(request))),
  );
  api.post(
    '/session/sign-out',
    { schema: { tags, summary: 'End this session', response: sessionAnswers(Session) } },
    async (request, reply) => answer(reply, await sessions.signOut(visitorOf(request))),
  );
  firstRun(api, routes);
  signingIn(api, routes);
  ownAccount(api, routes);
  invited(api, routes);
}

function firstRun(api: Api, { sessions, users }: SessionRoutes): void {
  api.post(
    '/session/first-run',
    {
      schema: {
        tags,
        summary: 'Make the first owner, with the token from the console',
        body: FirstRun,
        response: sessionAnswers(Session),
      },
    },
    async (request, reply) => {
      const visitor = visitorOf(request);
      const seconds = await sessions.guard(visitor);
      if (seconds > 0) return refuseFor(reply, seconds);
      const made = await users.firstRun(request.body);
      if (made.kind === 'refused') return refuseSession(reply, firstRunStatus[made.reason], made.reason);
      return answer(reply, await sessions.signIn(visitor, request.body.email, request.body.password));
    },
  );
}

const firstRunStatus = {
  first_run_token: 403,
  first_run_over: 409,
  name_missing: 422,
  workspace_missing: 422,
  unknown_time_zone: 422,
} as const;

function signingIn(api: Api, { sessions }: SessionRoutes): void {
  api.post(
    '/session/sign-in',
    {
      schema: {
        tags,
        summary: 'Sign in by e-mail and password',
        body: SignIn,
        response: sessionAnswers(Type.Union([Session, SecondFactorAwaited])),
      },
    },
    async (request, reply) => {
      const { email, password } = request.body;
      return answer(reply, await sessions.signIn(visitorOf(request), email, password));
    },
  );
  api.post(
    '/session/second-factor',
    {
      schema: {
        tags,
        summary: 'Finish signing in by a code of the second factor',
        body: SecondFactor,
        response: sessionAnswers(Session),
      },
    },
    async (request, reply) => answer(reply, await sessions.secondFactor(visitorOf(request), request.body.code)),
  );
}

function ownAccount(api: Api, { sessions }: SessionRoutes): void {
  api.post(
    '/session/password',
    {
      schema: {
        tags,
        summary: 'Change the own password; all other sessions end',
        body: PasswordChange,
        response: sessionAnswers(Session),
      },
    },
    async (request, reply) => {
      const { current, next } = request.body;
      return answer(reply, await sessions.changePassword(visitorOf(request), current, next));
    },
  );
  api.post(
    '/session/two-factor',
    {
      schema: {
        tags,
        summary: 'Begin a second factor; it counts once a code of it was confirmed',
        body: PasswordProof,
        response: sessionAnswers(TwoFactorBegun),
      },
    },
    async (request, reply) => answer(reply, await sessions.beginTwoFactor(visitorOf(request), request.body.password)),
  );
  api.post(
    '/session/two-factor/confirm',
    {
      schema: {
        tags,
        summary: 'Turn the second factor on; all other sessions end',
        body: SecondFactor,
        response: sessionAnswers(Session),
      },
    },
    async (request, reply) => answer(reply, await sessions.confirmTwoFactor(visitorOf(request), request.body.code)),
  );
  api.post(
    '/session/two-factor/remove',
    {
      schema: {
        tags,
        summary: 'Turn the second factor off; all other sessions end',
        body: PasswordProof,
        response: sessionAnswers(Session),
      },
    },
    async (request, reply) => answer(reply, await sessions.removeTwoFactor(visitorOf(request), request.body.password)),
  );
}

function invited(api: Api, { sessions, invitations }: SessionRoutes): void {
  api.get(
    '/session/invitations/:token',
    {
      schema: {
        tags,
        summary: 'What an invitation leads to',
        params: InvitationParams,
        response: sessionAnswers(InvitationView),
      },
    },
    async (request, reply) => {
      const seconds = await sessions.guard(visitorOf(request));
      if (seconds > 0) return refuseFor(reply, seconds);
      const found = await invitations.open(request.params.token);
      if (found === undefined) return refuseSession(reply, 404, 'invitation_over');
      const { email, workspaceName, role, hasAccount } = found;
      return reply.header('cache-control', 'no-store').send({ email, workspaceName, role, hasAccount });
    },
  );
  api.post(
    '/session/invitations/:token/accept',
    {
      schema: {
        tags,
        summary: 'Accept an invitation and be signed in',
        params: InvitationParams,
        body: InvitationAcceptance,
        response: sessionAnswers(Session),
      },
    },
    async (request, reply) => {
      const visitor = visitorOf(request);
      const seconds = await sessions.guard(visitor);
      if (seconds > 0) return refuseFor(reply, seconds);
      const { name, password } = request.body;
      const signedIn = await sessions.signedIn(visitor);
      const accepted = await invitations.accept(request.params.token, signedIn, name, password);
      if (accepted.kind === 'refused') return refuseSession(reply, acceptanceStatus[accepted.reason], accepted.reason);
      return answer(
        reply,
        accepted.isNew
          ? await sessions.signIn(visitor, accepted.email, password ?? '')
          : await sessions.session(visitor),
      );
    },
  );
}

const acceptanceStatus = {
  invitation_over: 404,
  sign_in_first: 409,
  other_user: 409,
  member_already: 409,
  name_missing: 422,
  password_missing: 422,
} as const;

/** The browser behind a request, as sessions know it. */
export function visitorOf(request: FastifyRequest): Visitor {
  const { cookie, 'user-agent': userAgent } = request.headers;
  return { cookies: cookie, userAgent, address: request.ip };
}

const statusOf = {
  wrong_credentials: 401,
  wrong_password: 403,
  wrong_code: 403,
  used_code: 403,
  second_factor_over: 401,
  signed_out: 401,
  two_factor_on: 409,
  two_factor_off: 409,
} as const;

/** Sends what came of it, and the cookies by which the browser keeps a session. */
function answer<Body extends object>(reply: FastifyReply, outcome: SessionOutcome<Body>): FastifyReply {
  reply.header('cache-control', 'no-store');
  if (outcome.kind === 'wait') return refuseFor(reply, outcome.seconds);
  if (outcome.kind === 'refused') return refuseSession(reply, statusOf[outcome.reason], outcome.reason);
  for (const cookie of outcome.cookies) reply.header('set-cookie', cookie);
  return reply.send(outcome.body);
}

/** Too many attempts: the browser is told how long to wait. */
function refuseFor(reply: FastifyReply, seconds: number): FastifyReply {
  reply.header('retry-after', String(seconds));
  const sentence = sentenceOf(accessTexts, 'too_many_attempts', { minutes: Math.ceil(seconds / 60) });
  return refuse(reply, 429, 'too_many_attempts', sentence);
}

export function refuseSession(reply: FastifyReply, status: number, code: AccessProblem): FastifyReply {
  return refuse(reply, status, code, sentenceOf(accessTexts, code));
}
