/** A schema of the OpenAPI document, as far as its texts are looked for. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly minimum?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

export type Schemas = Readonly<Record<string, Schema>>;

type Step = string | number;

/** Where in a body a text stands, and how long it may be. */
export interface TextField {
  readonly at: readonly Step[];
  readonly maxLength: number;
  /** Whether the same text of the same named schema stands at an earlier place of the body, too. */
  readonly again: boolean;
}

/** Conditions hold conditions: so deep is looked for texts. */
const deepest = 7;

/** Every text that a body of this schema may have, each place once. */
export function textFields(schema: Schema, schemas: Schemas): TextField[] {
  const found = new Map<string, TextField>();
  const texts = new Set<string>();
  const visit = (each: Schema, at: readonly Step[], outer: string): void => {
    if (at.length > deepest) return;
    const own = resolve(each, schemas);
    const name = each.$ref ?? outer;
    const { type, maxLength, properties, items, ...plain } = own;
    const isText = [type].flat().includes('string') && plain.enum === undefined;
    if (isText && !found.has(at.join('/'))) {
      found.set(at.join('/'), { at, maxLength: maxLength ?? Number.POSITIVE_INFINITY, again: texts.has(name) });
      texts.add(name);
    }
    for (const [step, inner] of Object.entries(properties ?? {})) visit(inner, [...at, step], `${name}/${step}`);
    const free = freeOf(own);
    if (free !== undefined) visit(free, [...at, 'anything'], `${name}/anything`);
    if (items !== undefined) visit(items, [...at, 0], `${name}/0`);
    for (const branch of branchesOf(plain)) visit(branch, at, name);
  };
  visit(schema, [], '');
  return [...found.values()];
}

/** What stands under names that the schema leaves open. */
function freeOf({ additionalProperties, patternProperties = {} }: Schema): Schema | undefined {
  return typeof additionalProperties === 'object' ? additionalProperties : Object.values(patternProperties)[0];
}

function branchesOf({ anyOf = [], oneOf = [], allOf = [] }: Schema): readonly Schema[] {
  return [...anyOf, ...oneOf, ...allOf];
}

function resolve(schema: Schema, schemas: Schemas): Schema {
  const name = schema.$ref?.split('/').at(-1);
  if (name === undefined) return schema;
  const found = schemas[name];
  if (found === undefined) throw new Error(`No schema is called ${name}`);
  return found;
}

/** The body with a text put in: whatever has to be there for it is made up on the way. */
export function withText(body: unknown, schema: Schema, at: readonly Step[], text: string, schemas: Schemas): unknown {
  const [step, ...rest] = at;
  if (step === undefined) return text;
  const inside = innerOf(schema, step, schemas);
  if (typeof step === 'number') {
    const [first, ...others] = Array.isArray(body) ? body : [];
    return [withText(first, inside, rest, text, schemas), ...others];
  }
  const holder = objectWith(schema, step, schemas);
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : exampleOf(holder, schemas);
  return { ...given, [step]: withText(Reflect.get(given, step), inside, rest, text, schemas) };
}

/** The branch of a schema that is an object with this field. */
function objectWith(schema: Schema, name: string, schemas: Schemas): Schema {
  const own = resolve(schema, schemas);
  if (own.properties?.[name] !== undefined || freeOf(own) !== undefined) return own;
  const branch = branchesOf(own).find((each) => hasStep(each, name, schemas));
  return branch === undefined ? own : objectWith(branch, name, schemas);
}

function innerOf(schema: Schema, step: Step, schemas: Schemas): Schema {
  const own = resolve(schema, schemas);
  const { properties, items } = own;
  const inner = typeof step === 'number' ? items : properties?.[step];
  if (inner !== undefined) return inner;
  const branch = branchesOf(own).find((each) => hasStep(each, step, schemas));
  if (branch !== undefined) return innerOf(branch, step, schemas);
  return freeOf(own) ?? {};
}

function hasStep(schema: Schema, step: Step, schemas: Schemas): boolean {
  const own = resolve(schema, schemas);
  const isHere = typeof step === 'number' ? own.items !== undefined : own.properties?.[step] !== undefined;
  return isHere || branchesOf(own).some((each) => hasStep(each, step, schemas));
}

/** The least that fits a schema, or nearly: what does not fit is refused, which is an answer as well. */
function exampleOf(schema: Schema, schemas: Schemas, depth = 0): object {
  const { required = [], properties = {} } = resolve(schema, schemas);
  return Object.fromEntries(required.map((name) => [name, anyValue(properties[name] ?? {}, schemas, depth)]));
}

function anyValue(schema: Schema, schemas: Schemas, depth: number): unknown {
  if (depth > deepest) return {};
  const { type, format, minimum, minItems = 0, items, ...own } = resolve(schema, schemas);
  if (own.const !== undefined) return own.const;
  if (own.enum !== undefined) return own.enum[0];
  const [branch] = branchesOf(own);
  if (branch !== undefined) return anyValue(branch, schemas, depth + 1);
  switch ([type].flat()[0]) {
    case 'string':
      return format === undefined ? 'text' : '2026-01-20T00:00:00Z';
    case 'integer':
    case 'number':
      return minimum ?? 1;
    case 'boolean':
      return false;
    case 'array':
      return minItems > 0 && items !== undefined ? [anyValue(items, schemas, depth + 1)] : [];
    default:
      return exampleOf(schema, schemas, depth + 1);
  }
}
