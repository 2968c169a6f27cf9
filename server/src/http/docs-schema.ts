import { escapeHtml } from '../kit/pages.ts';
import { isJsonObject, type Json, type JsonObject } from '../kit/values/json.ts';

export function objectOf(json: Json | undefined): JsonObject {
  return isJsonObject(json) ? json : {};
}

/** A member of the document as HTML; what is no text or number shows nothing. */
export function shown(json: Json | undefined): string {
  return typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' ? escapeHtml(`${json}`) : '';
}

/** No schema of ours is nested deeper; what is cyclic is a reference. */
const depthAtMost = 12;

/** A schema as HTML: fields of objects as a list, everything else in one line. */
export function describeSchema(schema: Json | undefined, required: string, depth = 0): string {
  const shape = objectOf(schema);
  if (depth > depthAtMost) return '';
  const inner = objectOf(shape['items']);
  const properties = objectOf(shape['properties']);
  const items = objectOf(inner['properties']);
  const line = `<p><span class="type">${typeOf(shape)}</span>${about(shape)}</p>`;
  if (Object.keys(properties).length > 0) return fields(shape, properties, required, depth);
  // Inside a field its own line has said that it is a list.
  if (Object.keys(items).length > 0) return `${depth === 0 ? line : ''}${fields(inner, items, required, depth)}`;
  const choices = choicesOf(shape).filter((each) => Object.keys(objectOf(each['properties'])).length > 0);
  return choices.length === 0 ? line : choices.map((each) => describeSchema(each, required, depth + 1)).join('<hr>');
}

function fields(shape: JsonObject, properties: JsonObject, required: string, depth: number): string {
  const needed = Array.isArray(shape['required']) ? shape['required'] : [];
  const rows = Object.entries(properties).map(([name, value]) => {
    const field = objectOf(value);
    const mark = needed.includes(name) ? ` <em>${required}</em>` : '';
    const nested = isNested(field) ? describeSchema(unwrapped(field), required, depth + 1) : '';
    return `<dt><code>${escapeHtml(name)}</code> <span class="type">${typeOf(field)}</span>${mark}</dt>
<dd>${about(field)}${nested}</dd>`;
  });
  return `<dl>${rows.join('')}</dl>`;
}

/** An object, a list of objects, or one of them or null. */
function isNested(field: JsonObject): boolean {
  const shape = unwrapped(field);
  return isJsonObject(shape['properties']) || isJsonObject(objectOf(shape['items'])['properties']);
}

function unwrapped(field: JsonObject): JsonObject {
  const others = choicesOf(field).filter((each) => each['type'] !== 'null');
  return others.length === 1 ? objectOf(others[0]) : field;
}

function choicesOf(shape: JsonObject): JsonObject[] {
  const choices = shape['anyOf'] ?? shape['oneOf'] ?? shape['allOf'];
  return Array.isArray(choices) ? choices.filter(isJsonObject) : [];
}

function about(shape: JsonObject): string {
  const { description, minLength, maxLength, minimum, maximum, pattern } = shape;
  const limits = [range(minLength, maxLength, 'characters'), range(minimum, maximum, ''), shown(pattern)].filter(
    (each) => each !== '',
  );
  return ` ${shown(description)}${limits.map((each) => ` <code class="soft">${each}</code>`).join('')}`;
}

function range(from: Json | undefined, to: Json | undefined, what: string): string {
  if (to === undefined) return '';
  return `${from === undefined ? '≤ ' : `${shown(from)}…`}${shown(to)} ${what}`.trim();
}

/** The type in a word or two: `text`, `list of number`, a reference by its name. */
function typeOf(shape: JsonObject): string {
  const { type, $ref, format } = shape;
  if (typeof $ref === 'string') {
    const name = shown($ref.split('/').at(-1));
    return `<a href="#${name}">${name}</a>`;
  }
  if (Array.isArray(shape['enum'])) return shape['enum'].map(shown).join(' | ');
  if (shape['const'] !== undefined) return shown(shape['const']);
  if (type === 'array') return `list of ${typeOf(objectOf(shape['items']))}`;
  const choices = choicesOf(shape);
  if (choices.length > 0) return [...new Set(choices.map(typeOf))].join(' | ');
  return (type === 'string' ? shown(format) || 'text' : shown(type)) || 'any';
}
