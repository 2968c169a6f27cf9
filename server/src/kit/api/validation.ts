import { Ajv, type ErrorObject } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler, FastifySchemaValidationError } from 'fastify';
import { sentenceOf } from '../values/sentences.ts';
import { RequestProblem } from './problems.ts';
import { fieldTexts } from './texts.ts';

/**
 * Bodies are taken as they are: a text is no number, and an unknown field is refused rather than dropped, because a
 * mistyped field that is silently ignored is found only when somebody was paid wrongly. Query strings are all text, so
 * numbers in them are read.
 */
export function createValidator(): FastifySchemaCompiler<object> {
  const exact = ajvWith(false);
  const reading = ajvWith(true);
  return ({ schema, httpPart }) => (httpPart === 'body' ? exact : reading).compile(schema);
}

function ajvWith(coerceTypes: boolean): Ajv {
  const ajv = new Ajv({ coerceTypes, removeAdditional: false, useDefaults: false, allErrors: false, strict: false });
  addFormats.default(ajv);
  return ajv;
}

type FieldProblem = keyof (typeof fieldTexts)['en'];

/** The first fault as a problem that names its place: `body.name.ru`. */
export function validationProblem(errors: readonly FastifySchemaValidationError[], part: string): RequestProblem {
  const [error] = errors;
  const at = placeOf(error?.instancePath ?? '', part);
  const params: ErrorObject['params'] = error?.params ?? {};
  const keyword = isKnown(error?.keyword) ? error.keyword : 'other';
  const name = String(params['missingProperty'] ?? params['additionalProperty'] ?? '');
  const sentence = sentenceOf(fieldTexts, keyword, { at, name, wanted: wantedOf(params) });
  // A field that is missing has no place of its own, but whoever filled a form wants to be led to it.
  return new RequestProblem(400, 'bad_request', sentence, keyword === 'required' ? `${at}.${name}` : at);
}

function isKnown(keyword: string | undefined): keyword is FieldProblem {
  return keyword !== undefined && Object.hasOwn(fieldTexts.en, keyword);
}

function placeOf(path: string, part: string): string {
  const steps = path.split('/').filter((step) => step !== '');
  return [part === 'querystring' ? 'query' : part, ...steps].join('.').slice(0, 200);
}

function wantedOf(params: Readonly<Record<string, unknown>>): string {
  const { type, allowedValues, allowedValue, format, pattern, limit } = params;
  const wanted = type ?? allowedValues ?? allowedValue ?? format ?? pattern ?? limit ?? '';
  if (typeof wanted === 'string') return wanted;
  return Array.isArray(wanted) ? wanted.join(', ') : JSON.stringify(wanted);
}

const halfPair = /\p{Surrogate}/u;
const isUnstorable = (text: string): boolean => text.includes('\u0000') || halfPair.test(text);
const depthAtMost = 64;

/**
 * Why a value cannot be stored, whatever its schema: a text or a key somewhere in it holds NUL or half of a surrogate
 * pair, or it is nested too deep to be looked through.
 */
export function unstorable(value: unknown, depth = 0): 'bad_character' | 'too_deep' | undefined {
  if (typeof value === 'string') return isUnstorable(value) ? 'bad_character' : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > depthAtMost) return 'too_deep';
  for (const [key, each] of Object.entries(value)) {
    const why = isUnstorable(key) ? 'bad_character' : unstorable(each, depth + 1);
    if (why !== undefined) return why;
  }
  return undefined;
}
