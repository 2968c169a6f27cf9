import type { Clock } from '../../kit/clock.ts';
import type { Pool } from '../../kit/db.ts';
import type { WorkspaceId } from '../../kit/values/ids.ts';
import type { ProgramProblem } from './rules/problems.ts';
import type { ReferralService } from './service.ts';
import { type Listener, replayDraft } from './service-replay.ts';
import { isSound } from './service-versions.ts';
import type { ProgramRow } from './store-programs.ts';

export interface ReplayAsked {
  readonly definition: unknown;
  /** All where nothing is said. */
  readonly appliesTo?: 'open' | 'all';
  /** ISO 8601, as the contract has checked them. */
  readonly from?: string;
  readonly until?: string;
}

export type ReplayStart =
  | { readonly ok: true; readonly run: (listener: Listener) => Promise<void> }
  | { readonly ok: false; readonly reason: 'invalid_program'; readonly problems: readonly ProgramProblem[] }
  | { readonly ok: false; readonly reason: 'replay_running' | 'period_ends_first'; readonly problems?: undefined };

interface ReplaysOptions {
  readonly pool: Pool;
  readonly clock: Clock;
  readonly referral: ReferralService;
}

/** Replays of drafts: one at a time for a workspace, since each reads all that its program ever saw. */
export class ReferralReplays {
  readonly #options: ReplaysOptions;
  readonly #running = new Set<WorkspaceId>();

  constructor(options: ReplaysOptions) {
    this.#options = options;
  }

  /** Checks the draft and takes the workspace's turn, which `run` gives back however it ends. */
  async start(workspace: WorkspaceId, program: ProgramRow, asked: ReplayAsked): Promise<ReplayStart> {
    const { pool, clock, referral } = this.#options;
    const { definition, appliesTo = 'all' } = asked;
    const [from, until] = [momentOf(asked.from), momentOf(asked.until)];
    if (from !== undefined && until !== undefined && from > until) return { ok: false, reason: 'period_ends_first' };
    const problems = await referral.checkLaunch(workspace, { definition, key: program.key });
    if (!isSound(definition, problems)) return { ok: false, reason: 'invalid_program', problems };
    if (this.#running.has(workspace)) return { ok: false, reason: 'replay_running' };
    this.#running.add(workspace);
    const order = { workspace, program, definition, appliesTo, now: clock.now(), from, until };
    const run = async (listener: Listener): Promise<void> => {
      try {
        await replayDraft(pool, order, listener);
      } finally {
        this.#running.delete(workspace);
      }
    };
    return { ok: true, run };
  }
}

const momentOf = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
