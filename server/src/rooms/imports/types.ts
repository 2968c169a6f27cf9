import type {
  ImportCheck,
  ImportConsent,
  ImportHeading,
  ImportKind,
  ImportSettings,
  ImportState,
} from '@sarafan/contract';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { ImportId } from '../../kit/values/imports.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import type { Detected } from './rules/encoding.ts';

/** Lines that were gone through, by what became of them. */
export interface Progress {
  readonly ready: number;
  readonly repeated: number;
  readonly refused: number;
  readonly skipped: number;
  readonly facts: number;
  readonly takenBack: number;
}

export const noProgress: Progress = { ready: 0, repeated: 0, refused: 0, skipped: 0, facts: 0, takenBack: 0 };

/** Why a file could not be read to its end. */
export const fileFaults = [
  'record_too_long',
  'quote_not_closed',
  'too_many_rows',
  'too_many_refused',
  'unreadable',
] as const;

export interface FileFault {
  readonly code: (typeof fileFaults)[number];
  readonly row: number | null;
}

export type StoredFinding = Omit<ImportCheck['findings'][number], 'sentence'>;
export type StoredCheck = Omit<ImportCheck, 'findings'> & { readonly findings: readonly StoredFinding[] };

/** An import as lists show it. */
export interface ImportSummary {
  readonly importId: ImportId;
  readonly kind: ImportKind;
  readonly state: ImportState;
  readonly fileName: string;
  readonly bytes: number;
  readonly consent: ImportConsent | null;
  /** How many lines the file has, once a dry run has counted them. */
  readonly rows: number | null;
  readonly fault: FileFault | null;
  readonly progress: Progress;
  readonly createdAt: EpochMs;
  readonly createdBy: string;
  readonly startedAt: EpochMs | null;
  readonly finishedAt: EpochMs | null;
}

export interface ImportRow extends Omit<ImportSummary, 'rows'> {
  readonly workspace: WorkspaceId;
  readonly contentHash: string;
  readonly detected: Detected;
  readonly headings: readonly ImportHeading[];
  readonly settings: ImportSettings | null;
  readonly report: StoredCheck | null;
  readonly rowsDone: number;
}
