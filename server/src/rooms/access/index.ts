export { allows, type KeyKind, keyKinds, type Scope, scopes } from './rules/keys.ts';
export { AccessService, type Caller, type NewWorkspace } from './service.ts';
export { type AuditEntry, insertAudit, type KeyRow, listAudit, type WorkspaceRow } from './store.ts';
