import { type OutboxMessage, putIntoOutbox, type Sender } from '../../engine/index.ts';
import { inTransaction, type Pool, type Transaction } from '../../kit/db.ts';
import { derivedId, type SubjectId, type WorkspaceId } from '../../kit/values/ids.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { exponentsOf } from '../ledger/index.ts';
import { personSummaries } from '../people/index.ts';
import { bodyOf, dataOf } from './rules/message.ts';
import { toldIn, toldTo, wantedBy } from './rules/told.ts';
import { insertDeliveries } from './store-deliveries.ts';
import { activeSubscriptions } from './store-subscriptions.ts';
import type { Happening } from './types.ts';

/**
 * Takes an item of the outbox over: puts it into words once, and makes a delivery of it for each endpoint that it is
 * told to. Its ids follow from the item's key, so an item that is handed over twice makes nothing new.
 */
export function handOver(pool: Pool, onMade: () => void): Sender {
  return async (item) => {
    await inTransaction(pool, (tx) => makeDeliveries(tx, item));
    onMade();
    return { kind: 'sent' };
  };
}

async function makeDeliveries(tx: Transaction, { workspace, key, payload }: OutboxMessage): Promise<void> {
  const told = toldIn(payload);
  const persons = Object.values(told.persons) satisfies SubjectId[];
  const summary = await personSummaries(tx, workspace, persons);
  const exponents = await exponentsOf(tx, workspace);
  const data = dataOf(told, {
    userId: (person) => summary(person)?.userId ?? null,
    exponent: (unit) => exponents.get(unit) ?? 0,
  });
  const message = derivedId('msg', workspace, key);
  const { type, at, to } = told;
  await insertDeliveries(
    tx,
    { workspace, message, type, isTest: false, body: bodyOf(type, at, data, false), at },
    to.map((subscription) => ({ subscription, delivery: derivedId('dlv', message, subscription) })),
  );
}

/** A program's new version, as the referral room tells it in the transaction of the launch. */
export interface Launched {
  readonly workspace: WorkspaceId;
  readonly program: string;
  readonly key: string;
  readonly version: number;
  readonly note: string;
  readonly at: EpochMs;
}

/** Tells of a launch whoever subscribed to launches; nothing is written where nobody did. */
export async function tellLaunch(tx: Transaction, launched: Launched): Promise<void> {
  const { workspace, at, program, key, version, note } = launched;
  const happening: Happening = { type: 'program.launched', data: { program, key, version, note }, persons: {} };
  const item = toldTo(wantedBy(await activeSubscriptions(tx, workspace)), happening, at, `${program}.${version}`);
  if (item !== undefined) await putIntoOutbox(tx, { workspace, about: program, at, item });
}
