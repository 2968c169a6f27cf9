import { describe, expect, it } from 'vitest';
import { type Check, listChecks } from '../../scripts/checks/list.mjs';
import { judgeCheck, judgeTests } from '../../scripts/checks/verdict.mjs';
import { makeSandbox } from './sandbox.ts';

const settings = [
  '.dependency-cruiser.cjs',
  '.oxlintrc.json',
  'biome.json',
  'knip.json',
  'tsconfig.json',
  'tsconfig.browser.json',
  'scripts/checks/knip-count.mjs',
];
const devDependencies = { 'dependency-cruiser': '*' };
const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
const clean = {
  'package.json': json({
    name: 'sandbox',
    private: true,
    type: 'module',
    workspaces: ['server', 'admin'],
    devDependencies,
  }),
  'server/package.json': json({ name: 'server', private: true, type: 'module' }),
  'server/src/main.ts': "import { half } from './half.ts';\n\nprocess.exitCode = half(4);\n",
  'server/src/half.ts': 'export function half(whole: number): number {\n  return whole / 2;\n}\n',
  'admin/package.json': json({ name: 'admin', private: true, type: 'module' }),
  'admin/index.html': '<script type="module" src="/src/main.tsx"></script>\n',
  'admin/src/main.tsx': "import { title } from './title.ts';\n\ndocument.title = title;\n",
  'admin/src/title.ts': "export const title = 'Sandbox';\n",
};

/** By check: files that break it, and what its tool should say of them. */
const violations: Readonly<Record<string, { files: Readonly<Record<string, string>>; says: RegExp }>> = {
  types: {
    files: { 'server/src/half.ts': 'export function half(whole: string): number {\n  return whole;\n}\n' },
    says: /half\.ts.*TS2322/,
  },
  'types in the browser': {
    files: { 'admin/src/title.ts': 'export const title = process.title;\n' },
    says: /title\.ts.*TS2591/,
  },
  'format and lint': {
    files: { 'server/src/half.ts': 'export const half = (whole: any): number =>  whole / 2;\n' },
    says: /noExplicitAny[\s\S]*half\.ts format/,
  },
  promises: {
    files: { 'server/src/main.ts': 'export function main(): void {\n  Promise.resolve(1);\n}\n' },
    says: /no-floating-promises/,
  },
  walls: {
    files: { 'server/src/kit/a.ts': "import { half } from '../half.ts';\n\nexport const two = half(4);\n" },
    says: /kit-knows-no-room: server\/src\/kit\/a\.ts/,
  },
  'unused code': { files: { 'server/src/unused.ts': 'export const nobody = 1;\n' }, says: /server\/src\/unused\.ts/ },
};

interface Judged {
  readonly ok: boolean;
  readonly files: number;
  readonly output: string;
}

function judge(check: Check, files: Readonly<Record<string, string>>): Judged {
  const sandbox = makeSandbox(settings, 'installed');
  try {
    sandbox.write(files);
    const { status, output } = sandbox.run(check.program, check.args);
    return { ...judgeCheck({ code: status, signal: null, output }, check.countFiles), output };
  } finally {
    sandbox.remove();
  }
}

const checks = listChecks((folder) => folder === 'server');

describe('the checks of npm test', () => {
  it.each(checks)('$name passes what is clean and counts its files', (check) => {
    const verdict = judge(check, clean);
    expect(verdict.ok, verdict.output).toBe(true);
    expect(verdict.files).toBeGreaterThanOrEqual(2);
  });

  it.each(checks)('$name finds what was planted', (check) => {
    const planted = violations[check.name];
    expect(planted, 'every check has a violation').toBeDefined();
    const verdict = judge(check, { ...clean, ...planted?.files });
    expect(verdict.ok).toBe(false);
    expect(verdict.output).toMatch(planted?.says ?? /$^/);
  });
});

describe('a verdict', () => {
  const done = { code: 0, signal: null };
  const count = (): number => 3;
  const test = (status: string): object => ({ status, fullName: 'adds' });
  const file = (status: string, ...tests: object[]): object => ({
    name: 'a.test.ts',
    status,
    message: status === 'failed' ? 'cannot be loaded' : '',
    assertionResults: tests,
  });

  it('fails a check that ended badly, was ended, or read nothing', () => {
    expect(judgeCheck({ ...done, output: '' }, count).ok).toBe(true);
    expect(judgeCheck({ code: 1, signal: null, output: '' }, count).ok).toBe(false);
    expect(judgeCheck({ code: null, signal: 'SIGSEGV', output: '' }, count).ok).toBe(false);
    expect(judgeCheck({ ...done, output: '' }, () => 0)).toMatchObject({ ok: false, reason: 'read no file' });
  });

  it('counts tests and names those that failed or cannot run here', () => {
    const passed = file('passed', test('passed'), test('skipped'));
    const failed = file('failed', test('passed'), test('failed'));
    expect(judgeTests({ testResults: [passed, failed] }, { code: 1, signal: null })).toEqual({
      passed: 2,
      failures: ['a.test.ts: adds'],
      leftOut: ['a.test.ts: adds'],
    });
  });

  it('fails a file that could not be loaded, and a run that crashed or ran nothing', () => {
    const badly = { code: 1, signal: null };
    const killed = { code: null, signal: 'SIGKILL' };
    const good = { testResults: [file('passed', test('passed'))] };
    expect(judgeTests(good, done).failures).toEqual([]);
    expect(judgeTests({ testResults: [file('failed')] }, badly).failures).toEqual(['a.test.ts: cannot be loaded']);
    expect(judgeTests(good, badly).failures).toEqual(['the tests ended with 1']);
    expect(judgeTests(undefined, killed).failures).toEqual(['the tests were ended by SIGKILL']);
    expect(judgeTests({ testResults: [file('passed', test('skipped'))] }, done).failures).toEqual(['no test ran']);
  });
});
