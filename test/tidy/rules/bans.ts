import ts from 'typescript';
import { fileRule, isCode, isTest, isTypeScript, lineAt, nodeRule } from '../source.ts';

/** Where the world may be read: the kit injects clock, randomness, configuration and log into everything else. */
const worldly = /^(server\/src\/kit|admin\/src\/kit|scripts|test|bench|demo)\/|^sdk\/browser\/src\/world\.ts$/;
const isInjected = (path: string): boolean => isTypeScript(path) && !worldly.test(path) && !path.endsWith('.config.ts');

const isScript = (path: string): boolean => isCode(path) && !/\.(css|sql)$/.test(path);

function isMember(node: ts.Node, object: string, member: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.expression.getText() === object && node.name.text === member;
  if (!ts.isElementAccessExpression(node) || node.expression.getText() !== object) return false;
  return ts.isStringLiteralLike(node.argumentExpression) && node.argumentExpression.text === member;
}

function isClock(node: ts.Node): boolean {
  if (isMember(node, 'Date', 'now')) return true;
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  return ts.isCallExpression(node) && node.expression.getText() === 'Date';
}

function isEnvironment(node: ts.Node): boolean {
  if (isMember(node, 'process', 'env')) return true;
  if (ts.isImportSpecifier(node)) {
    const source = node.parent.parent.parent.moduleSpecifier;
    const name = (node.propertyName ?? node.name).text;
    return name === 'env' && ts.isStringLiteral(source) && /^(node:)?process$/.test(source.text);
  }
  if (!ts.isBindingElement(node) || (node.propertyName ?? node.name).getText() !== 'env') return false;
  const declaration = node.parent.parent;
  return ts.isVariableDeclaration(declaration) && declaration.initializer?.getText() === 'process';
}

function isConsole(node: ts.Node): boolean {
  if (!ts.isIdentifier(node) || node.text !== 'console') return false;
  return ts.isPropertyAccessExpression(node.parent) && node.parent.expression === node;
}

const world = nodeRule('world-only-in-kit', isInjected, (node) => {
  if (isClock(node)) return 'reads the clock; take a Clock or a moment instead';
  if (isMember(node, 'Math', 'random')) return 'draws a random number; take a Random instead';
  if (isEnvironment(node)) return 'reads the environment; kit/config reads it once';
  return isConsole(node) ? 'writes to the console; take a log instead' : undefined;
});

/** A handler that does nothing must at least say why; what it says is a comment, which is no node of the tree. */
function isSilentHandler(node: ts.Node): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  if (!ts.isBlock(node.body) || node.body.statements.length > 0) return false;
  return !/\/\/|\/\*/.test(node.body.getText());
}

const emptyCatch = nodeRule('no-empty-catch', isScript, (node) => {
  if (ts.isCatchClause(node) && node.block.statements.length === 0) return 'an empty catch hides a fault';
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  if (node.expression.name.text !== 'catch') return undefined;
  return node.arguments.some(isSilentHandler) ? 'an empty catch hides a fault' : undefined;
});

const asAny = nodeRule('no-any', isTypeScript, (node) =>
  node.kind === ts.SyntaxKind.AnyKeyword ? 'any switches the types off' : undefined,
);

/** Comments are no nodes, so the directives are looked for in the text. */
const directives = new RegExp(`(//|/\\*)\\s*@ts-(${['ig', 'nore'].join('')}|nocheck)\\b`, 'g');
const noDirectives = fileRule('no-compiler-off', isTypeScript, ({ path, text }) =>
  [...text.matchAll(directives)].map((match) => ({
    path,
    line: lineAt(text, match.index),
    message: 'a directive switches the compiler off',
  })),
);

/** `skipIf` and `runIf` stay: some tests can only run as root, others only as somebody else. */
const partial = new Set(['only', 'skip', 'todo']);
const aliases = new Set(['fit', 'fdescribe', 'xit', 'xtest', 'xdescribe']);
const wholeTests = nodeRule('no-partial-tests', isTest, (node) => {
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression;
  const name = ts.isPropertyAccessExpression(called) ? called.name.text : '';
  if (partial.has(name) || (ts.isIdentifier(called) && aliases.has(called.text))) {
    return `.${name === '' ? called.getText() : name}( leaves tests out`;
  }
  return undefined;
});

export const banRules = [world, emptyCatch, asAny, noDirectives, wholeTests];
