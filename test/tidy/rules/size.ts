import ts from 'typescript';
import { type Finding, fileRule, isCode, isTypeScript, nodeRule, type SourceText } from '../source.ts';

const fileLines = 500;
const preferredFileLines = 300;
const functionLines = 70;
const columns = 120;

const isScript = (path: string): boolean => isTypeScript(path) || /\.[mc]?js$/.test(path);

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

const fileLength = fileRule('file-length', isCode, ({ path, text }) => {
  const count = linesOf(text).length;
  return count <= fileLines ? [] : [{ path, line: count, message: `${count} lines, at most ${fileLines}` }];
});

const lineLength = fileRule('line-length', isCode, ({ path, text }) =>
  linesOf(text).flatMap((line, index): Finding[] => {
    const width = [...line].length;
    return width <= columns ? [] : [{ path, line: index + 1, message: `${width} columns, at most ${columns}` }];
  }),
);

/** The callback of `describe` groups tests; its length is that of its tests together and says nothing. */
function groupsTests(node: ts.Node): boolean {
  if (!ts.isCallExpression(node.parent)) return false;
  return /^(describe|suite)\b/.test(node.parent.expression.getText());
}

const functionLength = nodeRule('function-length', isScript, (node, tree) => {
  if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined || groupsTests(node)) return undefined;
  const first = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
  const last = tree.getLineAndCharacterOfPosition(node.getEnd()).line;
  const count = last - first + 1;
  return count <= functionLines ? undefined : `a function of ${count} lines, at most ${functionLines}`;
});

export const sizeRules = [fileLength, lineLength, functionLength];

/** Files that may stay but have outgrown the preferred length, longest first. */
export function longFiles(files: readonly SourceText[]): readonly string[] {
  return files
    .filter((file) => isCode(file.path))
    .map((file) => ({ path: file.path, count: linesOf(file.text).length }))
    .filter(({ count }) => count > preferredFileLines)
    .sort((left, right) => right.count - left.count)
    .map(({ path, count }) => `${path} (${count} lines)`);
}
