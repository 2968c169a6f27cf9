import { describe, expect, it } from 'vitest';
import { codePlants } from './plants/code.ts';
import type { Plant } from './plants/plant.ts';
import { structurePlants } from './plants/structure.ts';
import { longFiles } from './rules/size.ts';
import { laneRule } from './rules/sql.ts';
import { rules } from './rules.ts';
import type { Rule, SourceText } from './source.ts';

const plants = [...codePlants, ...structurePlants];
/** Planted migrations know nothing of the repository's own exceptions. */
const tried = rules.map((rule) => (rule.name === 'sql-mentions-lane' ? laneRule([], []) : rule));

function run(rule: Rule, files: readonly SourceText[]): readonly string[] {
  const read = files.filter((file) => rule.reads(file.path));
  return rule.find(read).map(({ path, line }) => `${path}:${line}`);
}

function ruleOf(plant: Plant): Rule {
  const rule = tried.find((candidate) => candidate.name === plant.rule);
  if (rule === undefined) throw new Error(`No rule is named ${plant.rule}`);
  return rule;
}

describe('a rule finds what was planted and nothing else', () => {
  it.each(plants)('$rule: $what', (plant) => {
    expect(run(ruleOf(plant), plant.files)).toEqual(plant.found);
  });

  it.each(tried)('$name has been seen to fail', (rule) => {
    expect(plants.some((plant) => plant.rule === rule.name && plant.found.length > 0)).toBe(true);
  });
});

describe('exceptions of sql-mentions-lane', () => {
  const migration = {
    path: 'server/migrations/0002-ledger.ts',
    text: 'sql`create table ledger_units (unit text)`; sql`create table ledger_accounts (lane smallint)`;',
  };
  const store = {
    path: 'server/src/rooms/ledger/store.ts',
    text: "query('select 1 from ledger_units'); query('select sum(balance) from ledger_accounts');",
  };
  const units = { table: 'ledger_units', reason: 'A unit belongs to the workspace.' };
  const sums = { path: store.path, contains: 'sum(balance)', reason: 'System accounts are summed on read.' };

  it('let pass what they name', () => {
    expect(run(laneRule([units], [sums]), [migration, store])).toEqual([]);
    expect(run(laneRule([{ ...units, table: 'ledger_u*' }], [sums]), [migration, store])).toEqual([]);
  });

  it('are refused when nothing needs them any more', () => {
    const gone = [{ ...units, table: 'ledger_gone*' }, units];
    const stale = [{ ...sums, contains: 'max(balance)' }, sums];
    expect(run(laneRule(gone, stale), [migration, store])).toEqual(['server/migrations:1', `${store.path}:1`]);
  });
});

describe('the note on long files', () => {
  it('names those over 300 lines, longest first', () => {
    const file = (path: string, count: number): SourceText => ({ path, text: 'x\n'.repeat(count) });
    const files = [file('a.ts', 300), file('b.ts', 301), file('c.ts', 400), file('d.md', 900)];
    expect(longFiles(files)).toEqual(['c.ts (400 lines)', 'b.ts (301 lines)']);
  });
});
