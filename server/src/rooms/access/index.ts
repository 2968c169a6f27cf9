export { allows, type KeyKind, keyKinds } from './rules/keys.ts';
export { AccessService, type NewWorkspace } from './service.ts';
export { type AuditEntry, insertAudit, type KeyRow, listAudit, type WorkspaceRow } from './store.ts';
