import ts from 'typescript';

/** A file of the repository: its path from the root with forward slashes, and what it says. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** A place that breaks a rule. Lines are counted from 1. */
export interface Finding {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

/** A habit that the build checks: a pure function over files that says where they break it. */
export interface Rule {
  readonly name: string;
  /** Which files it reads; a rule that reads none checks nothing, and the tidy test refuses it. */
  readonly reads: (path: string) => boolean;
  readonly find: (files: readonly SourceText[]) => readonly Finding[];
}

/** A rule that judges each file by itself. */
export function fileRule(
  name: string,
  reads: (path: string) => boolean,
  find: (file: SourceText) => readonly Finding[],
): Rule {
  return { name, reads, find: (files) => files.flatMap((file) => find(file)) };
}

/** A rule that looks at every node of each file's syntax tree; `judge` answers with a message where it is broken. */
export function nodeRule(
  name: string,
  reads: (path: string) => boolean,
  judge: (node: ts.Node, file: ts.SourceFile) => string | undefined,
): Rule {
  return fileRule(name, reads, (file) => {
    const tree = parse(file);
    const findings: Finding[] = [];
    visit(tree, (node) => {
      const message = judge(node, tree);
      if (message !== undefined) findings.push({ path: file.path, line: lineOf(tree, node), message });
    });
    return findings;
  });
}

const trees = new WeakMap<SourceText, ts.SourceFile>();

/** The syntax tree of a file, parsed once. */
export function parse(file: SourceText): ts.SourceFile {
  const known = trees.get(file);
  if (known !== undefined) return known;
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true);
  trees.set(file, tree);
  return tree;
}

/** Calls `see` with the node and all below it, parents before children. */
export function visit(node: ts.Node, see: (node: ts.Node) => void): void {
  see(node);
  ts.forEachChild(node, (child) => visit(child, see));
}

export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
}

/** The line, counted from 1, on which the character at `index` stands. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length;
}

export const isTypeScript = (path: string): boolean => /\.(ts|tsx|mts|cts)$/.test(path);
export const isCode = (path: string): boolean => /\.(ts|tsx|mts|cts|js|mjs|cjs|css|sql)$/.test(path);
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || path.startsWith('test/');
