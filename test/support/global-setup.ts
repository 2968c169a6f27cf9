import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server that all test files of a run share. */
    readonly testServer: { readonly url: string; readonly template: string };
  }
}

let server: TestServer | undefined;

/** Runs once before the first test that needs a database; runs without such tests start no server. */
export async function setup(project: TestProject): Promise<void> {
  server = await startTestServer(false);
  project.provide('testServer', { url: server.url, template: server.template });
}

export async function teardown(): Promise<void> {
  await server?.stop();
  server = undefined;
}
