import { type Static, type TSchema, Type } from 'typebox';

/** Limits of the management API (INV-8). */
export const apiLimits = {
  page: 200,
  pageByDefault: 50,
  cursorCharacters: 4_000,
  idempotencyKeyCharacters: 255,
  idCharacters: 255,
  noteCharacters: 500,
  nameCharacters: 200,
} as const;

/** A moment as ISO 8601 in UTC. */
export const ApiMoment = Type.String({ format: 'date-time' });

/** An id in an address or a filter. A text that is no id of this workspace is answered with 404, whatever its form. */
export const IdText = Type.String({ minLength: 1, maxLength: 64 });

/** The customer's own id of a person. */
export const UserId = Type.String({
  minLength: 1,
  maxLength: apiLimits.idCharacters,
  description: 'Your own id of the person, as in the tracking API',
});

/** A value or null. */
export const nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** A JSON object whose members are the room's own. */
export const FreeObject = Type.Record(Type.String(), Type.Unknown());

export const PageQuery = Type.Object(
  {
    cursor: Type.Optional(
      Type.String({
        maxLength: apiLimits.cursorCharacters,
        description: 'Where to go on: `next` of the page before. Absent: from the beginning',
      }),
    ),
    limit: Type.Optional(
      Type.Integer({ minimum: 1, maximum: apiLimits.page, description: `${apiLimits.pageByDefault} when absent` }),
    ),
  },
  { additionalProperties: false },
);

/** A page of a list. `next` is null on the last one. */
export const pageOf = <Item extends TSchema>(item: Item) =>
  Type.Object(
    {
      items: Type.Array(item),
      next: Type.Union([Type.String(), Type.Null()], {
        description: 'The cursor of the next page; null: there is none',
      }),
    },
    { additionalProperties: false },
  );

/** A sentence for people, in both languages. */
export const Sentence = Type.Object({ ru: Type.String(), en: Type.String() }, { additionalProperties: false });
export type Sentence = Static<typeof Sentence>;

/** An error as RFC 9457 has it; some bear further members. */
export const ApiProblem = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: 'The stable name of the problem, for programs' }),
    detail: Type.String({ description: 'A sentence in English' }),
    detail_ru: Type.String({ description: 'The same in Russian' }),
    at: Type.Optional(Type.String({ description: 'The place in the request that is at fault: `body.name.ru`' })),
  },
  { description: 'application/problem+json' },
);
export type ApiProblem = Static<typeof ApiProblem>;

/** A repeat of a write under the same key takes effect once and is given the same answer. */
export const IdempotencyHeaders = Type.Object({
  'idempotency-key': Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: apiLimits.idempotencyKeyCharacters,
      pattern: '^[\\x21-\\x7e]+$',
      description:
        'Your own name for this write: a repeat under it takes effect once, another input under it is refused',
    }),
  ),
});

/** A command whose decision took longer than two seconds: where to ask for it. */
export const PendingCommand = Type.Object(
  { command: Type.String(), status: Type.Literal('pending') },
  { additionalProperties: false, description: 'The decision is still to come; the header Location says where to look' },
);

const commonProblems = { 400: ApiProblem, 401: ApiProblem, 403: ApiProblem, 404: ApiProblem, 503: ApiProblem };
const writeProblems = { ...commonProblems, 409: ApiProblem, 413: ApiProblem, 415: ApiProblem, 422: ApiProblem };

/** The answers of a route that reads. */
export const answers = <Ok extends TSchema>(ok: Ok) => ({ 200: ok, ...commonProblems });

/** The answers of a route that writes a definition: 201 for what is new, 200 for what was there. */
export const writeAnswers = <Ok extends TSchema>(ok: Ok) => ({ 200: ok, 201: ok, ...writeProblems });

/** The answers of a route that sends a command and waits for its decision. */
export const commandAnswers = <Ok extends TSchema>(ok: Ok) => ({ ...writeAnswers(ok), 202: PendingCommand });

/** The answers of a route that takes something away. */
export const removalAnswers = { 204: Type.Null({ description: 'It is gone' }), ...writeProblems };
