import pg from 'pg';
import { isRetryable } from '../kit/db.ts';

/**
 * Whose fault a failure is. What the database says about the data of a statement, its own time-out included, and
 * whatever a reactor throws is the fault of a fact: alone it fails again, and then it is put aside. Any other word of
 * the database is about the store (a missing table or privilege, a full disk, a damaged page, a stale plan): no fact is
 * to blame, so none is put aside, and the same batch is tried again until somebody has mended the store.
 */
const classesOfData = new Set([
  '21', // The number of rows or values does not fit.
  '22', // A value does not fit its type.
  '23', // A constraint is violated.
  'P0', // A function of ours raised an error.
]);

const statementTimeout = '57014';

/** True for a fault of the store that lasts until it is mended; `isRetryable` tells those of the moment. */
export function isStoreFault(error: unknown): boolean {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined || isRetryable(error)) return false;
  return error.code !== statementTimeout && !classesOfData.has(error.code.slice(0, 2));
}
