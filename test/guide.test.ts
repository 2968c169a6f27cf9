import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { temporaryFolder } from './support/temporary.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const guide = path.join(root, 'docs', 'guide');

function chaptersIn(folder: string): string[] {
  return readdirSync(path.join(guide, folder)).filter((name) => name.endsWith('.md'));
}

it('every chapter of the guide is there in both languages', () => {
  expect(chaptersIn('.')).toContain('install.md');
  expect(chaptersIn('ru').toSorted()).toEqual(chaptersIn('.').toSorted());
});

const picture = /!\[([^\]]*)\]\(\/pictures\/([\w/-]+\.png)\)/g;

it.each([
  ['en', '.'],
  ['ru', 'ru'],
])(
  'every picture that the guide names in %s exists and says what it shows, and none is kept in vain',
  (language, folder) => {
    const texts = chaptersIn(folder).map((name) => readFileSync(path.join(guide, folder, name), 'utf8'));
    const named = [...texts.join('\n').matchAll(picture)];
    for (const [, alt = '', name = ''] of named) {
      expect([name, alt.length > 20, name.startsWith(`${language}/`)]).toEqual([name, true, true]);
    }
    const kept = readdirSync(path.join(guide, 'public', 'pictures', language));
    expect(named.map(([, , name = '']) => path.basename(name)).toSorted()).toEqual(kept.toSorted());
    expect(kept.length).toBeGreaterThan(10);
  },
);

it('the guide builds: every link between its pages leads somewhere', async () => {
  const out = temporaryFolder('guide');
  try {
    const program = path.join(root, 'node_modules', 'vitepress', 'bin', 'vitepress.js');
    await promisify(execFile)(process.execPath, [program, 'build', guide, '--outDir', out.path], { cwd: root });
    for (const name of chaptersIn('.')) {
      const page = name.replace(/\.md$/, '.html');
      expect([existsSync(path.join(out.path, page)), existsSync(path.join(out.path, 'ru', page)), page]).toEqual([
        true,
        true,
        page,
      ]);
    }
  } finally {
    out.remove();
  }
}, 240_000);
