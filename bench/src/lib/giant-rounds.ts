import { minuteMs } from '../../../server/src/kit/values/time.ts';
import type { Draws } from './draws.ts';
import { eventText } from './events.ts';
import { type Friend, inviteFriends, type Posted, shotOf } from './friends.ts';
import { type Delays, GrantReader } from './grant-reader.ts';
import { type Connection, openConnections } from './http.ts';
import { runOpenLoop } from './open-loop.ts';
import type { Participant } from './participants.ts';
import type { Place } from './place.ts';
import { percentile, rounded } from './statistics.ts';
import type { Tenant } from './tenant.ts';
import { Workload } from './workload.ts';

export const roundForm = {
  perSecond: 300,
  seconds: 12,
  /** Of so many facts one is the first payment of a member's friend. */
  payingEach: 5,
  /** And of so many one of a friend of somebody in the giant's lane, and one of a friend of the giant. */
  besidesEach: 10,
  connections: 32,
  passersBy: 20_000,
} as const;

/** The p99 of each round, in milliseconds. */
export interface RoundFigures {
  readonly same: readonly number[];
  readonly other: readonly number[];
  readonly near: readonly number[];
}

export interface GiantRoundsOptions {
  readonly place: Place;
  readonly tenant: Tenant;
  /** Where the server answers. */
  readonly port: number;
  readonly rounds: number;
  readonly seed: number;
  readonly draws: Draws;
  readonly say: (line: string) => void;
}

/** Who brings friends in a round, besides the members. */
export interface Besides {
  readonly giant: Participant;
  /** Members who live in the lane of the giant. */
  readonly near: readonly Participant[];
}

/** Open loops of a shop's usual traffic and of friends who pay, with and without those of a giant among them. */
export class GiantRounds {
  readonly #options: GiantRoundsOptions;
  readonly #traffic: Workload;
  readonly #reader: GrantReader;
  /** Friends of the giant who paid in a round. */
  ofGiant = 0;

  constructor(options: GiantRoundsOptions) {
    this.#options = options;
    this.#traffic = new Workload({ seed: options.seed, persons: roundForm.passersBy, codes: [] });
    this.#reader = new GrantReader(options.place);
  }

  async run(name: string, members: readonly Participant[], besides?: Besides): Promise<RoundFigures> {
    const { place, port, rounds, say } = this.#options;
    const perRound = roundForm.perSecond * roundForm.seconds;
    const kinds = await this.#invite(name, members, besides, rounds + 1);
    // The server closes connections on which nothing was asked for long, as between what was before and after.
    const senders = await openConnections(place, port, roundForm.connections);
    const figures = { same: [] as number[], other: [] as number[], near: [] as number[] };
    for (let round = -1; round < rounds; round += 1) {
      const paying = kinds.flatMap(({ friends, each }) => {
        const count = perRound / each;
        return friends.slice((round + 1) * count, (round + 2) * count);
      });
      const delays = await this.#post(senders, this.#mixed(perRound, inOrder(paying)));
      // The first round warms up.
      if (round < 0) continue;
      const told = (['same', 'other', 'near'] as const).map((kind) => {
        if (delays[kind].length > 0) figures[kind].push(percentile(delays[kind], 0.99));
        return rounded(figures[kind].at(-1) ?? 0);
      });
      say(`  ${name} ${round + 1}: own ${told[0]}, another lane ${told[1]}, the giant’s lane ${told[2]} ms`);
    }
    return figures;
  }

  async #invite(
    name: string,
    members: readonly Participant[],
    besides: Besides | undefined,
    rounds: number,
  ): Promise<readonly { readonly friends: readonly Friend[]; readonly each: number }[]> {
    const { place, tenant, draws } = this.#options;
    const perRound = roundForm.perSecond * roundForm.seconds;
    const invite = async (more: string, each: number, by: () => Participant) => {
      const count = (rounds * perRound) / each;
      return {
        friends: await inviteFriends(place, tenant, { count, name: `${name}${more}`, by, overMs: minuteMs }, draws),
        each,
      };
    };
    const usual = await invite('', roundForm.payingEach, () => draws.pick(members));
    // Before there is a giant, as many friends of others pay: only who brings them differs.
    const near = await invite('-near', roundForm.besidesEach, () => draws.pick(besides?.near ?? members));
    const giants = await invite('-giant', roundForm.besidesEach, () => besides?.giant ?? draws.pick(members));
    if (besides !== undefined) this.ofGiant += giants.friends.length;
    return [
      usual,
      { ...near, friends: near.friends.map(besides === undefined ? unwatched : asNear) },
      { ...giants, friends: giants.friends.map(unwatched) },
    ];
  }

  /** Friends who pay, spread evenly among the usual traffic. */
  #mixed(count: number, friends: readonly Friend[]): Posted[] {
    const { draws } = this.#options;
    const each = Math.max(1, Math.floor(count / friends.length));
    return this.#traffic.next(count).map(({ event }, index): Posted => {
      const friend = index % each === 0 ? friends[index / each] : undefined;
      return friend ?? { path: `/v1/${event.type}`, body: Buffer.from(eventText(event, draws)), watched: [] };
    });
  }

  #post(senders: readonly Connection[], facts: readonly Posted[]): Promise<Delays> {
    const { tenant } = this.#options;
    const shots = facts.map((fact) => shotOf(fact, tenant.secretKey));
    return this.#reader.during((watch) => {
      const onDue = (index: number, dueAt: number): void => {
        for (const each of facts[index]?.watched ?? []) watch(each, dueAt);
      };
      return runOpenLoop({ connections: senders, perSecond: roundForm.perSecond, shots, onDue });
    });
  }
}

/** A shop tells of payments as they come. */
function inOrder(friends: readonly Friend[]): Friend[] {
  const paidAt = ({ paid }: Friend): string => paid.event.timestamp;
  return friends.toSorted((left, right) => (paidAt(left) < paidAt(right) ? -1 : 1));
}

function asNear(friend: Friend): Friend {
  const watched = friend.watched.filter(({ kind }) => kind === 'other');
  return { ...friend, watched: watched.map((each) => ({ ...each, kind: 'near' })) };
}

function unwatched(friend: Friend): Friend {
  return { ...friend, watched: [] };
}
