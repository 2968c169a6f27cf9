import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { refuseAs } from '../kit/api/problems.ts';

/** Where the build leaves the scripts, seen from the bundle and from this source file. */
const places = ['../../sdk/browser/dist/', '../../../sdk/browser/dist/'];

/** What the tag of any site loads: the SDK, and the widget that tells of a program. */
const names = ['sarafan.js', 'widget.js'] as const;

/** A day, and a week in which an old copy may be used while the new one is fetched: the address never changes. */
const freshness = 'public, max-age=86400, stale-while-revalidate=604800';

interface Script {
  readonly plain: Buffer;
  readonly small: Buffer;
  readonly tag: string;
}

export function sdkScripts(app: FastifyInstance): void {
  for (const name of names) script(app, name);
}

/** `/sdk/sarafan.js` and its kind. */
function script(app: FastifyInstance, name: (typeof names)[number]): void {
  let kept: Script | undefined;
  app.get(`/sdk/${name}`, { schema: { hide: true } }, (request, reply) => {
    kept ??= readScript(name);
    if (kept === undefined) return refuseAs(reply, 404, 'not_found');
    const { plain, small, tag } = kept;
    reply
      .header('access-control-allow-origin', '*')
      .header('cross-origin-resource-policy', 'cross-origin')
      .header('x-content-type-options', 'nosniff')
      .header('cache-control', freshness)
      .header('vary', 'Accept-Encoding')
      .header('etag', tag);
    if (request.headers['if-none-match']?.includes(tag)) return reply.code(304).send();
    reply.type('text/javascript; charset=utf-8');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(plain);
    return reply.header('content-encoding', 'gzip').send(small);
  });
}

function readScript(name: string): Script | undefined {
  const file = places
    .map((place) => fileURLToPath(new URL(place + name, import.meta.url)))
    .find((each) => existsSync(each));
  if (file === undefined) return undefined;
  const plain = readFileSync(file);
  const digest = createHash('sha256').update(plain).digest('base64url').slice(0, 22);
  // Both forms of it are one script, so the tag is a weak one.
  return { plain, small: gzipSync(plain, { level: 9 }), tag: `W/"${digest}"` };
}
