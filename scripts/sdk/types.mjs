/** JSON schemas of the OpenAPI document as types of TypeScript. */

const plainTypes = { string: 'string', integer: 'number', number: 'number', boolean: 'boolean', null: 'null' };
const isName = (text) => /^[A-Za-z_$][\w$]*$/.test(text);

/** A name as it stands in an object: quoted where it is no word. */
export const keyOf = (name) => (isName(name) ? name : JSON.stringify(name));

/** The type of a value that a schema describes. What it does not describe is unknown. */
export function typeOf(schema, indent = '') {
  if (schema === undefined || schema === true) return 'unknown';
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return union(schema.enum.map((value) => JSON.stringify(value)));
  const many = schema.anyOf ?? schema.oneOf;
  if (many !== undefined) return union(many.map((each) => typeOf(each, indent)));
  if (schema.allOf !== undefined) return schema.allOf.map((each) => `(${typeOf(each, indent)})`).join(' & ');
  if (Array.isArray(schema.type)) return union(schema.type.map((type) => typeOf({ ...schema, type }, indent)));
  if (schema.type === 'array') return `readonly ${inBrackets(typeOf(schema.items, indent))}[]`;
  if (schema.type === 'object' || schema.properties !== undefined) return objectOf(schema, indent);
  return plainTypes[schema.type] ?? 'unknown';
}

function union(types) {
  return [...new Set(types)].join(' | ');
}

/** `(a | b)[]` is a list of both, `a | b[]` is not. */
function inBrackets(type) {
  return /^[\w$]+$/.test(type) ? type : `(${type})`;
}

function objectOf({ properties = {}, required = [], additionalProperties, patternProperties = {} }, indent) {
  const inner = `${indent}  `;
  const fields = Object.entries(properties).map(([name, schema]) => {
    const mark = required.includes(name) ? '' : '?';
    return `${commentOf(schema.description, inner)}${inner}readonly ${keyOf(name)}${mark}: ${typeOf(schema, inner)};\n`;
  });
  const others = [
    ...Object.values(patternProperties),
    ...(isSchema(additionalProperties) ? [additionalProperties] : []),
  ];
  if (fields.length > 0) return `{\n${fields.join('')}${indent}}`;
  if (others.length > 0) return `Readonly<Record<string, ${union(others.map((each) => typeOf(each, indent)))}>>`;
  return additionalProperties === false ? 'Readonly<Record<string, never>>' : 'Readonly<Record<string, unknown>>';
}

const isSchema = (value) => typeof value === 'object' && value !== null;

/** A comment in front of what it describes; nothing where there is no description. */
export function commentOf(description, indent) {
  if (description === undefined || description === '') return '';
  return `${indent}/** ${description.replaceAll('*/', '*\\/').replaceAll(/\s+/g, ' ')} */\n`;
}
