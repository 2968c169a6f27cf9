import type { RewardGrant } from '@sarafan/contract';
import type { Reply } from '../../engine/index.ts';
import type { Page, PageRequest } from '../../kit/api/paging.ts';
import { parseAmount } from '../../kit/values/amounts.ts';
import type { SubjectId, WorkspaceId } from '../../kit/values/ids.ts';
import { insertAudit } from '../access/index.ts';
import { exponentsOf } from '../ledger/index.ts';
import { findPersonByUserId } from '../people/index.ts';
import { spendReward } from './rules/spending.ts';
import {
  type FulfilmentsAsked,
  listFulfilments,
  type Reported,
  type ReportInput,
  type RewardsOptions,
  reportOnGrant,
} from './service-fulfilments.ts';
import { type GrantsAsked, listGrants } from './service-grants.ts';
import { type Reviewed, type ReviewInput, reviewGrant } from './service-reviews.ts';

export interface SpendingInput {
  readonly userId: string;
  readonly unit: string;
  /** A decimal text in major units. */
  readonly amount: string;
  readonly messageId: string;
}

/** A spending that was sent to the engine, or why it was not. */
export type Spent =
  | { readonly sent: true; readonly person: SubjectId; readonly exponent: number; readonly reply: Reply | undefined }
  | { readonly sent: false; readonly reason: 'unknown_person' | 'unknown_unit' | 'not_an_amount' };

/** Rewards as support and the customer's server look at them, and the command to spend them. */
export class RewardsService {
  readonly #options: RewardsOptions;

  constructor(options: RewardsOptions) {
    this.#options = options;
  }

  /** Newest first; undefined when a person is named whom the workspace does not know. */
  grants(workspace: WorkspaceId, asked: GrantsAsked, request: PageRequest): Promise<Page<RewardGrant> | undefined> {
    return listGrants(this.#options.pool, workspace, asked, request);
  }

  /** Support decides about a reward in review. Undefined: the decision is still to come. */
  review(
    asker: { readonly workspace: WorkspaceId; readonly actor: string },
    input: ReviewInput,
  ): Promise<Reviewed | undefined> {
    return reviewGrant(this.#options, asker, input);
  }

  /** What is or was to be handed out, the latest first. */
  fulfilments(workspace: WorkspaceId, asked: FulfilmentsAsked, request: PageRequest): Promise<Page<RewardGrant>> {
    return listFulfilments(this.#options, workspace, asked, request);
  }

  /** Somebody says what became of it. Undefined: the decision is still to come. */
  report(
    asker: { readonly workspace: WorkspaceId; readonly actor: string },
    input: ReportInput,
  ): Promise<Reported | undefined> {
    return reportOnGrant(this.#options, asker, input);
  }

  /** A person pays with what they hold. The amount is decided in the person's lane, so two at once never overdraw. */
  async spend(
    asker: { readonly workspace: WorkspaceId; readonly actor: string },
    { userId, unit, amount, messageId }: SpendingInput,
  ): Promise<Spent> {
    const { pool, clock, commands } = this.#options;
    const { workspace, actor } = asker;
    const person = await findPersonByUserId(pool, workspace, userId);
    if (person === undefined) return { sent: false, reason: 'unknown_person' };
    const exponent = (await exponentsOf(pool, workspace)).get(unit);
    if (exponent === undefined) return { sent: false, reason: 'unknown_unit' };
    const parsed = parseAmount(amount, exponent);
    if (!parsed.ok || parsed.minor === 0n) return { sent: false, reason: 'not_an_amount' };
    const detail = { userId, unit, amount };
    const entry = { workspace, at: clock.now(), actor, action: 'reward.spend', target: person, detail };
    await insertAudit(pool, entry, messageId);
    const properties = { unit, amountMinor: String(parsed.minor) };
    const reply = await commands.send({ workspace, name: spendReward, to: { userId }, messageId, properties });
    return { sent: true, person, exponent, reply };
  }
}
