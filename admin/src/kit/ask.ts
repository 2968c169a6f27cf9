import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { request } from './request.ts';
import { useWorkspace } from './session.ts';

/** A route that is asked by POST and changes nothing, because the question is too long for an address. */
export interface Asking<Body, Answer> {
  readonly path: string;
  readonly body?: Body;
  readonly answer?: Answer;
}

/** `asks<ProgramToCheck, CheckedProgram>('/referral/programs/check')`; the path is given below `/api/v1`. */
export function asks<Body, Answer>(path: string): Asking<Body, Answer> {
  return { path };
}

/** Asks whenever the question changes; undefined asks nothing. Until the answer comes the former one stays. */
export function useAsk<Body, Answer>(route: Asking<Body, Answer>, body: Body | undefined): UseQueryResult<Answer> {
  const { workspace } = useWorkspace();
  return useQuery({
    queryKey: [workspace, 'POST', route.path, body],
    queryFn: async ({ signal }) =>
      (await request({ method: 'POST', path: `/api/v1${route.path}`, body, workspace, signal })) as Answer,
    placeholderData: keepPreviousData,
    enabled: body !== undefined,
  });
}
