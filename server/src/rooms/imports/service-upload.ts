import { createHash } from 'node:crypto';
import { type ImportHeading, type ImportKind, importLimits } from '@sarafan/contract';
import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { Random } from '../../kit/random.ts';
import { idFrom, type WorkspaceId } from '../../kit/values/ids.ts';
import type { ImportId } from '../../kit/values/imports.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { workLimits } from './limits.ts';
import { type Detected, detectDelimiter, EncodingTally, type NoText } from './rules/encoding.ts';
import { readHeadings, sampleOf, UnreadableFile } from './service-reader.ts';
import { countOpen } from './store.ts';
import { insertChunk, removeFile } from './store-files.ts';

export interface UploadOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly random: Random;
}

/** A file that lies in the database and belongs to no import yet. */
export interface Uploaded {
  readonly importId: ImportId;
  readonly workspace: WorkspaceId;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly bytes: number;
  readonly contentHash: string;
  readonly detected: Detected;
  readonly headings: readonly ImportHeading[];
  readonly uploadedAt: EpochMs;
}

export type UploadRefusal = NoText | 'file_too_large' | 'too_many_columns' | 'no_headings' | 'too_many_imports';
export type UploadResult =
  | { readonly ok: true; readonly uploaded: Uploaded }
  | { readonly ok: false; readonly code: UploadRefusal };

/**
 * Takes a file in as it comes, in chunks, so that its size is never held in memory and any process can read it. Bytes
 * of an upload that is refused or broken off are removed; those of one whose process died, by the hourly cleaning.
 */
export async function takeFile(
  options: UploadOptions,
  file: { readonly workspace: WorkspaceId; readonly kind: ImportKind; readonly fileName: string },
  body: AsyncIterable<Uint8Array>,
): Promise<UploadResult> {
  const { pool, clock, random } = options;
  if ((await countOpen(pool, file.workspace)) >= importLimits.openImports) return refused('too_many_imports');
  const importId = idFrom('imp', random.bytes(10));
  const owner = { workspace: file.workspace, importId, uploadedAt: clock.now() };
  try {
    const stored = await store(options, owner, body);
    if (typeof stored === 'string') return await giveUp(pool, importId, stored);
    const headings = await readHeadings(pool, importId, { ...stored.detected, headingRow: 1 });
    if (headings === undefined) return await giveUp(pool, importId, 'no_headings');
    if (headings.length > importLimits.columns) return await giveUp(pool, importId, 'too_many_columns');
    return { ok: true, uploaded: { ...file, ...owner, ...stored, headings } };
  } catch (error) {
    await removeFile(pool, importId);
    // A first line that cannot be read is no line of headings.
    if (error instanceof UnreadableFile) return refused('no_headings');
    throw error;
  }
}

function refused(code: UploadRefusal): UploadResult {
  return { ok: false, code };
}

async function giveUp(pool: Pool, importId: ImportId, code: UploadRefusal): Promise<UploadResult> {
  await removeFile(pool, importId);
  return refused(code);
}

type Stored = Pick<Uploaded, 'bytes' | 'contentHash' | 'detected'>;

async function store(
  { pool }: UploadOptions,
  owner: { readonly workspace: WorkspaceId; readonly importId: ImportId; readonly uploadedAt: EpochMs },
  body: AsyncIterable<Uint8Array>,
): Promise<Stored | UploadRefusal> {
  const tally = new EncodingTally();
  const hash = createHash('sha256');
  let first: Buffer | undefined;
  let bytes = 0;
  let place = 0;
  for await (const chunk of inChunks(body)) {
    bytes += chunk.length;
    if (bytes > importLimits.fileBytes) return 'file_too_large';
    hash.update(chunk);
    tally.add(chunk);
    first ??= chunk;
    await insertChunk(pool, owner, place, chunk);
    place += 1;
  }
  const found = tally.detect();
  if (typeof found === 'string') return found;
  const delimiter = detectDelimiter(sampleOf(first ?? Buffer.alloc(0), found.encoding));
  return { bytes, contentHash: hash.digest('base64url'), detected: { ...found, delimiter } };
}

async function* inChunks(body: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const piece of body) {
    held.push(piece);
    size += piece.length;
    if (size < workLimits.chunkBytes) continue;
    yield Buffer.concat(held);
    [held, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(held);
}
