import type { AppliedEffect } from '../../engine/reactor.ts';
import type { Transaction } from '../../kit/db.ts';
import { isJsonObject, type Json, textIn } from '../../kit/values/json.ts';
import { type Account, postTransfers, type Transfer, transfer } from '../ledger/index.ts';
import { handGrantsOver, writeGrants } from './store.ts';

/** Posts the movements of a batch to the ledger and writes the grants' rows: a fixed number of statements. */
export async function applyRewards(tx: Transaction, effects: readonly AppliedEffect[]): Promise<void> {
  const transfers = effects.flatMap(transferOf);
  if (transfers.length > 0) {
    const results = await postTransfers(tx, transfers);
    const conflict = results.findIndex((result) => result.outcome === 'conflict');
    if (conflict >= 0) throw new Error(`The transfer ${transfers[conflict]?.key} was posted before with other amounts`);
  }
  const grants = effects.filter((each) => isJsonObject(each.effect['grant']));
  if (grants.length > 0) await writeGrants(tx, grants);
  const handed = effects.flatMap(({ effect }) => (isJsonObject(effect['handed']) ? [effect['handed']] : []));
  if (handed.length > 0) await handGrantsOver(tx, handed);
}

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
      // A debt that moves with its holder is no new one: both kinds may leave an account below zero.
      lowersFloor: text('kind') === 'claw_back' || text('kind') === 'join',
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
