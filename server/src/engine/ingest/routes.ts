// Brings the members that the OpenAPI document reads into the type of a route's schema.
import type {} from '@fastify/swagger';
import {
  AliasCall,
  BatchCall,
  GroupCall,
  IdentifyCall,
  PageCall,
  ScreenCall,
  TrackCall,
  TrackingAnswer,
  TrackingProblem,
} from '@sarafan/contract';
import type { FastifySchema } from 'fastify';
import type { CallKind } from './ports.ts';

interface Path {
  readonly path: string;
  readonly kind: CallKind;
  /** False for the short forms, which browser SDKs use and nobody needs to read about. */
  readonly documented: boolean;
}

const kinds = [
  'track',
  'identify',
  'page',
  'screen',
  'group',
  'alias',
  'batch',
  'import',
] as const satisfies CallKind[];
const shortForms = { t: 'track', i: 'identify', p: 'page', s: 'screen', g: 'group', a: 'alias', b: 'batch' } as const;

/** Every address of the tracking API, without its trailing slash. */
export const paths: readonly Path[] = [
  ...kinds.map((kind) => ({ path: `/v1/${kind}`, kind, documented: true })),
  ...Object.entries(shortForms).map(([short, kind]) => ({ path: `/v1/${short}`, kind, documented: false })),
];

const bodies = {
  track: TrackCall,
  identify: IdentifyCall,
  page: PageCall,
  screen: ScreenCall,
  group: GroupCall,
  alias: AliasCall,
  batch: BatchCall,
  import: BatchCall,
} as const satisfies Record<CallKind, object>;

const summaries = {
  track: 'Something that a person did',
  identify: 'Who a person is',
  page: 'A person saw a page',
  screen: 'A person saw a screen of an app',
  group: 'A person belongs to a group',
  alias: 'A person was known by another id before',
  batch: 'Up to 2,500 calls in one request',
  import: 'Up to 2,500 calls of the past, with their own times',
} as const satisfies Record<CallKind, string>;

const problems = Object.fromEntries([400, 401, 413, 415, 429, 503].map((status) => [status, TrackingProblem]));

/** What the OpenAPI document says about a call. It describes; the hand-written checks decide. */
export function documentation(kind: CallKind): FastifySchema {
  return {
    tags: ['tracking'],
    operationId: kind,
    summary: summaries[kind],
    description: 'The key is the user name of Basic authentication, with an empty password, or `writeKey` in the body.',
    consumes: ['application/json'],
    security: [{ writeKey: [] }],
    body: bodies[kind],
    response: { 200: TrackingAnswer, ...problems },
  };
}
