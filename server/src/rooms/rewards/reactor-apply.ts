import type { AppliedEffect } from '../../engine/reactor.ts';
import type { Transaction } from '../../kit/db.ts';
import { isJsonObject, type Json, textIn } from '../../kit/values/json.ts';
import { type Account, postTransfers, type Transfer, transfer } from '../ledger/index.ts';
import { takeGrantsOver, writeGrants, writeReviews } from './store.ts';
import { writeFulfilments } from './store-fulfilments.ts';
import { writeLots } from './store-lots.ts';

/** Posts the movements of a batch to the ledger and writes the grants' rows: a fixed number of statements. */
export async function applyRewards(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const transfers = effects.flatMap(transferOf);
  if (transfers.length > 0) {
    // Every key follows from one decision. One that was posted before would leave the state with more than the ledger.
    const results = await postTransfers(tx, transfers);
    const again = results.findIndex((result) => result.outcome !== 'posted');
    if (again >= 0) throw new Error(`The transfer ${transfers[again]?.key} was posted before`);
  }
  // Rows come before they are changed: what a batch decides about a grant, it decides where the grant is by then.
  const moved = effects.filter((each) => isJsonObject(each.effect['moved']));
  if (moved.length > 0) await takeGrantsOver(tx, moved);
  const grants = effects.filter((each) => isJsonObject(each.effect['grant']));
  if (grants.length > 0) await writeGrants(tx, grants);
  const fulfilments = effects.filter((each) => isJsonObject(each.effect['fulfilment']));
  if (fulfilments.length > 0) await writeFulfilments(tx, fulfilments);
  const lots = effects.filter((each) => isJsonObject(each.effect['lot']));
  if (lots.length > 0) await writeLots(tx, lots);
  const reviewed = effects.filter((each) => isJsonObject(each.effect['reviewed']));
  if (reviewed.length > 0) await writeReviews(tx, reviewed);
}

/** A debt that moves with a profile is no new one: it may leave an account below zero, as a claw-back may. */
const lowering = new Set(['claw_back', 'join', 'separate']);

function transferOf(applied: AppliedEffect): Transfer[] {
  const json = applied.effect['transfer'];
  if (!isJsonObject(json)) return [];
  const text = (name: string): string => textIn(json, name);
  const { fact, now } = applied;
  return [
    transfer({
      lane: fact.lane,
      workspace: fact.workspace,
      key: text('key'),
      kind: text('kind'),
      about: text('about'),
      at: now,
      decidedSeq: fact.seq,
      lowersFloor: lowering.has(text('kind')),
      postings: [
        {
          unit: text('unit'),
          from: accountOf(json['from']),
          to: accountOf(json['to']),
          amount: BigInt(text('amountMinor')),
        },
      ],
    }),
  ];
}

/** Reads an account from an effect that this room's rules made. */
function accountOf(json: Json | undefined): Account {
  return json as Account;
}
