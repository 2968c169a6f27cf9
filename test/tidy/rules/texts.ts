import ts from 'typescript';
import { type Finding, isTest, isTypeScript, lineOf, parse, type Rule, type SourceText, visit } from '../source.ts';

type Language = 'en' | 'ru';
const pluralSuffix = /_(zero|one|two|few|many|other)$/;

/** What a literal says at each of its keys; nested tables are flattened to `table.key`. */
type Texts = ReadonlyMap<string, string>;

function unwrap(node: ts.Expression): ts.Expression {
  return ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isParenthesizedExpression(node)
    ? unwrap(node.expression)
    : node;
}

function nameOf(property: ts.ObjectLiteralElementLike): string | undefined {
  const { name } = property;
  if (name === undefined) return undefined;
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) ? name.text : undefined;
}

/** The value of a property; a shorthand or a name leads to the constant of that name in the same file. */
function expressionOf(property: ts.ObjectLiteralElementLike, constants: ReadonlyMap<string, ts.Expression>) {
  if (ts.isShorthandPropertyAssignment(property)) return constants.get(property.name.text);
  if (!ts.isPropertyAssignment(property)) return undefined;
  const value = unwrap(property.initializer);
  return ts.isIdentifier(value) ? constants.get(value.text) : value;
}

function constantsOf(tree: ts.SourceFile): ReadonlyMap<string, ts.Expression> {
  const constants = new Map<string, ts.Expression>();
  for (const statement of tree.statements) {
    if (!ts.isVariableStatement(statement)) continue;
    for (const { name, initializer } of statement.declarationList.declarations) {
      if (ts.isIdentifier(name) && initializer !== undefined) constants.set(name.text, unwrap(initializer));
    }
  }
  return constants;
}

function textsOf(node: ts.Expression, constants: ReadonlyMap<string, ts.Expression>, prefix = ''): Texts {
  const texts = new Map<string, string>();
  if (!ts.isObjectLiteralExpression(node)) return texts.set(prefix, node.getText());
  for (const property of node.properties) {
    const key = `${prefix === '' ? '' : `${prefix}.`}${nameOf(property) ?? property.getText()}`;
    const value = expressionOf(property, constants);
    if (value === undefined) texts.set(key, '');
    else for (const [inner, text] of textsOf(value, constants, key)) texts.set(inner, text);
  }
  return texts;
}

const base = (key: string): string => key.replace(pluralSuffix, '');
const bases = (texts: Texts): ReadonlySet<string> => new Set([...texts.keys()].map(base));
const places = (text: string): string =>
  [...text.matchAll(/(?<!\$)\{\w+\}/g)]
    .map(([place]) => place)
    .toSorted()
    .join();

/** A counted text needs a form for each plural of its language: two in English, four in Russian. */
function missingPlurals(texts: Texts, language: Language): readonly string[] {
  const counted = new Set([...texts.keys()].filter((key) => pluralSuffix.test(key)).map(base));
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return [...counted].flatMap((key) =>
    forms.filter((form) => !texts.has(`${key}_${form}`)).map((form) => `${key}_${form} is missing in ${language}`),
  );
}

function differences(ru: Texts, en: Texts): readonly string[] {
  const missing = (from: Texts, to: Texts, language: Language): readonly string[] =>
    [...bases(from)].filter((key) => !bases(to).has(key)).map((key) => `${key} is missing in ${language}`);
  const changed = [...ru]
    .filter(([key, text]) => en.has(key) && places(text) !== places(en.get(key) ?? ''))
    .map(([key]) => `the places in braces differ between ru and en${key === '' ? '' : ` in ${key}`}`);
  return [
    ...missing(ru, en, 'en'),
    ...missing(en, ru, 'ru'),
    ...missingPlurals(ru, 'ru'),
    ...missingPlurals(en, 'en'),
    ...changed,
  ];
}

function judge(node: ts.ObjectLiteralExpression, constants: ReadonlyMap<string, ts.Expression>, strict: boolean) {
  const find = (language: Language) => node.properties.find((property) => nameOf(property) === language);
  const [ru, en] = [find('ru'), find('en')];
  if (ru === undefined && en === undefined) return [];
  if (ru === undefined || en === undefined) {
    return strict ? [`a text has no ${ru === undefined ? 'ru' : 'en'}`] : [];
  }
  const [russian, english] = [expressionOf(ru, constants), expressionOf(en, constants)];
  if (russian === undefined || english === undefined) {
    return strict ? ['both languages must stand in this file, so that they can be compared'] : [];
  }
  return differences(textsOf(russian, constants), textsOf(english, constants));
}

const isTexts = (path: string): boolean => /(^|\/)texts\.ts$/.test(path);

function find(file: SourceText): readonly Finding[] {
  const tree = parse(file);
  const constants = constantsOf(tree);
  const findings: Finding[] = [];
  let tables = 0;
  visit(tree, (node) => {
    if (!ts.isObjectLiteralExpression(node)) return;
    if (node.properties.some((property) => /^(ru|en)$/.test(nameOf(property) ?? ''))) tables += 1;
    for (const message of judge(node, constants, isTexts(file.path))) {
      findings.push({ path: file.path, line: lineOf(tree, node), message });
    }
  });
  if (tables === 0 && isTexts(file.path))
    findings.push({ path: file.path, line: 1, message: 'holds no text in ru and en' });
  return findings;
}

/** Texts that a person sees are in Russian and English, key by key, with the same places for values. */
const bothLanguages: Rule = {
  name: 'texts-in-both-languages',
  reads: (path) => isTypeScript(path) && !isTest(path),
  find: (files) => files.flatMap(find),
};

export const textRules = [bothLanguages];
