import type { ServerProcess } from '../support/process.ts';
import type { Stage } from './stage.ts';
import { Watch } from './watch.ts';

/** Two processes share the lanes: one owns the database and listens, the other only works. */
export class TwoProcesses {
  readonly stage: Stage;
  readonly watch: Watch;
  owner: ServerProcess;
  worker: ServerProcess;

  private constructor(stage: Stage, owner: ServerProcess, worker: ServerProcess) {
    this.stage = stage;
    this.watch = new Watch(stage.dataDir);
    this.owner = owner;
    this.worker = worker;
  }

  static async start(stage: Stage): Promise<TwoProcesses> {
    const owner = await stage.start('all');
    return new TwoProcesses(stage, owner, await stage.start('worker'));
  }

  /** Throws when a process is gone that nobody ended. */
  expectAlive(): void {
    const ended = [this.owner.ended(), this.worker.ended()].filter((each) => each !== undefined);
    if (ended.length > 0) throw new Error(`A process ended by itself: ${ended.join(', ')}`);
  }
}
