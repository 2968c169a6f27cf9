import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestProblem, refuse, refuseAs } from '../kit/api/problems.ts';
import type { ApiProblemCode } from '../kit/api/texts.ts';
import { isRetryable } from '../kit/db.ts';
import { systemCode } from '../kit/startup-error.ts';

/** What the framework finds wrong with a request before any handler sees it. */
const known: Readonly<Record<string, ApiProblemCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'bad_json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'empty_body',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
};

/** Faults are ours and tell nothing of our inside; what the sender got wrong is told plainly. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof RequestProblem) {
    const { status, code, sentence, at } = error;
    return refuse(reply, status, code, sentence, at === undefined ? {} : { at });
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 400 && status < 500) {
    const badJson = error instanceof SyntaxError ? 'bad_json' : 'bad_request';
    return refuseAs(reply, status, known[systemCode(error) ?? ''] ?? badJson);
  }
  request.log.error({ err: error }, 'A request failed');
  if (isRetryable(error)) {
    reply.header('retry-after', '2');
    return refuseAs(reply, 503, 'unavailable');
  }
  return refuseAs(reply, 500, 'fault');
}
