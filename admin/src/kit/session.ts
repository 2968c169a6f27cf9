import type { Session, SessionWorkspace } from '@sarafan/contract';
import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, use } from 'react';
import { request } from './request.ts';
import { allows, type Right } from './rights.ts';

const sessionKey = ['session'];

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: async ({ signal }) => (await request({ method: 'GET', path: '/api/session', signal })) as Session,
  staleTime: 60_000,
});

/** Who is here: nobody, a stranger to a fresh server, or a user with workspaces. */
export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data;
}

/** Takes a session that signing in or out answered with. What a former user has seen is forgotten. */
export function useEnter(): (session: Session) => void {
  const client = useQueryClient();
  return (session) => {
    client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionKey[0] });
    client.setQueryData(sessionKey, session);
  };
}

/** The server no longer knows us: asks it who we are, and the shell leads to the sign-in. */
export async function noticeSignedOut(client: QueryClient): Promise<void> {
  await client.invalidateQueries({ queryKey: sessionKey });
}

/** The workspace that is open. */
export const WorkspaceContext = createContext<SessionWorkspace | undefined>(undefined);

export function useWorkspace(): SessionWorkspace {
  const workspace = use(WorkspaceContext);
  if (workspace === undefined) throw new Error('This screen is shown outside a workspace');
  return workspace;
}

/** Whether the user may do what needs `right` in the workspace that is open. */
export function useMay(right: Right): boolean {
  return allows(useWorkspace().role, right);
}

/** Ends the session; the next request finds nobody signed in, and the gate leads to the sign-in. */
export function useSignOut(): () => Promise<void> {
  const enter = useEnter();
  return async () => {
    enter((await request({ method: 'POST', path: '/api/session/sign-out' })) as Session);
  };
}
