import type { Claimed, WriteClaim, WriteRecord } from '../../kit/api/writes.ts';
import type { Queryable } from '../../kit/db.ts';
import type { Secrets } from '../../kit/secrets.ts';
import { dayMs } from '../../kit/values/time.ts';
import { findClaim, forgetClaims, insertClaim, removeClaim, storeAnswer } from './store-idempotency.ts';

/** An idempotency key stands for its input so long; afterwards it is free. */
const claimsKeptMs = 7 * dayMs;

/** Answers are sealed: that to a new key holds the key, of which nothing else keeps more than the hash. */
export function createWriteRecord(secrets: Secrets): WriteRecord {
  const contextOf = ({ workspace, key }: WriteClaim): string => `idempotency:${workspace}:${key}`;
  return {
    async claim(db, claim) {
      const { workspace, key, inputHash, at } = claim;
      await forgetClaims(db, workspace, at - claimsKeptMs);
      if (await insertClaim(db, workspace, key, inputHash, at)) return { state: 'new' };
      return present(db, claim, (sealed) => secrets.open(sealed, contextOf(claim)));
    },
    keep: (db, claim, { status, body }) =>
      storeAnswer(db, claim.workspace, claim.key, status, secrets.seal(body, contextOf(claim))),
    forget: (db, { workspace, key }) => removeClaim(db, workspace, key),
  };
}

async function present(db: Queryable, claim: WriteClaim, open: (sealed: string) => string): Promise<Claimed> {
  const row = await findClaim(db, claim.workspace, claim.key);
  // It was claimed and given up again meanwhile: whoever asks now does as if it had been first.
  if (row === undefined) return { state: 'same' };
  if (row.inputHash !== claim.inputHash) return { state: 'other' };
  if (row.status === null || row.body === null) return { state: 'same' };
  return { state: 'same', answer: { status: row.status, body: open(row.body) } };
}
