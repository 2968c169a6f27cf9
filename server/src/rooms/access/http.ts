import {
  AccessKey,
  AuditQuery,
  AuditRow,
  answers,
  IdempotencyHeaders,
  KeyParams,
  MadeAccessKey,
  NewAccessKey,
  PageQuery,
  pageOf,
  removalAnswers,
  WhoAmI,
  writeAnswers,
} from '@sarafan/contract';
import type { Api } from '../../kit/api/routes.ts';
import { notFound, type Refusal, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { AccessService } from './service.ts';
import { accessTexts } from './texts.ts';

export interface AccessRoutes {
  readonly access: AccessService;
  readonly writes: Writes;
}

const tags = ['access'];

export function accessRoutes(api: Api, { access, writes }: AccessRoutes): void {
  api.get(
    '/access/whoami',
    {
      config: { scope: 'read' },
      schema: { tags, summary: 'Which workspace and key this is', response: answers(WhoAmI) },
    },
    (request) => {
      const { workspace, actor, scopes } = callerOf(request);
      return { workspace, actor, scopes: [...scopes] };
    },
  );
  api.get(
    '/access/keys',
    {
      config: { scope: 'admin' },
      schema: { tags, summary: 'Keys of the workspace', querystring: PageQuery, response: answers(pageOf(AccessKey)) },
    },
    async (request) => {
      const { items, next } = await access.pageKeys(callerOf(request).workspace, request.query);
      return { items: items.map(presentKey), next };
    },
  );
  api.post(
    '/access/keys',
    {
      config: { scope: 'admin' },
      schema: {
        tags,
        summary: 'Make a key',
        headers: IdempotencyHeaders,
        body: NewAccessKey,
        response: writeAnswers(MadeAccessKey),
      },
    },
    (request, reply) =>
      writes.define<MadeAccessKey>(request, reply, async (tx) => {
        const { workspace, actor } = callerOf(request);
        const { kind, scopes = [], note = '' } = request.body;
        if (kind === 'api' && scopes.length === 0) return refusal(422, 'scopes_missing');
        if (kind !== 'api' && scopes.length > 0) return refusal(422, 'scopes_not_for_kind');
        const made = await access.createKey(workspace, kind, scopes, note, actor, tx);
        return { kind: 'answered', status: 201, body: { ...presentKey(made), key: made.key } };
      }),
  );
  revocation(api, { access, writes });
  api.get(
    '/access/audit',
    {
      config: { scope: 'admin' },
      schema: {
        tags,
        summary: 'Who did what, newest first',
        querystring: AuditQuery,
        response: answers(pageOf(AuditRow)),
      },
    },
    async (request) => {
      const { items, next } = await access.pageAudit(callerOf(request).workspace, request.query);
      const rows = items.map(({ auditId, at, actor, actorName, action, target, detail }) => {
        return { entry: auditId, at: isoMoment(at), actor, actorName, action, target, detail };
      });
      return { items: rows, next };
    },
  );
}

function revocation(api: Api, { access, writes }: AccessRoutes): void {
  api.delete(
    '/access/keys/:key',
    {
      config: { scope: 'admin' },
      schema: {
        tags,
        summary: 'Revoke a key; every process refuses it within five seconds',
        headers: IdempotencyHeaders,
        params: KeyParams,
        response: removalAnswers,
      },
    },
    (request, reply) =>
      writes.define(request, reply, async (tx) => {
        const { workspace, actor } = callerOf(request);
        const { key } = request.params;
        if (key === actor) return refusal(409, 'own_key');
        const revoked = await access.revokeKey(workspace, key, actor, tx);
        // Revoking twice is the same as once.
        const known = revoked || (await access.key(workspace, key, tx)) !== undefined;
        return known ? { kind: 'removed' } : notFound();
      }),
  );
}

function presentKey(row: {
  readonly keyId: string;
  readonly kind: AccessKey['kind'];
  readonly scopes: readonly AccessKey['scopes'][number][];
  readonly hint: string;
  readonly note: string;
  readonly createdAt: number;
  readonly revokedAt: number | null;
}): AccessKey {
  const { keyId, kind, scopes, hint, note, createdAt, revokedAt } = row;
  return {
    keyId,
    kind,
    scopes: [...scopes],
    hint,
    note,
    createdAt: isoMoment(createdAt),
    revokedAt: revokedAt === null ? null : isoMoment(revokedAt),
  };
}

function refusal(status: 409 | 422, code: keyof (typeof accessTexts)['en']): Refusal {
  return { kind: 'refused', status, code, sentence: sentenceOf(accessTexts, code) };
}
