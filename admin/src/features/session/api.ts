import type { FirstRun, InvitationView, Session, TwoFactorBegun } from '@sarafan/contract';
import { request } from '../../kit/request.ts';

const root = '/api/session';

async function post<Answer>(path: string, body?: object): Promise<Answer> {
  return (await request({ method: 'POST', path: root + path, body })) as Answer;
}

/** Signing in, or the question for a code of the second factor. */
export type SignedIn = Session | { readonly state: 'second_factor' };

export const sessionApi = {
  firstRun: (body: FirstRun) => post<Session>('/first-run', body),
  signIn: (body: { readonly email: string; readonly password: string }) => post<SignedIn>('/sign-in', body),
  secondFactor: (code: string) => post<Session>('/second-factor', { code }),
  changePassword: (body: { readonly current: string; readonly next: string }) => post<Session>('/password', body),
  beginTwoFactor: (password: string) => post<TwoFactorBegun>('/two-factor', { password }),
  confirmTwoFactor: (code: string) => post<Session>('/two-factor/confirm', { code }),
  removeTwoFactor: (password: string) => post<Session>('/two-factor/remove', { password }),
  invitation: async (token: string) =>
    (await request({ method: 'GET', path: `${root}/invitations/:token`, params: { token } })) as InvitationView,
  accept: async (token: string, body: { readonly name?: string; readonly password?: string }) =>
    (await request({
      ...{ method: 'POST', path: `${root}/invitations/:token/accept`, params: { token }, body },
    })) as Session,
};
