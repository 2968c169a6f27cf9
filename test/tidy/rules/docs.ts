import { type Finding, lineAt, type Rule, type SourceText } from '../source.ts';

interface Manifest {
  readonly scripts: ReadonlySet<string>;
  readonly commands: readonly string[];
  readonly binaries: ReadonlyMap<string, string>;
}

const isDocument = (path: string): boolean => path.endsWith('.md') && !path.startsWith('test/');
const isScriptFile = (path: string): boolean => path.startsWith('scripts/');

/** Commands of npm itself that a reader may be told to run. */
const own = new Set(['ci', 'install', 'i', 'run', 'exec', 'pack', 'publish', 'init', 'create', 'update', 'audit']);

function strings(value: unknown): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
}

function readManifest(text: string): Manifest {
  const manifest: unknown = JSON.parse(text);
  const part = (name: string): unknown =>
    typeof manifest === 'object' && manifest !== null ? Reflect.get(manifest, name) : undefined;
  const scripts = strings(part('scripts'));
  return {
    scripts: new Set(scripts.map(([name]) => name)),
    commands: scripts.map(([, command]) => command),
    binaries: new Map(strings(part('bin'))),
  };
}

/** What a document tells its reader to run, inside code only: words in a sentence are no command. */
function commandsOf({ text }: SourceText): readonly { index: number; command: string }[] {
  const code = /```[\s\S]*?```|`[^`\n]+`/g;
  const command = /\b(npm (?:run )?[a-z][\w:-]*|npx [a-z@][\w@/-]*|node scripts\/[\w/.-]+)/g;
  return [...text.matchAll(code)].flatMap((block) =>
    [...block[0].matchAll(command)].map((found) => ({ index: block.index + found.index, command: found[0] })),
  );
}

function exists(command: string, manifest: Manifest, paths: ReadonlySet<string>): boolean {
  const [tool, first = '', second] = command.split(' ');
  if (tool === 'node') return paths.has(first);
  if (tool === 'npx') return manifest.binaries.has(first);
  if (first === 'run') return second === undefined || manifest.scripts.has(second);
  return manifest.scripts.has(first) || own.has(first);
}

function missingFiles(manifest: Manifest, paths: ReadonlySet<string>): readonly Finding[] {
  const named = manifest.commands.flatMap((command) => /^node (scripts\/\S+)/.exec(command)?.[1] ?? []);
  return [...named, ...manifest.binaries.values()]
    .filter((file) => !paths.has(file.replace(/^\.\//, '')))
    .map((file) => ({ path: 'package.json', line: 1, message: `${file} does not exist` }));
}

/** A copied command runs: what documents name is in package.json, and what that names is on the disk. */
const commands: Rule = {
  name: 'documented-commands-exist',
  reads: (path) => isDocument(path) || isScriptFile(path) || path === 'package.json',
  find: (files) => {
    const text = files.find((file) => file.path === 'package.json')?.text;
    if (text === undefined) return [{ path: 'package.json', line: 1, message: 'there is no package.json' }];
    const manifest = readManifest(text);
    const paths = new Set(files.map((file) => file.path));
    const unknown = files
      .filter((file) => isDocument(file.path))
      .flatMap((file) =>
        commandsOf(file)
          .filter(({ command }) => !exists(command, manifest, paths))
          .map(({ index, command }) => ({
            path: file.path,
            line: lineAt(file.text, index),
            message: `there is no command ${command}`,
          })),
      );
    return [...missingFiles(manifest, paths), ...unknown];
  },
};

export const documentRules = [commands];
