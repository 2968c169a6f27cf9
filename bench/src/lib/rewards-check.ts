import { auditBalances, clearingTotals } from '../../../server/src/rooms/ledger/index.ts';
import { type OwedText, owedText } from './batch-evaluation.ts';
import { expectEffect } from './bench.ts';
import type { Place } from './place.ts';
import type { Tenant } from './tenant.ts';

/** The standing grants are exactly those that are owed, and the ledger agrees with them. Answers how many. */
export async function checkRewards(place: Place, tenant: Tenant, owed: ReadonlySet<OwedText>): Promise<number> {
  const { rows } = await place.pool.query<Record<string, string>>(
    `select program_id, friend_id, order_id, side, holder_id, unit, amount from rewards_grants
     where lane between 0 and 255 and state <> 'clawed_back'`,
  );
  const granted = rows.map((row) => owedText(...Object.values(row)));
  const known = new Set(granted);
  expectEffect(known.size === granted.length, 'a reward was granted twice');
  const missing = [...owed].filter((text) => !known.has(text));
  const unowed = granted.filter((text) => !owed.has(text));
  const example = missing[0] ?? unowed[0] ?? 'none';
  const sentence = `owed and not granted: ${missing.length}, granted and not owed: ${unowed.length}, as ${example}`;
  expectEffect(missing.length + unowed.length === 0, sentence);
  await checkLedger(place, tenant);
  return granted.length;
}

async function checkLedger({ pool }: Place, { workspace }: Tenant): Promise<void> {
  const wrong = await auditBalances(pool, workspace);
  expectEffect(wrong.length === 0, `${wrong.length} balances are not the sums of their postings`);
  const inFlight = (await clearingTotals(pool, workspace)).filter(({ total }) => total !== 0n);
  expectEffect(inFlight.length === 0, 'clearing does not net to zero');
  const { rows } = await pool.query<{ differ: boolean }>(
    `with held as (select unit, sum(balance) as amount from ledger_accounts
                   where lane between 0 and 255 and holder like 'per%' group by unit),
          granted as (select unit, sum(amount) as amount from rewards_grants
                      where lane between 0 and 255 and state <> 'clawed_back' group by unit)
     select exists (select from held full join granted using (unit)
                    where coalesce(held.amount, 0) <> coalesce(granted.amount, 0)) as differ`,
  );
  expectEffect(rows[0]?.differ === false, 'what persons hold is not what they were granted');
}
