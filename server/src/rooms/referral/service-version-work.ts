import type { Transaction } from '../../kit/db.ts';
import { tellingLimits } from './limits.ts';
import { lookAgain } from './rules/facts.ts';
import { commandFor, stepOf, type TellingOptions } from './service-telling.ts';
import { advanceVersion, friendsBehind, leaseVersion, markVersion, type VersionAtWork } from './store-version-work.ts';

const { toldAtOnce } = tellingLimits;

/** Tells the friends of a program to look again where a version applies to invitations of before. */
export class VersionWork {
  readonly #options: TellingOptions;

  constructor(options: TellingOptions) {
    this.#options = options;
  }

  /** Goes on with one version for a step; false when there is nothing to do, or nothing yet. */
  async step(): Promise<boolean> {
    return stepOf(this.#options.pool, {
      lease: leaseVersion,
      mark: markVersion,
      tell: (tx, change: VersionAtWork) => this.#tell(tx, change),
    });
  }

  async #tell(tx: Transaction, change: VersionAtWork): Promise<void> {
    const { clock, inbox } = this.#options;
    const { workspace, program, version } = change;
    const friends = await friendsBehind(tx, change, toldAtOnce);
    const facts = friends.map(({ friend: subject }) => {
      const messageId = `~launch.${program}.${version}.${subject}`;
      return commandFor(clock, { workspace, subject, name: lookAgain, messageId, properties: { program, version } });
    });
    if (facts.length > 0) await inbox.accept(facts);
    await advanceVersion(tx, change, friends.length < toldAtOnce ? undefined : friends.at(-1), friends.length);
  }
}
