import type { Command } from 'commander';
import { exportDecisions, exportFacts } from '../engine/index.ts';
import { printLineSlowly } from '../kit/process.ts';
import { StartupError } from '../kit/startup-error.ts';
import type { WorkspaceId } from '../kit/values/ids.ts';
import { exportEntries } from '../rooms/ledger/index.ts';
import { exportPersons } from '../rooms/people/index.ts';
import type { Opened } from '../serve.ts';
import { withRooms, workspaceNamed } from './session.ts';

const exporters = { facts, people, entries, decisions };

/** `export`: everything a workspace holds, as JSON lines on stdout. */
export function addExportCommand(program: Command): void {
  program
    .command('export <what>')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .description(`print ${Object.keys(exporters).join(', ')} as JSON lines`)
    .action((what: string, options: { workspace: string }) =>
      withRooms(async (opened) => {
        if (!Object.hasOwn(exporters, what)) {
          throw new StartupError(`Only these can be exported: ${Object.keys(exporters).join(', ')}.`);
        }
        const workspace = await workspaceNamed(opened, options.workspace);
        const lines = exporters[what as keyof typeof exporters](opened, workspace);
        for await (const line of lines) await printLineSlowly(JSON.stringify(line));
      }),
    );
}

async function* facts({ pool }: Opened, workspace: WorkspaceId): AsyncGenerator<object> {
  for await (const fact of exportFacts(pool, workspace)) {
    const { messageId, type, name, trust, timestamp, subject, profile, lane, seq, body } = fact;
    yield {
      messageId,
      type,
      ...(type === 'track' ? { event: name } : { name }),
      ...(typeof body['userId'] === 'string' ? { userId: body['userId'] } : {}),
      ...(typeof body['anonymousId'] === 'string' ? { anonymousId: body['anonymousId'] } : {}),
      timestamp: isoText(timestamp),
      trust,
      person: subject,
      profile,
      lane,
      seq,
      ...(body['properties'] === undefined ? {} : { properties: body['properties'] }),
      ...(body['traits'] === undefined ? {} : { traits: body['traits'] }),
    };
  }
}

async function* people({ pool }: Opened, workspace: WorkspaceId): AsyncGenerator<object> {
  for await (const { createdAt, ...person } of exportPersons(pool, workspace)) {
    yield { ...person, createdAt: isoText(createdAt) };
  }
}

async function* entries({ pool }: Opened, workspace: WorkspaceId): AsyncGenerator<object> {
  for (let cursor: string | null = null; ; ) {
    const page = await exportEntries(pool, workspace, cursor, 1_000);
    for (const { transferId, account, unit, amount, at } of page.items) {
      yield { transferId, account, unit, amount: String(amount), timestamp: isoText(at) };
    }
    if (page.next === null) return;
    cursor = page.next;
  }
}

async function* decisions({ pool }: Opened, workspace: WorkspaceId): AsyncGenerator<object> {
  for await (const { subject, now, ...decision } of exportDecisions(pool, workspace)) {
    yield { person: subject, decidedAt: isoText(now), ...decision };
  }
}

function isoText(moment: number): string {
  return new Date(moment).toISOString();
}
