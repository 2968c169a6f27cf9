import type {
  AccessKey,
  AuditRow,
  Invitation,
  LedgerUnit,
  LiveFact,
  MadeAccessKey,
  MadeInvitation,
  ProgramDetail,
  ProgramSummary,
  Role,
  WorkspaceChange,
  WorkspaceSettings,
  WorkspaceUser,
} from '@sarafan/contract';
import { lists, reads, writes } from '../../kit/api.ts';

export interface NewKey {
  readonly kind: AccessKey['kind'];
  readonly scopes?: AccessKey['scopes'];
  readonly note?: string;
}

interface Live {
  readonly items: readonly LiveFact[];
  readonly next: string;
}

interface NewInvitation {
  readonly email: string;
  readonly role: Role;
}

/** What the settings read and write. */
export const accessApi = {
  workspace: reads<WorkspaceSettings>('/access/workspace'),
  changeWorkspace: writes<WorkspaceChange, WorkspaceSettings>('PATCH', '/access/workspace'),
  units: lists<LedgerUnit>('/ledger/units'),
  saveUnit: writes<LedgerUnit, LedgerUnit>('POST', '/ledger/units'),
  keys: lists<AccessKey>('/access/keys'),
  makeKey: writes<NewKey, MadeAccessKey>('POST', '/access/keys'),
  revokeKey: writes<undefined>('DELETE', '/access/keys/:key'),
  users: lists<WorkspaceUser>('/access/users'),
  changeRole: writes<{ readonly role: Role }, WorkspaceUser>('PATCH', '/access/users/:user'),
  removeUser: writes<undefined>('DELETE', '/access/users/:user'),
  invitations: lists<Invitation>('/access/invitations'),
  invite: writes<NewInvitation, MadeInvitation>('POST', '/access/invitations'),
  revokeInvitation: writes<undefined>('DELETE', '/access/invitations/:invitation'),
  audit: lists<AuditRow>('/access/audit'),
  live: reads<Live>('/engine/live'),
  programs: lists<ProgramSummary>('/referral/programs'),
  program: reads<ProgramDetail>('/referral/programs/:program'),
};
