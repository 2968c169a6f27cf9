import {
  keepPreviousData,
  type UseMutationResult,
  type UseQueryResult,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { Problem } from './problem.ts';
import { type Method, type Params, type Query, request } from './request.ts';
import { useWorkspace } from './session.ts';

/** A page of a list, as every list of the API answers. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** A route that reads; `Answer` is a type of the contract. */
export interface Reading<Answer> {
  readonly method: 'GET';
  readonly path: string;
  readonly answer?: Answer;
}

/** A route that writes `Body` and answers with `Answer`. */
export interface Writing<Body, Answer> {
  readonly method: Exclude<Method, 'GET'>;
  readonly path: string;
  readonly body?: Body;
  readonly answer?: Answer;
}

const prefix = '/api/v1';

/** Paths are given below `/api/v1`, with places: `reads<PersonDetail>('/people/persons/:person')`. */
export function reads<Answer>(path: string): Reading<Answer> {
  return { method: 'GET', path };
}

export function lists<Item>(path: string): Reading<Page<Item>> {
  return { method: 'GET', path };
}

export function writes<Body, Answer = undefined>(method: Exclude<Method, 'GET'>, path: string): Writing<Body, Answer> {
  return { method, path };
}

interface Reads {
  readonly params?: Params;
  readonly query?: Query;
  /** False while what it needs is not known yet. */
  readonly enabled?: boolean;
}

/** Reads a route in the workspace that is open. While the query changes the former answer stays to be seen. */
export function useRead<Answer>(route: Reading<Answer>, { params, query, enabled = true }: Reads = {}) {
  const { workspace } = useWorkspace();
  return useQuery({
    queryKey: [workspace, route.path, params ?? {}, query ?? {}],
    queryFn: ({ signal }) => fetchOne(route, { params, query, workspace, signal }),
    placeholderData: keepPreviousData,
    enabled: enabled && isNamed(params),
  }) satisfies UseQueryResult<Answer>;
}

/** Reads a list page by page, each below the one before: for a timeline, which has no end that one looks for. */
export function useReadMore<Item>(route: Reading<Page<Item>>, { params, query, enabled = true }: Reads = {}) {
  const { workspace } = useWorkspace();
  const read = useInfiniteQuery({
    queryKey: [workspace, route.path, params ?? {}, query ?? {}, 'more'],
    queryFn: ({ pageParam, signal }) =>
      fetchOne(route, { params, query: { ...query, cursor: pageParam }, workspace, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: enabled && isNamed(params),
  });
  return { ...read, items: read.data?.pages.flatMap(({ items }) => items) };
}

/** A place that is empty names nothing that could be read. */
function isNamed(params: Params | undefined): boolean {
  return Object.values(params ?? {}).every((value) => value !== '');
}

interface Where {
  readonly params?: Params | undefined;
  readonly query?: Query | undefined;
  readonly workspace: string;
  readonly signal?: AbortSignal;
}

/** Reads a route outside components. */
export async function fetchOne<Answer>(route: Reading<Answer>, where: Where): Promise<Answer> {
  return (await request({ method: 'GET', ...where, path: prefix + route.path })) as Answer;
}

interface Write<Body> {
  readonly params?: Params;
  readonly body?: Body;
}

/**
 * Writes to a route in the workspace that is open, and reads anew whatever is on the screen. `mutateAsync` rejects with
 * a `Problem`; it resolves to undefined when the decision came too late to be part of the answer.
 */
export function useWrite<Body, Answer>(
  route: Writing<Body, Answer>,
): UseMutationResult<Answer | undefined, Error, Write<Body>> {
  const { workspace } = useWorkspace();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async ({ params, body }: Write<Body>) => {
      const { method, path } = route;
      return (await request({ method, path: prefix + path, params, body, workspace })) as Answer | undefined;
    },
    onSettled: (_answer, error) =>
      error instanceof Problem && error.status === 401 ? undefined : client.invalidateQueries(),
  });
}
