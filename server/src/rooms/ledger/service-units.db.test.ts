import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../../../test/support/database.ts';
import { ledgerPlace } from '../../../../test/support/ledger.ts';
import { listUnits, saveUnit } from './index.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const name = { ru: 'баллы', en: 'points' };

describe('units', () => {
  it('are listed as they were saved, each workspace its own', async () => {
    const { workspace } = ledgerPlace();
    expect(await saveUnit(database.pool, { workspace, unit: 'points', exponent: 0, name })).toEqual({ ok: true });
    expect(await saveUnit(database.pool, { workspace, unit: 'RUB', exponent: 2, name })).toEqual({ ok: true });
    expect(await listUnits(database.pool, workspace)).toEqual([
      { workspace, unit: 'RUB', exponent: 2, name },
      { workspace, unit: 'points', exponent: 0, name },
    ]);
    expect(await listUnits(database.pool, ledgerPlace().workspace)).toEqual([]);
  });

  it('LED-9 can be renamed, but their exponent stays', async () => {
    const { workspace } = ledgerPlace();
    const renamed = { ru: 'бонусы', en: 'bonuses' };
    await saveUnit(database.pool, { workspace, unit: 'points', exponent: 0, name });
    const changed = await saveUnit(database.pool, { workspace, unit: 'points', exponent: 2, name: renamed });
    expect(changed).toEqual({ ok: false, reason: 'exponent_is_fixed' });
    expect(await listUnits(database.pool, workspace)).toMatchObject([{ exponent: 0, name }]);
    expect(await saveUnit(database.pool, { workspace, unit: 'points', exponent: 0, name: renamed })).toEqual({
      ok: true,
    });
    expect(await listUnits(database.pool, workspace)).toMatchObject([{ name: renamed }]);
  });

  it.each([
    ['', 0, 'invalid_name'],
    ['two words', 0, 'invalid_name'],
    ['a'.repeat(33), 0, 'invalid_name'],
    ['points', -1, 'invalid_exponent'],
    ['points', 1.5, 'invalid_exponent'],
    ['points', 10, 'invalid_exponent'],
  ])('%j with %s decimals: %s', async (unit, exponent, reason) => {
    const { workspace } = ledgerPlace();
    expect(await saveUnit(database.pool, { workspace, unit, exponent, name })).toEqual({ ok: false, reason });
    expect(await listUnits(database.pool, workspace)).toEqual([]);
  });
});
