import { type Static, type TSchema, Type } from 'typebox';
import { ApiMoment, ApiProblem, answers, apiLimits, IdText, nullable } from './common.ts';

/** What people who sign in may send. A password is longer than a guess and shorter than an attack. */
export const sessionLimits = {
  emailCharacters: 254,
  userNameCharacters: 100,
  passwordAtLeast: 10,
  passwordAtMost: 256,
  tokenCharacters: 200,
  codeCharacters: 32,
} as const;

/**
 * What somebody is in a workspace: an analyst reads, support also helps customers, a marketer also runs programs, an
 * owner may do all.
 */
export const roles = ['owner', 'marketer', 'support', 'analyst'] as const;
export const Role = Type.Enum([...roles], {
  description:
    'analyst: reads; support: also helps customers; marketer: also runs programs; owner: also users and keys',
});
export type Role = Static<typeof Role>;

/** The header that names the workspace of a request which a session makes. */
export const workspaceHeader = 'x-sarafan-workspace';

export const SessionUser = Type.Object(
  {
    user: Type.String(),
    email: Type.String(),
    name: Type.String(),
    twoFactor: Type.Boolean({ description: 'Whether signing in asks for a second factor' }),
  },
  { additionalProperties: false },
);
export type SessionUser = Static<typeof SessionUser>;

export const SessionWorkspace = Type.Object(
  {
    workspace: Type.String(),
    name: Type.String(),
    role: Role,
    timeZone: Type.String({ description: 'As in the IANA database: Europe/Moscow' }),
    defaultLanguage: Type.Enum(['ru', 'en']),
  },
  { additionalProperties: false },
);
export type SessionWorkspace = Static<typeof SessionWorkspace>;

export const Session = Type.Object(
  {
    state: Type.Enum(['first_run', 'signed_out', 'signed_in'], {
      description: 'first_run: nobody can sign in yet; the console of the server shows the address to begin at',
    }),
    user: nullable(SessionUser),
    workspaces: Type.Array(SessionWorkspace),
  },
  { additionalProperties: false },
);
export type Session = Static<typeof Session>;

/** The password was right and a code of the second factor is still to come. */
export const SecondFactorAwaited = Type.Object(
  { state: Type.Literal('second_factor') },
  { additionalProperties: false },
);
export type SecondFactorAwaited = Static<typeof SecondFactorAwaited>;

const Email = Type.String({ format: 'email', maxLength: sessionLimits.emailCharacters });
const UserName = Type.String({ minLength: 1, maxLength: sessionLimits.userNameCharacters });
const NewPassword = Type.String({
  minLength: sessionLimits.passwordAtLeast,
  maxLength: sessionLimits.passwordAtMost,
});
/** A password as it is held against the one that is kept: whatever was typed. */
const TypedPassword = Type.String({ minLength: 1, maxLength: sessionLimits.passwordAtMost });
const TimeZone = Type.String({ minLength: 1, maxLength: 64, description: 'As in the IANA database: Europe/Moscow' });
const Code = Type.String({ minLength: 6, maxLength: sessionLimits.codeCharacters });
const Token = Type.String({ minLength: 1, maxLength: sessionLimits.tokenCharacters });

const closed = { additionalProperties: false } as const;

export const FirstRun = Type.Object(
  {
    token: Token,
    name: UserName,
    email: Email,
    password: NewPassword,
    workspace: Type.Optional(
      Type.Object(
        { name: Type.String({ minLength: 1, maxLength: apiLimits.nameCharacters }), timeZone: TimeZone },
        { ...closed, description: 'Needed while the server has no workspace; the owner owns all that it has' },
      ),
    ),
  },
  closed,
);
export type FirstRun = Static<typeof FirstRun>;

export const SignIn = Type.Object({ email: Email, password: TypedPassword }, closed);
export const SecondFactor = Type.Object(
  { code: Type.String({ ...Code, description: 'Six digits of the app, or a backup code' }) },
  closed,
);
export const PasswordChange = Type.Object({ current: TypedPassword, next: NewPassword }, closed);
export const PasswordProof = Type.Object({ password: TypedPassword }, closed);

/** What an authenticator app is given, shown this once. */
export const TwoFactorBegun = Type.Object(
  {
    uri: Type.String({ description: 'otpauth://…, for a QR code' }),
    secret: Type.String({ description: 'The same for typing, in base 32' }),
    backupCodes: Type.Array(Type.String(), { description: 'Each signs in once without the app' }),
  },
  closed,
);
export type TwoFactorBegun = Static<typeof TwoFactorBegun>;

export const InvitationParams = Type.Object({ token: Token });
export const InvitationView = Type.Object(
  {
    email: Type.String(),
    workspaceName: Type.String(),
    role: Role,
    hasAccount: Type.Boolean({ description: 'True: this address signs in first and then accepts' }),
  },
  closed,
);
export type InvitationView = Static<typeof InvitationView>;

export const InvitationAcceptance = Type.Object(
  { name: Type.Optional(UserName), password: Type.Optional(NewPassword) },
  { ...closed, description: 'Both for a new user; neither for one who is signed in' },
);

const sessionProblems = { 403: ApiProblem, 409: ApiProblem, 413: ApiProblem, 422: ApiProblem, 429: ApiProblem };

/** The answers of a route of the session API. */
export const sessionAnswers = <Ok extends TSchema>(ok: Ok) => ({ ...answers(ok), ...sessionProblems });

// Users and invitations of a workspace.

export const WorkspaceUser = Type.Object(
  {
    user: Type.String(),
    email: Type.String(),
    name: Type.String(),
    role: Role,
    twoFactor: Type.Boolean(),
    joinedAt: ApiMoment,
  },
  closed,
);
export type WorkspaceUser = Static<typeof WorkspaceUser>;

export const UserParams = Type.Object({ user: IdText });
export const RoleChange = Type.Object({ role: Role }, closed);

export const NewInvitation = Type.Object({ email: Email, role: Role }, closed);

const invitation = {
  invitation: Type.String(),
  email: Type.String(),
  role: Role,
  createdAt: ApiMoment,
  expiresAt: ApiMoment,
  invitedBy: nullable(Type.String({ description: 'The name of who invited' })),
};
export const Invitation = Type.Object(invitation, closed);
export type Invitation = Static<typeof Invitation>;

export const MadeInvitation = Type.Object(
  { ...invitation, link: Type.String({ description: 'Shown this once: only a hash of its token is kept' }) },
  closed,
);
export type MadeInvitation = Static<typeof MadeInvitation>;

export const InvitationIdParams = Type.Object({ invitation: IdText });
