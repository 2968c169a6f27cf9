import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Counter, type Registry } from 'prom-client';
import { refuseAs } from '../kit/api/problems.ts';
import type { Random } from '../kit/random.ts';

export interface AdminOptions {
  /** What the build made: the page, and files that are named by the hashes of what they contain. */
  readonly folder: string;
  readonly random: Random;
  readonly metrics: Registry;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
};

const reportsAddress = '/api/csp-reports';
const reportBytesAtMost = 64 * 1024;

/**
 * The admin at `/admin/`: one page for all its addresses, and its files. The page is made anew for each request, since
 * it bears the nonce that alone lets a style of its own take effect; its scripts are files of ours and nothing else.
 */
export async function adminPages(app: FastifyInstance, { folder, random, metrics }: AdminOptions): Promise<void> {
  const built = readBuilt(folder);
  const page = built.get('index.html')?.plain.toString('utf8');
  app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/admin/', 302));
  app.get('/admin', { schema: { hide: true } }, (_request, reply) => reply.redirect('/admin/', 302));
  app.get('/admin/*', { schema: { hide: true } }, (request, reply) => {
    const { '*': name = '' } = request.params as { '*'?: string };
    const file = name === 'index.html' ? undefined : built.get(name);
    if (file !== undefined) return sendFile(request, reply, file);
    // A file of a former build is gone; to answer with the page would only hide that.
    if (page === undefined || name.startsWith('assets/')) return refuseAs(reply, 404, 'not_found');
    return sendPage(reply, page, random.bytes(16));
  });
  countReports(app, metrics);
}

type Encoding = 'br' | 'gzip';

interface BuiltFile {
  readonly type: string;
  readonly plain: Buffer;
  /** Compressed when it was first asked for. */
  readonly compressed: Map<Encoding, Buffer>;
}

/** All files in memory: there are few, and none changes while the server runs. */
function readBuilt(folder: string): ReadonlyMap<string, BuiltFile> {
  const files = new Map<string, BuiltFile>();
  for (const name of namesIn(folder)) {
    const plain = readFileSync(path.join(folder, name));
    const type = types[path.extname(name)] ?? 'application/octet-stream';
    files.set(name.replaceAll(path.sep, '/'), { type, plain, compressed: new Map() });
  }
  return files;
}

/** Nothing where the admin was not built, as in tests that open no page. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: BuiltFile): FastifyReply {
  const accepted = String(request.headers['accept-encoding'] ?? '');
  const encoding = (['br', 'gzip'] as const).find((each) => new RegExp(`\\b${each}\\b`).test(accepted));
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return reply
    .headers(common)
    .type(file.type)
    .header('vary', 'Accept-Encoding')
    .header('cache-control', 'public, max-age=31536000, immutable')
    .send(encoding === undefined ? file.plain : compressed(file, encoding));
}

function compressed({ plain, compressed: known }: BuiltFile, encoding: Encoding): Buffer {
  const body =
    known.get(encoding) ??
    (encoding === 'gzip'
      ? gzipSync(plain)
      : brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }));
  known.set(encoding, body);
  return body;
}

const common = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
} as const;

function sendPage(reply: FastifyReply, page: string, bytes: Uint8Array): FastifyReply {
  const nonce = Buffer.from(bytes).toString('base64');
  return reply
    .headers(common)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', policyOf(nonce))
    .header('reporting-endpoints', `csp="${reportsAddress}"`)
    .send(page.replaceAll('{{nonce}}', nonce));
}

function policyOf(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    `report-uri ${reportsAddress}`,
    'report-to csp',
  ].join('; ');
}

/** Browsers tell what a policy of ours forbade. It is counted, so that an attack or a mistake of ours is seen. */
function countReports(app: FastifyInstance, metrics: Registry): void {
  const counter = new Counter({
    name: 'sarafan_csp_reports_total',
    help: 'Reports of browsers that our content security policy forbade something',
    labelNames: ['directive'],
    registers: [metrics],
  });
  const parse = { parseAs: 'string', bodyLimit: reportBytesAtMost } as const;
  app.addContentTypeParser(['application/csp-report', 'application/reports+json'], parse, (_request, body, done) =>
    done(null, body),
  );
  app.post(reportsAddress, { schema: { hide: true }, bodyLimit: reportBytesAtMost }, (request, reply) => {
    counter.inc({ directive: directiveOf(String(request.body)) });
    return reply.code(204).send();
  });
}

/** Only names of our own policy become labels: what a stranger sends must not fill the metrics. */
function directiveOf(body: string): string {
  const named = /"(?:effective-directive|effectiveDirective|violated-directive)"\s*:\s*"([a-z]+-[a-z]+)/.exec(
    body,
  )?.[1];
  const known = ['script-src', 'style-src', 'img-src', 'connect-src', 'font-src', 'form-action', 'default-src'];
  return known.find((each) => each === named) ?? 'other';
}
