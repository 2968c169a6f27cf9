import swagger from '@fastify/swagger';
import { ApiProblem, ConditionsSchema, ProgramDefinition, PromotionDefinition, SpendingLimit } from '@sarafan/contract';
import type { FastifyInstance } from 'fastify';
import { isJsonObject, type Json, type JsonObject } from '../kit/values/json.ts';

export interface OpenApiOptions {
  readonly publicUrl: string;
}

/** Gathers the routes' schemas; it must be registered before the first of them. */
export async function gatherRoutes(app: FastifyInstance, { publicUrl }: OpenApiOptions): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sarafan',
        version: '0.1.0',
        description: 'Referral and CRM marketing that can be explained.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: publicUrl }],
      components: {
        securitySchemes: {
          apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of the workspace' },
          writeKey: { type: 'http', scheme: 'basic', description: 'A write or secret key as the user name' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'sarafan.session_token',
            description: 'The cookie that signing in sets; with https its name begins with __Secure-',
          },
        },
      },
    },
  });
}

const problemType = 'application/problem+json';
const documents = new WeakMap<FastifyInstance, JsonObject>();

/** The OpenAPI document of everything that is registered, made once. */
export function apiDocument(app: FastifyInstance): JsonObject {
  const known = documents.get(app);
  if (known !== undefined) return known;
  // Through text, so that what is changed here is ours alone.
  const gathered = JSON.parse(JSON.stringify(app.swagger())) as JsonObject;
  const document = finish(gathered);
  documents.set(app, document);
  return document;
}

function finish(gathered: JsonObject): JsonObject {
  const paths = Object.entries(objectOf(gathered['paths'])).map(([path, item]) => [
    path,
    finishPath(path, objectOf(item)),
  ]);
  const { Conditions } = objectOf(JSON.parse(JSON.stringify(ConditionsSchema.$defs)) as Json);
  const described = (schema: object): Json => withReferences(JSON.parse(JSON.stringify(schema)) as Json);
  const components = objectOf(gathered['components']);
  return {
    ...gathered,
    components: {
      ...components,
      schemas: {
        ...objectOf(components['schemas']),
        Conditions: withReferences(Conditions ?? {}),
        ProgramDefinition: described(ProgramDefinition),
        PromotionDefinition: described(PromotionDefinition),
        SpendingLimit: described(SpendingLimit),
        Problem: JSON.parse(JSON.stringify(ApiProblem)) as Json,
      },
    },
    paths: withReferences(Object.fromEntries(paths) as JsonObject),
  };
}

function finishPath(path: string, item: JsonObject): JsonObject {
  const key = securityOf(path);
  return mapValues(item, (operation, method) => {
    const described = objectOf(operation);
    return {
      operationId: operationName(method, path),
      ...described,
      security: [{ [key]: [] }],
      responses: mapValues(objectOf(described['responses']), (answer, status) => {
        const finished = finishAnswer(answer, status);
        return key === 'writeKey' ? finished : withProblem(finished);
      }),
    };
  });
}

/** By what a caller shows who they are. */
function securityOf(path: string): 'apiKey' | 'session' | 'writeKey' {
  if (path.startsWith('/api/v1/')) return 'apiKey';
  return path.startsWith('/api/session') ? 'session' : 'writeKey';
}

/** All problems of this API have one form; those with members of their own are described where they are. */
function withProblem(answer: JsonObject): JsonObject {
  const content = objectOf(answer['content']);
  const { schema } = objectOf(content[problemType]);
  if (schema === undefined || objectOf(objectOf(schema)['properties'])['problems'] !== undefined) return answer;
  return { ...answer, content: { [problemType]: { schema: { 'x-schema': 'Problem' } } } };
}

/** GET /api/v1/people/persons/{person} is getPeoplePersonsByPerson. */
function operationName(method: string, path: string): string {
  const words = path
    .replace(/^\/api\/(v1\/)?/, '')
    .split('/')
    .map((word) => (word.startsWith('{') ? `by-${word.slice(1, -1)}` : word))
    .join('-')
    .split('-');
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

/** Problems have a content type of their own, and a command that is not decided yet says where to look. */
function finishAnswer(answer: Json, status: string): JsonObject {
  const { content, ...rest } = objectOf(answer);
  if (status === '202') {
    const location = { description: 'Where the decision will be', schema: { type: 'string' } };
    return { ...rest, ...(content === undefined ? {} : { content }), headers: { Location: location } };
  }
  if (Number(status) < 400 || content === undefined) return objectOf(answer);
  return { ...rest, content: { [problemType]: objectOf(content)['application/json'] ?? {} } };
}

/** Schemas that are described once and pointed to: `x-schema` names one, and so do the references of a cyclic one. */
function withReferences(json: Json): Json {
  if (Array.isArray(json)) return json.map(withReferences);
  if (!isJsonObject(json)) return json;
  // An id of its own would make a schema's references relative to it.
  const { $id: _id, ...plain } = json;
  const { $ref, $defs: _defs, 'x-schema': named, ...rest } = plain;
  const foreign = typeof $ref === 'string' && !$ref.startsWith('#') ? $ref : undefined;
  const name = typeof named === 'string' ? named : foreign;
  if (name !== undefined) {
    const { description } = rest;
    const pointer = { $ref: `#/components/schemas/${name}` };
    return description === undefined ? pointer : { ...pointer, description };
  }
  return mapValues(plain, withReferences);
}

function mapValues(object: JsonObject, change: (value: Json, key: string) => Json): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]) => (value === undefined ? [] : [[key, change(value, key)]])),
  );
}

function objectOf(json: Json | undefined): JsonObject {
  return isJsonObject(json) ? json : {};
}
