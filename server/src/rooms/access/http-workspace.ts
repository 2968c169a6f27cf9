import { answers, IdempotencyHeaders, WorkspaceChange, WorkspaceSettings, writeAnswers } from '@sarafan/contract';
import { refuseAs } from '../../kit/api/problems.ts';
import type { Api } from '../../kit/api/routes.ts';
import { notFound, type Writes } from '../../kit/api/writes.ts';
import { callerOf } from '../../kit/caller.ts';
import { sentenceOf } from '../../kit/values/sentences.ts';
import { isoMoment } from '../../kit/values/time.ts';
import type { WorkspaceSettingsService } from './service-workspace.ts';
import { workspaceTexts } from './texts-workspace.ts';

export interface WorkspaceRoutes {
  readonly settings: WorkspaceSettingsService;
  readonly writes: Writes;
  readonly publicUrl: string;
}

const tags = ['access'];

export function workspaceRoutes(api: Api, { settings, writes, publicUrl }: WorkspaceRoutes): void {
  api.get(
    '/access/workspace',
    {
      config: { scope: 'read' },
      schema: { tags, summary: 'What the workspace is called, and how it looks', response: answers(WorkspaceSettings) },
    },
    async (request, reply) => {
      const row = await settings.read(callerOf(request).workspace);
      return row === undefined ? refuseAs(reply, 404, 'not_found') : present(row, publicUrl);
    },
  );
  api.patch(
    '/access/workspace',
    {
      config: { scope: 'write' },
      schema: {
        tags,
        summary: 'Change the workspace’s settings',
        headers: IdempotencyHeaders,
        body: WorkspaceChange,
        response: writeAnswers(WorkspaceSettings),
      },
    },
    (request, reply) =>
      writes.define<WorkspaceSettings>(request, reply, async (tx) => {
        const { brand = {}, ...rest } = request.body;
        const changed = await settings.change(callerOf(request), { ...rest, ...brand }, tx);
        if (changed.ok) return { kind: 'answered', status: 200, body: present(changed.settings, publicUrl) };
        const { reason } = changed;
        if (reason === 'unknown_workspace') return notFound();
        const sentence = sentenceOf(workspaceTexts, reason, { zone: request.body.timeZone ?? '' });
        return { kind: 'refused', status: 422, code: reason, sentence };
      }),
  );
}

type Row = NonNullable<Awaited<ReturnType<WorkspaceSettingsService['read']>>>;

function present(row: Row, publicUrl: string): WorkspaceSettings {
  const { workspace, name, timeZone, defaultLanguage, siteUrl, accent, logo, createdAt } = row;
  return {
    ...{ workspace, name, timeZone, defaultLanguage, siteUrl },
    brand: { accent, logo },
    publicUrl,
    createdAt: isoMoment(createdAt),
  };
}
