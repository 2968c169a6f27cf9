export { type BatchEngine, type BatchReport, runBatch } from './batch/batch.ts';
export { profileJoined, profileLeft, profileParted } from './batch/identity.ts';
export { type Command, type CommandDoor, commandFact, commandLane } from './commands.ts';
export { nextRevision } from './definitions.ts';
export { createEngine, type Engine, type EngineOptions } from './engine.ts';
export type { Inbox } from './inbox.ts';
export { engineLimits } from './limits.ts';
export { listQuarantine, type QuarantinedFact, releaseQuarantine } from './quarantine.ts';
export type { Reactor, Reply } from './reactor.ts';
