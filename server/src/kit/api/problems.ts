import type { FastifyReply } from 'fastify';
import { problem } from '../problem.ts';
import type { JsonObject } from '../values/json.ts';
import { type Sentence, sentenceOf, type TextValues } from '../values/sentences.ts';
import { type ApiProblemCode, apiTexts } from './texts.ts';

/** What a request got wrong, found where no answer can be sent: the one error handler answers with it. */
export class RequestProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly sentence: Sentence;
  /** The place in the request that is at fault: `body.name.ru`. */
  readonly at: string | undefined;

  constructor(status: number, code: string, sentence: Sentence, at?: string) {
    super(sentence.en);
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.at = at;
  }
}

export function requestProblem(status: number, code: ApiProblemCode, values: TextValues = {}): RequestProblem {
  return new RequestProblem(status, code, sentenceOf(apiTexts, code, values));
}

/** Answers with a problem in both languages. */
export function refuse(
  reply: FastifyReply,
  status: number,
  code: string,
  sentence: Sentence,
  extra: JsonObject = {},
): FastifyReply {
  return problem(reply, status, code, sentence.en, { ...extra, detail_ru: sentence.ru });
}

/** Answers with one of the problems that every room has. */
export function refuseAs(
  reply: FastifyReply,
  status: number,
  code: ApiProblemCode,
  values: TextValues = {},
): FastifyReply {
  return refuse(reply, status, code, sentenceOf(apiTexts, code, values));
}
