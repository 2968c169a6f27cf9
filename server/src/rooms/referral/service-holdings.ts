import type { Pool } from '../../kit/db.ts';
import { laneOfSubject, type WorkspaceId } from '../../kit/values/ids.ts';
import type { Sentence } from '../../kit/values/sentences.ts';
import type { EpochMs } from '../../kit/values/time.ts';
import { balances } from '../ledger/index.ts';
import type { KnownPerson } from '../people/index.ts';
import { nextExpiries, pendingOfProfiles } from '../rewards/index.ts';
import { type NamedUnit, unitAmount } from './rules/unit-words.ts';

/** What the person has of one unit. */
export interface Holding {
  readonly available: Sentence;
  /** More was taken back than there was. */
  readonly isDebt: boolean;
  readonly pending: readonly { readonly amount: Sentence; readonly availableAt: EpochMs }[];
  /** What of the available expires, the earliest first. */
  readonly expiring: readonly { readonly amount: Sentence; readonly expiresAt: EpochMs }[];
}

const pendingShown = 10;
const expiringShown = 5;

/** What a person has, unit by unit: what may be spent, and what waits until when. */
export async function holdingsOf(
  pool: Pool,
  workspace: WorkspaceId,
  { person, profiles }: Pick<KnownPerson, 'person' | 'profiles'>,
  units: ReadonlyMap<string, NamedUnit>,
): Promise<Holding[]> {
  const [held, waiting, next] = await Promise.all([
    balances(pool, laneOfSubject(person), workspace, person),
    pendingOfProfiles(pool, workspace, profiles, pendingShown),
    nextExpiries(pool, workspace, person, expiringShown),
  ]);
  const names = [...new Set([...held.map(({ unit }) => unit), ...waiting.map(({ unit }) => unit)])];
  return names.flatMap((name) => {
    const unit = units.get(name);
    if (unit === undefined) return [];
    const available = held.find((each) => each.unit === name && each.compartment === 'available')?.balance ?? 0n;
    const pending = waiting
      .filter((each) => each.unit === name)
      .map(({ amountMinor, availableAt }) => ({ amount: unitAmount(amountMinor, unit), availableAt }));
    const expiring = next
      .filter((each) => each.unit === name)
      .map(({ amountMinor, expiresAt }) => ({ amount: unitAmount(amountMinor, unit), expiresAt }));
    const isEmpty = available === 0n && pending.length === 0;
    return isEmpty ? [] : [{ available: unitAmount(available, unit), isDebt: available < 0n, pending, expiring }];
  });
}
