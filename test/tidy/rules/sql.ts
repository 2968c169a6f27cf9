import ts from 'typescript';
import { type Finding, isTest, isTypeScript, lineOf, parse, type Rule, type SourceText, visit } from '../source.ts';
import { createdTables } from './migrations.ts';

/** A table whose rows belong to no lane; a name that ends in `*` stands for all tables that begin so. */
export interface GlobalTable {
  readonly table: string;
  readonly reason: string;
}

/** A statement that may read a lane's table across lanes. `contains` is a piece of its text. */
export interface AllowedStatement {
  readonly path: string;
  readonly contains: string;
  readonly reason: string;
}

interface Statement {
  readonly text: string;
  readonly saysLane: boolean;
  readonly line: number;
  readonly tables: readonly string[];
}

const isSource = (path: string): boolean =>
  /^server\/src\/(engine|rooms)\//.test(path) && isTypeScript(path) && !isTest(path);
const isMigration = (path: string): boolean => /^server\/migrations\/\d/.test(path);

const named = /\b(?:from|join|into|update|copy|using|truncate)\s+(?:only\s+)?"?([a-z]+_[a-z0-9_]+)"?/gi;
const verb = /\b(select|insert\s+into|update|delete\s+from|merge\s+into|copy|truncate)\b/i;
/** Compared with something, joined by, or among the columns of an insert or of a row: to select it is not enough. */
const bound = [
  /\blane\s*(=|<|>|in\b|between\b)/i,
  /[=<>]\s*(\w+\.)?lane\b/i,
  /\busing\s*\([^)]*\blane\b/i,
  /\(\s*(\w+\.)?lane\s*,/i,
];
const builders = new Set(['selectFrom', 'insertInto', 'updateTable', 'deleteFrom', 'mergeInto']);

/** The whole expression that a piece of text is glued into with `+`. */
function wholeText(node: ts.Node): ts.Node {
  let whole = node;
  while (ts.isBinaryExpression(whole.parent) && whole.parent.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    whole = whole.parent;
  }
  return whole;
}

/** The whole chain of calls that a query builder's call stands in. */
function wholeChain(node: ts.Node): ts.Node {
  let whole = node;
  while (ts.isPropertyAccessExpression(whole.parent) || (ts.isCallExpression(whole.parent) && isCallee(whole))) {
    whole = whole.parent;
  }
  return whole;
}

function isCallee(node: ts.Node): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}

function isText(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

function statementOf(node: ts.Node, tree: ts.SourceFile): Statement | undefined {
  if (isText(node)) {
    const text = wholeText(node).getText(tree);
    const tables = [...node.getText(tree).matchAll(named)].flatMap(([, table]) => table?.toLowerCase() ?? []);
    const saysLane = bound.some((pattern) => pattern.test(text));
    return tables.length > 0 && verb.test(text) ? { text, saysLane, line: lineOf(tree, node), tables } : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const [table] = node.arguments;
  if (!builders.has(node.expression.name.text) || table === undefined || !ts.isStringLiteralLike(table))
    return undefined;
  const bare = table.text.split(/\s/)[0] ?? table.text;
  const text = wholeChain(node).getText(tree);
  return { text, saysLane: /\blane\b/.test(text), line: lineOf(tree, node), tables: [bare] };
}

function statementsOf(file: SourceText): readonly Statement[] {
  const tree = parse(file);
  const statements: Statement[] = [];
  visit(tree, (node) => {
    const statement = statementOf(node, tree);
    if (statement !== undefined) statements.push(statement);
  });
  return statements;
}

const isAllowance = (path: string, statement: Statement, allowed: AllowedStatement): boolean =>
  allowed.path === path && statement.text.includes(allowed.contains);

function laneFindings(file: SourceText, lane: ReadonlySet<string>, allowed: readonly AllowedStatement[]): Finding[] {
  return statementsOf(file).flatMap((statement): Finding[] => {
    const table = statement.tables.find((name) => lane.has(name));
    if (table === undefined || statement.saysLane) return [];
    if (allowed.some((entry) => isAllowance(file.path, statement, entry))) return [];
    return [{ path: file.path, line: statement.line, message: `a statement on ${table} does not say whose lane` }];
  });
}

function staleFindings(files: readonly SourceText[], allowed: readonly AllowedStatement[]): Finding[] {
  return allowed.flatMap((entry): Finding[] => {
    const file = files.find((candidate) => candidate.path === entry.path);
    const used = file !== undefined && statementsOf(file).some((statement) => isAllowance(file.path, statement, entry));
    if (used) return [];
    return [{ path: entry.path, line: 1, message: `no statement contains the allowed ${entry.contains}` }];
  });
}

/**
 * The lane is the shard key, so every statement on a lane's table says it. A lane's table is one that a migration
 * creates with `lane` as its first column; a table without it must be listed as global, with the reason.
 */
export function laneRule(globals: readonly GlobalTable[], allowed: readonly AllowedStatement[]): Rule {
  return {
    name: 'sql-mentions-lane',
    reads: (path) => isSource(path) || isMigration(path),
    find: (files) => {
      const tables = files.filter((file) => isMigration(file.path)).flatMap((file) => createdTables(file));
      const sources = files.filter((file) => isSource(file.path));
      const known = new Set(tables.filter((table) => !table.laned).map((table) => table.name));
      const lane = new Set(tables.filter((table) => table.laned).map((table) => table.name));
      return [
        ...tables
          .filter((table) => !table.laned && !globals.some((entry) => isNamedBy(entry, table.name)))
          .map(({ path, line, name }) => ({ path, line, message: `the first column of ${name} is not lane` })),
        ...globals
          .filter((entry) => ![...known].some((table) => isNamedBy(entry, table)))
          .map(({ table }) => ({ path: 'server/migrations', line: 1, message: `no global table is named ${table}` })),
        ...sources.flatMap((file) => laneFindings(file, lane, allowed)),
        ...staleFindings(sources, allowed),
      ];
    },
  };
}

function isNamedBy({ table }: GlobalTable, name: string): boolean {
  return table.endsWith('*') ? name.startsWith(table.slice(0, -1)) : name === table;
}

/** A folder's statements name only the tables that it owns. */
export const ownTables: Rule = {
  name: 'sql-on-own-tables',
  reads: isSource,
  find: (files) =>
    files.flatMap((file) => {
      const owner = /^server\/src\/(?:rooms\/)?([^/]+)\//.exec(file.path)?.[1] ?? '';
      return statementsOf(file).flatMap((statement) =>
        statement.tables
          .filter((table) => isOurs(table) && !table.startsWith(`${owner}_`))
          .map((table) => ({ path: file.path, line: statement.line, message: `${table} is not ${owner}'s` })),
      );
    }),
};

/** Tables of PostgreSQL itself belong to nobody. */
function isOurs(table: string): boolean {
  return !/^(pg|information)_/.test(table);
}
