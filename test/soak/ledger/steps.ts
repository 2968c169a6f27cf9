import { type Lane, type SubjectId, subjectId, type WorkspaceId } from '../../../server/src/kit/values/ids.ts';
import {
  type Account,
  type Compartment,
  type Posting,
  type PostResult,
  type Transfer,
  transfer,
} from '../../../server/src/rooms/ledger/index.ts';
import type { Draws } from './draws.ts';
import type { LedgerModel } from './model.ts';

export type Outcome = PostResult['outcome'];

/** A transfer to post and what must become of it. */
export interface Step {
  readonly transfer: Transfer;
  readonly outcome: Outcome;
}

/** What left a lane through clearing and has not arrived in its other lane. */
interface Crossing {
  readonly workspace: WorkspaceId;
  readonly to: SubjectId;
  readonly lane: Lane;
  readonly unit: string;
  readonly amount: bigint;
}

const lanes = [0, 7, 130, 255];
const units = ['points', 'RUB', 'lessons'];
const subjectsPerLane = 10;
const moment = 1_700_000_000_000;

const kinds = ['grant', 'both', 'release', 'reserve', 'settle', 'cancel', 'spend', 'claw_back', 'send'] as const;
type Kind = (typeof kinds)[number];

/** Where a movement that must be covered comes from and goes to. */
const moves = {
  release: { from: 'pending', to: 'available' },
  reserve: { from: 'available', to: 'reserved' },
  settle: { from: 'reserved', to: 'shop' },
  cancel: { from: 'reserved', to: 'available' },
  spend: { from: 'available', to: 'shop' },
} as const satisfies Partial<Record<Kind, { from: Compartment; to: Compartment | 'shop' }>>;

/** Draws the next steps of a history, each allowed by the model as it stands, and keeps the model in step with them. */
export class Steps {
  readonly crossings: Crossing[] = [];
  #count = 0;

  readonly #draws: Draws;
  readonly #model: LedgerModel;
  readonly #workspaces: readonly WorkspaceId[];

  constructor(draws: Draws, model: LedgerModel, workspaces: readonly WorkspaceId[]) {
    this.#draws = draws;
    this.#model = model;
    this.#workspaces = workspaces;
  }

  next(): Step {
    const repeated = this.#draws.chance(12) ? this.#repeat() : undefined;
    if (repeated !== undefined) return repeated;
    if (this.crossings.length > 0 && this.#draws.chance(15)) return this.arrive();
    const made = this.#make(this.#draws.pick(kinds));
    this.#model.post(made);
    return { transfer: made, outcome: 'posted' };
  }

  /** The oldest crossing reaches its other lane. */
  arrive(): Step {
    const crossing = this.crossings.shift();
    if (crossing === undefined) throw new Error('Nothing is on its way');
    const { workspace, lane, unit, amount, to } = crossing;
    const posting = { unit, from: 'clearing', to: account(to, 'available'), amount } as const;
    const made = this.#transfer(workspace, lane, 'arrive', [posting]);
    this.#model.post(made);
    return { transfer: made, outcome: 'posted' };
  }

  /** A transfer that asks one minor unit more than its account has, after a sound one; the model takes neither. */
  overdraft(): [sound: Transfer, overdraft: Transfer] {
    const { workspace, lane, subject, unit } = this.#place();
    const from = account(subject, this.#draws.pick(['pending', 'available', 'reserved'] as const));
    const balance = this.#model.balance({ workspace, lane }, from, unit);
    const amount = (balance > 0n ? balance : 0n) + 1n;
    const otherUnit = this.#draws.pick(units.filter((other) => other !== unit));
    return [
      this.#transfer(workspace, lane, 'grant', [this.#grant(subject, otherUnit)]),
      this.#transfer(workspace, lane, 'overdraft', [{ unit, from, to: 'shop', amount }]),
    ];
  }

  #make(kind: Kind): Transfer {
    const { workspace, lane, subject, unit } = this.#place();
    if (kind === 'grant') return this.#transfer(workspace, lane, kind, [this.#grant(subject, unit)]);
    if (kind === 'both') {
      const other = this.#subject(lane);
      const postings = [this.#grant(subject, unit), this.#grant(other, this.#draws.pick(units))];
      return this.#transfer(workspace, lane, kind, postings);
    }
    if (kind === 'claw_back') {
      const from = account(subject, this.#draws.pick(['pending', 'available'] as const));
      const posting: Posting = { unit, from, to: 'issuer', amount: this.#draws.amount(2_000n) };
      return this.#transfer(workspace, lane, kind, [posting], true);
    }
    const from = account(subject, kind === 'send' ? 'available' : moves[kind].from);
    const balance = this.#model.balance({ workspace, lane }, from, unit);
    if (balance <= 0n) return this.#transfer(workspace, lane, 'grant', [this.#grant(subject, unit)]);
    const amount = this.#draws.chance(20) ? balance : this.#draws.amount(balance);
    if (kind !== 'send') {
      const target = moves[kind].to;
      const to = target === 'shop' ? target : account(subject, target);
      return this.#transfer(workspace, lane, kind, [{ unit, from, to, amount }]);
    }
    const target = this.#draws.pick(lanes.filter((other) => other !== lane));
    this.crossings.push({ workspace, lane: target, to: this.#subject(target), unit, amount });
    return this.#transfer(workspace, lane, kind, [{ unit, from, to: 'clearing', amount }]);
  }

  #grant(subject: SubjectId, unit: string): Posting {
    const to = account(subject, this.#draws.pick(['pending', 'available'] as const));
    return { unit, from: 'issuer', to, amount: this.#draws.amount(5_000n) };
  }

  /** An earlier transfer under its key, the same or another one. */
  #repeat(): Step | undefined {
    if (this.#model.posted.size === 0) return undefined;
    const original = this.#draws.pick([...this.#model.posted.values()].slice(-500));
    if (this.#draws.chance(60)) {
      // A repeat is often decided by a later fact, and is the same movement nevertheless.
      const decidedSeq = original.decidedSeq + this.#draws.below(3);
      return { transfer: transfer({ ...original, decidedSeq }), outcome: 'repeated' };
    }
    const postings = original.postings.map((posting) => ({ ...posting, amount: posting.amount + 1n }));
    return { transfer: transfer({ ...original, postings }), outcome: 'conflict' };
  }

  #place(): { workspace: WorkspaceId; lane: Lane; subject: SubjectId; unit: string } {
    const lane = this.#draws.pick(lanes);
    const workspace = this.#draws.pick(this.#workspaces);
    return { workspace, lane, subject: this.#subject(lane), unit: this.#draws.pick(units) };
  }

  #subject(lane: Lane): SubjectId {
    // The smallest of three draws: a few subjects hold most of the history, as they do in life.
    const draw = (): number => this.#draws.below(subjectsPerLane);
    return subjectId('per', lane, String(Math.min(draw(), draw(), draw())));
  }

  #transfer(
    workspace: WorkspaceId,
    lane: Lane,
    kind: string,
    postings: readonly Posting[],
    lowersFloor = false,
  ): Transfer {
    this.#count += 1;
    const count = this.#count;
    const at = moment + count * 1000;
    const key = `history:${count}`;
    return transfer({
      lane,
      workspace,
      key,
      kind,
      about: `grt_${count}`,
      at,
      decidedSeq: count,
      postings,
      lowersFloor,
    });
  }
}

function account(holder: SubjectId, compartment: Compartment): Account {
  return { holder, compartment };
}
