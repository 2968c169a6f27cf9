import { type Finding, lineAt, type Rule, type SourceText } from '../source.ts';

export interface CreatedTable {
  readonly path: string;
  readonly line: number;
  readonly name: string;
  /** True when its first column is the lane; true for a partition, which has its parent's columns. */
  readonly laned: boolean;
}

const creation =
  /create\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([^\s(]+)\s*(\(\s*lane\b|partition\s+of\b)?/gi;
const builder = /\.createTable\(\s*['"`]([^'"`]+)['"`]\s*\)\s*(\.addColumn\(\s*['"`]lane['"`])?/g;

/** The tables that a migration creates, temporary ones excepted. */
export function createdTables({ path, text }: SourceText): readonly CreatedTable[] {
  return [...text.matchAll(creation), ...text.matchAll(builder)].map((match) => ({
    path,
    line: lineAt(text, match.index),
    name: (match[1] ?? '').replaceAll('"', '').toLowerCase(),
    laned: match[2] !== undefined,
  }));
}

const isMigration = (path: string): boolean => /^server\/migrations\/\d.*\.ts$/.test(path);
const roomOf = (path: string): string | undefined => /^server\/src\/rooms\/([^/]+)\//.exec(path)?.[1];

/** A table is named after the room that owns it, so its prefix leads to the folder; the engine owns `engine_…`. */
const prefixes: Rule = {
  name: 'tables-bear-their-rooms-name',
  reads: (path) => isMigration(path) || roomOf(path) !== undefined,
  find: (files) => {
    const owners = ['engine', ...new Set(files.flatMap((file) => roomOf(file.path) ?? []))];
    return files
      .filter((file) => isMigration(file.path))
      .flatMap((file) => createdTables(file))
      .filter((table) => !owners.some((owner) => table.name.startsWith(`${owner}_`)))
      .map(({ path, line, name }) => ({ path, line, message: `${name} begins with the name of no room` }));
  },
};

/** Each migration says why it is there, in a comment before anything it exports. */
const reasons: Rule = {
  name: 'migrations-say-why',
  reads: isMigration,
  find: (files) =>
    files.flatMap(({ path, text }): Finding[] => {
      if (!/^server\/migrations\/\d{4}-[a-z0-9-]+\.ts$/.test(path)) {
        return [{ path, line: 1, message: 'a migration is named 0001-what-it-does.ts' }];
      }
      const start = text.search(/^export /m);
      const said = /\/\*\*[\s\S]{20,}?\*\//.test(start === -1 ? text : text.slice(0, start));
      return said ? [] : [{ path, line: 1, message: 'no comment says why the migration is there' }];
    }),
};

export const migrationRules = [prefixes, reasons];
