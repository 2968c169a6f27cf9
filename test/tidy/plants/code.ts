import { type Plant, plant } from './plant.ts';

const service = 'server/src/rooms/ledger/service.ts';
const rules = 'server/src/rooms/ledger/rules/fold.ts';
const lines = (count: number): string => 'const line = 1;\n'.repeat(count);
const body = (count: number): string => `function long() {\n${lines(count - 2)}}\n`;

const size: readonly Plant[] = [
  plant('file-length', 'a file of 501 lines', service, lines(501), [501]),
  plant('file-length', 'a file of 500 lines', service, lines(500), []),
  plant('line-length', 'a line of 121 columns', service, `const ok = 1;\n${'x'.repeat(121)}\n`, [2]),
  plant('line-length', 'a line of 120 wide characters', service, `${'ж'.repeat(120)}\n`, []),
  plant('function-length', 'a function of 71 lines', service, `\n${body(71)}`, [2]),
  plant('function-length', 'a function of 70 lines', service, body(70), []),
  plant('function-length', 'a long method', service, `class A {\n  a() {\n${lines(70)}}\n}\n`, [2]),
  plant('function-length', 'a long describe', 'test/a.test.ts', `describe('a', () => {\n${lines(80)}});\n`, []),
  plant('function-length', 'a long test', 'test/a.test.ts', `it('a', () => {\n${lines(80)}});\n`, [1]),
];

const world: readonly Plant[] = [
  plant('world-only-in-kit', 'the present', service, 'const a = 1;\nconst now = new Date();\n', [2]),
  plant('world-only-in-kit', 'the clock', service, 'const now = Date.now();\n', [1]),
  plant(
    'world-only-in-kit',
    'the clock by another way',
    service,
    "const a = Date['now']();\nconst b = Date();\n",
    [1, 2],
  ),
  plant('world-only-in-kit', 'a random number', service, 'const die = Math.random();\n', [1]),
  plant('world-only-in-kit', 'the environment', service, 'const port = process.env.PORT;\n', [1]),
  plant('world-only-in-kit', 'the environment, imported', service, "import { env } from 'node:process';\n", [1]),
  plant('world-only-in-kit', 'the environment, taken apart', service, 'const { env: e } = process;\n', [1]),
  plant('world-only-in-kit', 'the console', service, "console.warn('x');\n", [1]),
  plant('world-only-in-kit', 'a moment given', service, 'const at = new Date(moment);\n', []),
  plant('world-only-in-kit', 'the kit itself', 'server/src/kit/clock.ts', 'const now = Date.now();\n', []),
  plant('world-only-in-kit', 'a word in a text', service, "const help = 'Date.now() and console.log';\n", []),
];

const faults: readonly Plant[] = [
  plant('no-empty-catch', 'an empty catch', service, 'try {\n  a();\n} catch {\n}\n', [3]),
  plant('no-empty-catch', 'a catch with a comment alone', service, 'try {\n  a();\n} catch {\n  // Fine.\n}\n', [3]),
  plant('no-empty-catch', 'an empty rejection handler', service, 'a().catch(() => {});\n', [1]),
  plant('no-empty-catch', 'a handler that says why', service, 'a().catch(() => {\n  // It was never open.\n});\n', []),
  plant('no-empty-catch', 'a catch that acts', service, 'try {\n  a();\n} catch {\n  b();\n}\n', []),
  plant('no-any', 'a cast to any', service, 'const a = 1;\nconst b = a as any;\n', [2]),
  plant('no-any', 'the word in a name', service, 'const any = many;\n', []),
  plant('no-compiler-off', 'a directive', service, `const a = 1;\n${['//', '@ts-nocheck'].join(' ')}\n`, [2]),
  plant('no-compiler-off', 'an expected error', service, '// @ts-expect-error: the cast is the test.\n', []),
  plant('no-partial-tests', 'one test alone', 'test/a.test.ts', "it('a', f);\nit.only('b', f);\n", [2]),
  plant('no-partial-tests', 'a test left out', 'test/a.test.ts', "describe.skip('a', f);\nxit('b', f);\n", [1, 2]),
  plant('no-partial-tests', 'whole tests', 'test/a.test.ts', "it('skip(', f);\n", []),
];

const pure: readonly Plant[] = [
  plant('rules-are-pure', 'a database', rules, "const a = 1;\nimport pg from 'pg';\n", [2]),
  plant('rules-are-pure', 'a file', rules, "import { readFileSync } from 'node:fs';\n", [1]),
  plant('rules-are-pure', 'a socket, later', rules, "const net = () => import('node:net');\n", [1]),
  plant('rules-are-pure', 'a timer', rules, "import { setTimeout } from 'node:timers/promises';\n", [1]),
  plant('rules-are-pure', 'a wait', rules, 'setTimeout(f, 1);\n', [1]),
  plant('rules-are-pure', 'a date', 'server/src/conditions/window.ts', 'const day = new Date(moment);\n', [1]),
  plant('rules-are-pure', 'an async function', rules, 'export async function f() {}\n', [1]),
  plant('rules-are-pure', 'values', rules, "import { dayMs } from '../../../kit/values/time.ts';\n", []),
  plant('rules-are-pure', 'a test beside', rules.replace('.ts', '.test.ts'), "import fs from 'node:fs';\n", []),
];

const unfinished = ['TO', 'DO'].join('');
const home = ['', 'home', 'ann', 'notes'].join('/');

const words: readonly Plant[] = [
  plant('nothing-unfinished', 'a promise in a comment', service, `const a = 1;\n// ${unfinished}: later.\n`, [2]),
  plant('nothing-unfinished', 'a promise in a document', 'README.md', `# A\n\n${['FIX', 'ME'].join('')}\n`, [3]),
  plant('nothing-unfinished', 'a longer word', service, `const ${unfinished}S = 1;\n`, []),
  plant('no-machine-paths', 'a home', service, `const a = 1;\nconst b = '${home}';\n`, [2]),
  plant('no-machine-paths', 'a home on Windows', 'README.md', `Open ${['C:', 'Users', 'ann'].join('\\')}.\n`, [1]),
  plant('no-machine-paths', 'a path in the repository', 'README.md', 'See docs/home/page.md and server/work/x.\n', []),
  plant('no-machine-paths', 'an address', service, "const url = 'https://example.com/home/page';\n", []),
];

const texts = 'server/src/rooms/ledger/texts.ts';

const languages: readonly Plant[] = [
  plant(
    'texts-in-both-languages',
    'a key in one',
    texts,
    "export const t = { ru: { a: 'а', b: 'б' }, en: { a: 'a' } };\n",
    [1],
  ),
  plant(
    'texts-in-both-languages',
    'a text in one',
    texts,
    "const t = {\n  a: { ru: 'а' },\n  b: { ru: 'б', en: 'b' },\n};\n",
    [2],
  ),
  plant('texts-in-both-languages', 'a place in one', texts, "const t = { a: { ru: 'до {day}', en: 'until' } };\n", [1]),
  plant(
    'texts-in-both-languages',
    'a plural',
    texts,
    "const t = { ru: { d_one: 'д', d_few: 'д' }, en: { d_one: 'd' } };\n",
    [1, 1, 1],
  ),
  plant('texts-in-both-languages', 'no text', texts, 'export const t = {};\n', [1]),
  plant(
    'texts-in-both-languages',
    'tables of their own',
    texts,
    "const ru = { a: 'а', x: { b: 'б' } };\nconst en = { a: 'a', x: {} };\nexport const t = { ru, en };\n",
    [3],
  ),
  plant(
    'texts-in-both-languages',
    'tables elsewhere',
    texts,
    "import { ru, en } from './x.ts';\nconst t = { ru, en };\n",
    [2],
  ),
  plant(
    'texts-in-both-languages',
    'equal keys',
    texts,
    "const t = { ru: { a: 'а {n}' }, en: { a: 'a {n}' } } as const;\n",
    [],
  ),
];

export const codePlants: readonly Plant[] = [...size, ...world, ...faults, ...pure, ...words, ...languages];
