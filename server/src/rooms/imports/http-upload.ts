import { IdempotencyHeaders, ImportDetail, importLimits, UploadQuery, writeAnswers } from '@sarafan/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuse } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import type { Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { presentDetail } from './http-present.ts';
import { workLimits } from './limits.ts';
import type { ImportsService, UploadRefusal } from './service.ts';
import { refusalTexts } from './texts.ts';

export interface UploadRoutes {
  readonly imports: ImportsService;
  readonly writes: Writes;
}

/**
 * The one route whose body is a file. It is registered in a scope of its own, in which bodies are not parsed: bytes are
 * taken as they come, whatever their content type says.
 */
export async function uploadRoute(api: Api, { imports, writes }: UploadRoutes): Promise<void> {
  api.removeAllContentTypeParsers();
  api.addContentTypeParser('*', (_request, _payload, done) => done(null));
  api.addHook('onRequest', async (request) => {
    // A multipart form has a wrapping that a table has not; any other type tells nothing.
    const isForm = request.headers['content-type']?.toLowerCase().startsWith('multipart/') === true;
    request.raw.headers['content-type'] = isForm ? 'multipart/form-data' : 'application/octet-stream';
  });
  api.post(
    '/imports',
    {
      config: { scope: 'write' },
      schema: {
        tags: ['imports'],
        summary: 'Upload a CSV file of people or past orders; the body is the file itself',
        querystring: UploadQuery,
        headers: IdempotencyHeaders,
        response: writeAnswers(ImportDetail),
      },
    },
    async (request, reply) => {
      if (request.headers['content-type'] === 'multipart/form-data') return refuseUpload(request, reply, 415, 'form');
      if (Number(request.headers['content-length'] ?? 0) > importLimits.fileBytes) {
        return refuseUpload(request, reply, 413, 'file_too_large');
      }
      const { workspace, actor } = callerOf(request);
      // Whoever stops reading must not break the connection before the answer is sent.
      const body = request.raw.iterator({ destroyOnReturn: false });
      const taken = await imports.upload(workspace, request.query, body);
      if (!taken.ok) return refuseUpload(request, reply, statusOf(taken.code), taken.code);
      const { uploaded } = taken;
      // A repeat under an idempotency key is known by what was uploaded.
      request.body = { contentHash: uploaded.contentHash };
      await writes.define<ImportDetail>(request, reply, async (tx) => {
        const row = await imports.keep(tx, { workspace, actor }, uploaded);
        return { kind: 'answered', status: 201, body: presentDetail(await imports.view(row, tx)) };
      });
      await imports.discard(workspace, uploaded.importId);
      return reply;
    },
  );
}

const statuses = { file_too_large: 413, too_many_imports: 409 } as const;

function statusOf(code: UploadRefusal): number {
  return Object.hasOwn(statuses, code) ? statuses[code as keyof typeof statuses] : 422;
}

function refuseUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: UploadRefusal | 'form',
): FastifyReply {
  discardRest(request);
  return refuse(reply, status, code, sentenceOf(refusalTexts, code));
}

/** What still comes is read and thrown away, up to a limit: else the sender would see a reset and no answer. */
function discardRest({ raw }: FastifyRequest): void {
  let left: number = workLimits.discardedBytes;
  raw.on('data', (chunk: Uint8Array) => {
    left -= chunk.length;
    if (left < 0) raw.destroy();
  });
  raw.resume();
}
