import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Written } from './pages-student.ts';

const bytesAtMost = 20_000;
const charactersAtMost = 200;

/** Forms come as browsers send them; each field is cut to a length that no honest one has. */
export function readForms(app: FastifyInstance): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: bytesAtMost },
    (_request, body, done) => done(null, fieldsOf(new URLSearchParams(String(body)))),
  );
}

export const writtenIn = (request: FastifyRequest): Written => (request.body as Written | undefined) ?? {};

export const askedFor = (request: FastifyRequest): Written => fieldsOf(new URLSearchParams(queryOf(request.url)));

const queryOf = (url: string): string => (url.includes('?') ? url.slice(url.indexOf('?') + 1) : '');

function fieldsOf(parameters: URLSearchParams): Written {
  return Object.fromEntries([...parameters].map(([name, value]) => [name, value.trim().slice(0, charactersAtMost)]));
}
