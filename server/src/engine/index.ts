export { BackgroundRunner, type BackgroundWork } from './background.ts';
export { type BatchEngine, type BatchReport, runBatch } from './batch/batch.ts';
export { type Command, type CommandDoor, commandFact } from './commands.ts';
export { nextRevision } from './definitions.ts';
export { type Claim, type Directory, keyText, type WorkspaceKey } from './directory.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export { exportDecisions, exportFacts, type StoredDecision, type StoredFact } from './export.ts';
export type { AcceptedFact, ClaimedKey, Fact, FactBody, IdentifierOwner, Trust } from './fact.ts';
export { readServerFacts, readServerFactsAt } from './history.ts';
export { engineRoutes } from './http.ts';
export type { Inbox } from './inbox.ts';
export { createIngestCounts } from './ingest/counts.ts';
export { ingestion } from './ingest/http.ts';
export { type AddressLimiter, createAddressLimiter, createLimiter, networkOf } from './ingest/limiter.ts';
export { createNewcomerQuota } from './ingest/newcomers.ts';
export type { IngestPorts } from './ingest/ports.ts';
export { createRefusedStore, forgetRefusals } from './ingest/refusals.ts';
export { engineLimits } from './limits.ts';
export { registerBacklogMetrics } from './metrics.ts';
export { forgetOutbox, type OutboxMessage, putIntoOutbox, type Sender } from './outbox.ts';
export { listQuarantine, type QuarantinedFact, releaseQuarantine } from './quarantine.ts';
export type { Reactor, Reply } from './reactor.ts';
export { EngineStatus } from './status.ts';
export {
  findSurvivors,
  readSubject,
  readSubjects,
  readSurvivor,
  readSurvivors,
  type StoredSubject,
  type Survivor,
} from './subjects.ts';
export {
  decisionsAbout,
  readTimeline,
  type TimelineCursor,
  type TimelineDecisionRow,
  type TimelineRow,
} from './timeline.ts';
