import { nameOf } from './names.mjs';
import { commentOf, keyOf, typeOf } from './types.mjs';

/** A file is sent as it is, so `uploadImport` of the client does it. */
const byHand = new Set(['postImports']);
const managed = '/api/v1/';

/** The source of the client's methods, from the document that a server serves. Throws where two have one name. */
export function generate(document) {
  const groups = new Map();
  for (const [path, item] of Object.entries(document.paths)) {
    if (!path.startsWith(managed)) continue;
    for (const [method, operation] of Object.entries(item)) {
      if (byHand.has(operation.operationId)) continue;
      const { group, name } = nameOf(method, path, operation);
      const methods = groups.get(group) ?? new Map();
      if (methods.has(name)) throw new Error(`Two operations are called ${group}.${name}: one is ${method} ${path}`);
      methods.set(name, { method, path, operation });
      groups.set(group, methods);
    }
  }
  const bodies = [...groups].map(([group, methods]) => groupOf(group, methods));
  return [
    '// Made from the OpenAPI document of the server by scripts/sdk.mjs. A change here is lost.\n',
    "import type { Call, CallOptions } from '../call.ts';\n",
    ...componentsOf(document.components.schemas),
    ...bodies.flatMap(({ types }) => types),
    ...bodies.map(({ source }) => source),
    boundGroups([...groups.keys()]),
  ].join('\n');
}

function boundGroups(groups) {
  const lines = groups.map((group) => `    ${keyOf(group)}: ${group}Methods(call),\n`);
  const comment = '/** Every group of methods, each bound to one server. */\n';
  return `${comment}export function apiOf(call: Call) {\n  return {\n${lines.join('')}  };\n}\n`;
}

function componentsOf(schemas) {
  return Object.entries(schemas).map(([name, schema]) => `export type ${name} = ${typeOf(schema)};\n`);
}

function groupOf(group, methods) {
  const described = [...methods].map(([name, each]) => methodOf(group, name, each));
  const lines = described.map((each) => each.source).join('');
  const source = `function ${group}Methods(call: Call) {\n  return {\n${lines}  };\n}\n`;
  return { types: described.flatMap(({ types }) => types), source };
}

const typeName = (group, name, part) =>
  [group, name, part].map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');

function methodOf(group, name, { method, path, operation }) {
  const input = inputOf(operation);
  const answer = answerOf(operation);
  const [inputName, answerName] = [typeName(group, name, 'Input'), typeName(group, name, 'Answer')];
  const types = [
    ...(input === undefined ? [] : [`export type ${inputName} = ${input.type};\n`]),
    `export type ${answerName} = ${answer};\n`,
  ];
  const { parameters = [], summary = '', description = '' } = operation;
  const query = parameters.filter((each) => each.in === 'query').map((each) => each.name);
  const isWrite = parameters.some((each) => each.in === 'header' && each.name === 'idempotency-key');
  const spec = [
    `method: '${method.toUpperCase()}'`,
    `path: '${path}'`,
    ...(query.length === 0 ? [] : [`query: [${query.map((each) => `'${each}'`).join(', ')}]`]),
    ...(isWrite ? ['isWrite: true'] : []),
  ].join(', ');
  const taken = input === undefined ? '' : `input: ${inputName}${input.isNeeded ? '' : ' = {}'}, `;
  const given = input === undefined ? '{}' : 'input';
  const comment = commentOf([summary, description].filter((text) => text !== '').join('. '), '    ');
  const source =
    `${comment}    ${name}: (${taken}options: CallOptions = {}): Promise<${answerName}> =>\n` +
    `      call<${answerName}>({ ${spec} }, ${given}, options),\n`;
  return { types, source };
}

/** What a method takes: what stands in the path and in the query by its name, and the body as `body`. */
function inputOf({ parameters = [], requestBody }) {
  const named = parameters.filter((each) => each.in === 'path' || each.in === 'query');
  const body = requestBody?.content['application/json']?.schema;
  if (named.length === 0 && body === undefined) return undefined;
  const fields = named.map(({ name, schema, required, in: place, description }) => {
    const isNeeded = required === true || place === 'path';
    const type = `  readonly ${keyOf(name)}${isNeeded ? '' : '?'}: ${typeOf(schema, '  ')};\n`;
    return { isNeeded, text: `${commentOf(description ?? schema.description, '  ')}${type}` };
  });
  if (body !== undefined) {
    const isNeeded = requestBody.required === true;
    fields.push({ isNeeded, text: `  readonly body${isNeeded ? '' : '?'}: ${typeOf(body, '  ')};\n` });
  }
  return { type: `{\n${fields.map(({ text }) => text).join('')}}`, isNeeded: fields.some((each) => each.isNeeded) };
}

/** What a call that went well is answered with. A 202 is asked again, so nobody sees it. */
function answerOf({ responses }) {
  const good = ['200', '201', '204'].flatMap((status) => responses[status] ?? []);
  const types = good.map(({ content }) => {
    if (content === undefined) return 'undefined';
    const json = content['application/json'];
    return json === undefined ? 'string' : typeOf(json.schema);
  });
  return [...new Set(types)].join(' | ');
}
