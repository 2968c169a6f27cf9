export { accessRoutes } from './http.ts';
export { workspaceRoutes } from './http-workspace.ts';
export { allows, type KeyKind, keyKinds } from './rules/keys.ts';
export { AccessService, type NewWorkspace } from './service.ts';
export { WorkspaceSettingsService, workspaceBrand } from './service-workspace.ts';
export { createWriteRecord } from './service-writes.ts';
export { type AuditEntry, insertAudit, type KeyRow, type WorkspaceRow } from './store.ts';
