import { defineConfig } from 'vitest/config';

const places = '{server,contract,demo,bench,test}';
const tidy = 'test/tidy/**/*.test.ts';
const browser = 'test/browser/**/*.test.ts';
const beside = '{server,contract,admin,sdk,demo,bench}/**/*.test.ts';
const neverTests = ['**/node_modules/**', '**/dist/**', 'data/**'];

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // The files of a worker share the modules they import, which took longer than many a test; no test replaces one.
    isolate: false,
    allowOnly: false,
    passWithNoTests: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 30_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [tidy, beside],
          exclude: [...neverTests, '**/*.db.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: [`${places}/**/*.db.test.ts`, 'test/**/*.test.ts'],
          exclude: [...neverTests, tidy, browser],
          globalSetup: ['test/support/global-setup.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [browser],
          exclude: neverTests,
          globalSetup: ['test/support/global-setup.ts'],
          testTimeout: 60_000,
        },
      },
    ],
  },
});
