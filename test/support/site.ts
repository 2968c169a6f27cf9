import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A customer's web site for tests: pages by path, on a port of its own. */
export interface TestSite {
  /** Without a slash at its end. */
  readonly url: string;
  /** Puts a page there, or takes its place. */
  show(path: string, html: string, headers?: Readonly<Record<string, string>>): void;
  close(): Promise<void>;
}

export async function openSite(): Promise<TestSite> {
  const pages = new Map<string, { html: string; headers: Readonly<Record<string, string>> }>();
  const server: Server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const page = pages.get(pathname);
    const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8`, ...page?.headers });
    response.end(page?.html ?? '');
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    show: (path, html, headers = {}) => void pages.set(path, { html, headers }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
