import ts from 'typescript';
import { isTest, isTypeScript, nodeRule } from '../source.ts';

/** Code that decides: the rules of a room and the condition language. */
const pureCode = /^server\/src\/(conditions\/|rooms\/[^/]+\/rules\/)/;
const isPure = (path: string): boolean => isTypeScript(path) && pureCode.test(path) && !isTest(path);

const waits = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'fetch']);
const worldPackages = /^(node:.+|pg|pg-copy-streams|kysely|fastify|pino|undici|fs|net|http|https|timers|crypto)(\/|$)/;

function importedFrom(node: ts.Node): string | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    return node.moduleSpecifier !== undefined && ts.isStringLiteral(node.moduleSpecifier)
      ? node.moduleSpecifier.text
      : undefined;
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [source] = node.arguments;
  return source !== undefined && ts.isStringLiteralLike(source) ? source.text : 'a computed module';
}

function isDate(node: ts.Node): boolean {
  return ts.isNewExpression(node) && node.expression.getText() === 'Date';
}

/** Rules decide, services act: what decides has no clock, random, database, network, and never waits. */
const purity = nodeRule('rules-are-pure', isPure, (node) => {
  const source = importedFrom(node);
  if (source !== undefined && (worldPackages.test(source) || source === 'a computed module')) {
    return `imports ${source}; what decides reads no world`;
  }
  if (isDate(node)) return 'makes a Date; moments are numbers here';
  if (node.kind === ts.SyntaxKind.AsyncKeyword || ts.isAwaitExpression(node))
    return 'waits; what decides is synchronous';
  if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && waits.has(node.expression.text)) {
    return `calls ${node.expression.text}; what decides is synchronous`;
  }
  return undefined;
});

export const purityRules = [purity];
