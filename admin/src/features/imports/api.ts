import type {
  Import,
  ImportConsent,
  ImportDetail,
  ImportKind,
  ImportProblemRow,
  ImportSettings,
  LedgerUnit,
  ProgramSummary,
  SavedMapping,
} from '@sarafan/contract';
import { lists, reads, writes } from '../../kit/api.ts';

/** What a mapping is saved as: how the file is read, what its columns are, and a name if it shall be kept. */
export interface NewMapping extends ImportSettings {
  readonly saveAs?: string;
}

interface Start {
  readonly withoutConsent?: boolean;
}

/** What the screens of imports read and write; the file itself is sent by `sendFile`. */
export const importsApi = {
  imports: lists<Import>('/imports'),
  import: reads<ImportDetail>('/imports/:import'),
  problems: lists<ImportProblemRow>('/imports/:import/problems'),
  map: writes<NewMapping, ImportDetail>('PUT', '/imports/:import/mapping'),
  consent: writes<ImportConsent, ImportDetail>('PUT', '/imports/:import/consent'),
  check: writes<undefined, ImportDetail>('POST', '/imports/:import/check'),
  start: writes<Start, ImportDetail>('POST', '/imports/:import/start'),
  stop: writes<undefined, ImportDetail>('POST', '/imports/:import/stop'),
  undo: writes<undefined, ImportDetail>('POST', '/imports/:import/undo'),
  remove: writes<undefined>('DELETE', '/imports/:import'),
  mappings: reads<{ readonly items: readonly SavedMapping[] }>('/imports/mappings'),
  forgetPeople: writes<undefined>('DELETE', '/imports/mappings/:mapping?kind=people'),
  forgetOrders: writes<undefined>('DELETE', '/imports/mappings/:mapping?kind=orders'),
  forgetParticipants: writes<undefined>('DELETE', '/imports/mappings/:mapping?kind=participants'),
  forgetBindings: writes<undefined>('DELETE', '/imports/mappings/:mapping?kind=bindings'),
  programs: lists<ProgramSummary>('/referral/programs'),
  units: lists<LedgerUnit>('/ledger/units'),
};

/** Of programs and units so many are offered. */
export const listedAtMost = 200;

export const uploadPath = '/imports';

export const kinds = ['people', 'orders', 'participants', 'bindings'] as const satisfies readonly ImportKind[];
