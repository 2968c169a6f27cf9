import type { ApiProblem, Sentence } from '@sarafan/contract';
import { say } from './i18n.ts';
import { kitTexts } from './texts.ts';

/** One of the things that stand against what was sent, with its place such as `/discount/percent`. */
export interface Reason extends Sentence {
  readonly path: string;
}

function isReason(each: unknown): each is Reason {
  if (typeof each !== 'object' || each === null) return false;
  return ['path', 'ru', 'en'].every((name) => typeof Reflect.get(each, name) === 'string');
}

/** Why a request was not answered as it should be: the one error that screens meet. */
export class Problem extends Error {
  /** The status of HTTP; 0 when no answer came at all. */
  readonly status: number;
  /** The server's stable name for it. */
  readonly code: string;
  readonly sentence: Sentence;
  /** The place in the body that is at fault, such as `name.ru`. */
  readonly field: string | undefined;
  /** What stands against the whole that was sent, each thing with its place in it; empty for most problems. */
  readonly reasons: readonly Reason[];
  /** Whatever else the server told. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, sentence: Sentence, more: Readonly<Record<string, unknown>> = {}) {
    super(sentence.en);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.more = more;
    const reasons = more['problems'];
    this.reasons = Array.isArray(reasons) ? reasons.filter(isReason) : [];
    const at = more['at'];
    this.field = typeof at === 'string' && at.startsWith('body.') ? at.slice('body.'.length) : undefined;
  }
}

/** Anything thrown as a problem. What is no problem of the API's is a fault of ours. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : ownProblem(0, 'fault_here');
}

/** What goes wrong without a word of the server's. */
type OwnCode = 'offline' | 'fault_here' | 'strange_answer' | 'still_pending' | 'refused_late';

export function ownProblem(status: number, code: OwnCode): Problem {
  return new Problem(status, code, bothSentences(code));
}

function bothSentences(code: OwnCode): Sentence {
  return { ru: say(kitTexts, code, { lng: 'ru' }), en: say(kitTexts, code, { lng: 'en' }) };
}

/** A problem as the server wrote it (RFC 9457); undefined when the answer is none. */
export function readProblem(status: number, body: unknown): Problem | undefined {
  if (!isProblem(body)) return undefined;
  const { code, detail, detail_ru, ...more } = body;
  return new Problem(status, code, { ru: detail_ru, en: detail }, more);
}

function isProblem(body: unknown): body is ApiProblem & Readonly<Record<string, unknown>> {
  if (typeof body !== 'object' || body === null) return false;
  return ['code', 'detail', 'detail_ru'].every((name) => typeof Reflect.get(body, name) === 'string');
}
