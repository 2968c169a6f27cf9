import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subjectId, type WorkspaceId } from '../../../kit/values/ids.ts';
import { type Account, accountName, isSystem } from '../types.ts';
import { drawnAccounts, foldTransfers } from './fold.ts';
import { type Transfer, transfer } from './transfer.ts';

const lane = 3;
const workspaces = ['wsp_0000000000000000', 'wsp_0000000000000001'] as WorkspaceId[];
const accounts: Account[] = [
  'issuer',
  'shop',
  ...['anna', 'boris'].flatMap((name): Account[] => {
    const holder = subjectId('per', lane, name);
    return [
      { holder, compartment: 'pending' },
      { holder, compartment: 'available' },
    ];
  }),
];

const posting = fc
  .record({
    unit: fc.constantFrom('points', 'RUB'),
    from: fc.constantFrom(...accounts),
    to: fc.constantFrom(...accounts),
    amount: fc.bigInt({ min: 1n, max: 1000n }),
  })
  .filter(({ from, to }) => from !== to);
const transfers: fc.Arbitrary<Transfer[]> = fc
  .array(
    fc.record({
      workspace: fc.constantFrom(...workspaces),
      lowersFloor: fc.boolean(),
      postings: fc.array(posting, { minLength: 1, maxLength: 4 }),
    }),
  )
  .map((inputs) =>
    inputs.map((input, index) =>
      transfer({ ...input, lane, key: String(index), kind: 'test', about: 'test', at: 0, decidedSeq: 0 }),
    ),
  );

const nameOf = (change: { holder: string; compartment: string }): string =>
  change.compartment === 'system' ? change.holder : `${change.holder}:${change.compartment}`;

describe('foldTransfers', () => {
  it('LED-1 adds up to zero in each unit of each workspace, and to what each account was moved', () => {
    fc.assert(
      fc.property(transfers, (all) => {
        const changes = foldTransfers(all);
        for (const workspace of workspaces) {
          for (const unit of ['points', 'RUB']) {
            const own = changes.filter((change) => change.workspace === workspace && change.unit === unit);
            expect(own.reduce((sum, { plain, clawed }) => sum + plain + clawed, 0n)).toBe(0n);
          }
        }
        for (const change of changes) {
          const lines = all.filter((each) => each.workspace === change.workspace).flatMap((each) => each.postings);
          const own = lines.filter((line) => line.unit === change.unit);
          const moved = own.reduce((sum, { from, to, amount }) => {
            const out = accountName(from) === nameOf(change) ? amount : 0n;
            return sum - out + (accountName(to) === nameOf(change) ? amount : 0n);
          }, 0n);
          expect(change.plain + change.clawed).toBe(moved);
        }
      }),
    );
  });

  it('LED-5 sets apart what claw-backs took from subjects', () => {
    fc.assert(
      fc.property(transfers, (all) => {
        for (const change of foldTransfers(all)) {
          const taken = all
            .filter((each) => each.lowersFloor && each.workspace === change.workspace)
            .flatMap((each) => each.postings)
            .filter(({ unit, from }) => unit === change.unit && !isSystem(from) && accountName(from) === nameOf(change))
            .reduce((sum, { amount }) => sum + amount, 0n);
          expect(change.clawed).toBe(-taken);
        }
      }),
    );
  });

  it('names each account once, and the drawn ones among them, in one order', () => {
    fc.assert(
      fc.property(transfers, (all) => {
        const text = (key: { workspace: string; unit: string; holder: string; compartment: string }): string =>
          `${key.workspace} ${nameOf(key)} ${key.unit}`;
        const folded = foldTransfers(all).map(text);
        const drawn = drawnAccounts(all).map(text);
        expect(folded).toEqual([...new Set(folded)].sort());
        expect(drawn).toEqual([...new Set(drawn)].sort());
        const from = all.flatMap((each) =>
          each.postings
            .filter((line) => !isSystem(line.from))
            .map((line) => {
              return `${each.workspace} ${accountName(line.from)} ${line.unit}`;
            }),
        );
        expect(new Set(drawn)).toEqual(new Set(from));
      }),
    );
  });
});
