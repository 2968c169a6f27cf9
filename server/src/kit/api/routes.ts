// Brings the members that the OpenAPI document reads into the type of a route's schema.
import type {} from '@fastify/swagger';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';

/** The server as a room's routes see it: schemas give requests and answers their types. */
export type Api = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** Where a management command that is not decided yet is asked for. */
export const commandAddress = (command: string): string => `/api/v1/engine/commands/${command}`;

/** The id that a command's fact bears: its first character belongs to ids made inside. */
export const messageOfCommand = (command: string): string => `~${command}`;
