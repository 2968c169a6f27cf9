import type { ProgramDefinition } from '@sarafan/contract';
import type { Pool } from '../../../server/src/kit/db.ts';
import { parseAmount } from '../../../server/src/kit/values/amounts.ts';
import { greatestCost } from '../../../server/src/rooms/referral/rules/cost.ts';
import type { ProgramRow } from '../../../server/src/rooms/referral/store-programs.ts';
import { type Fault, list } from '../../crash/checks/facts.ts';
import { unsound } from '../history/state.ts';
import { exponents } from '../programs/definitions.ts';
import type { Field, Played } from './field.ts';

/** What was found, so that a run which found nothing to hold against the limits is seen. */
export interface Found {
  grants: number;
  bounded: number;
  earned: number;
  refused: number;
}

/** Everything that is wrong with a field: its books, its limits, and explanations that say otherwise. */
export async function faultsOf(pool: Pool, field: Field, found: Found): Promise<readonly Fault[]> {
  return [
    ...(await unsound(pool, field.workspace)),
    ...(await beyondLimits(pool, field, found)),
    ...(await explainedOtherwise(pool, field, found)),
  ];
}

interface Sum {
  readonly program_id: string;
  readonly unit: string;
  readonly friend_id: string;
  readonly task: string | null;
  readonly total: bigint;
}

/** INV-8: what stands of a program is within its cap, its funds, and what the checker says a friend may cost. */
async function beyondLimits(pool: Pool, { workspace, played }: Field, found: Found): Promise<Fault[]> {
  const { rows } = await pool.query<Omit<Sum, 'total'> & { readonly total: string; readonly count: number }>(
    `select program_id, unit, friend_id, task, sum(amount)::text as total, count(*)::int as count
     from rewards_grants where workspace_id = $1 and state <> 'clawed_back' group by 1, 2, 3, 4`,
    [workspace],
  );
  for (const { count } of rows) found.grants += count;
  const sums = rows.map((row): Sum => ({ ...row, total: BigInt(row.total) }));
  const wrong = played.flatMap(({ row }) => {
    const own = sums.filter(({ program_id }) => program_id === row.program);
    return own.length === 0 ? [] : boundsOf(row.definition).flatMap((bound) => bound(own, found, row));
  });
  return list('limits that do not hold', wrong);
}

type Bound = (sums: readonly Sum[], found: Found, row: ProgramRow) => string[];

/** As many of its periods as histories and what follows them may touch. */
const periods = { day: 65, week: 12, month: 5, year: 1 } as const;

function boundsOf(definition: ProgramDefinition): Bound[] {
  const { cap, tasks = [] } = definition;
  const atMost = (what: string, unit: string, limit: bigint, own: (sum: Sum) => boolean): Bound => {
    return (sums, found, { key }) => {
      const total = sums.filter((sum) => sum.unit === unit && own(sum)).reduce((all, { total: one }) => all + one, 0n);
      if (total > 0n) found.bounded += 1;
      return total <= limit ? [] : [`${key}: ${what} ${limit} ${unit}, granted ${total}`];
    };
  };
  const funded = new Set(tasks.flatMap(({ id, fund }) => (fund === undefined ? [] : [id])));
  const costs = greatestCost(definition, exponents).flatMap(({ unit, minor }) => {
    return minor === undefined ? [] : [atMost('a friend costs at most', unit, minor, () => true)];
  });
  return [
    ...costs,
    ...(cap === undefined
      ? []
      : [
          atMost(
            'its cap',
            cap.unit,
            minorOf(cap) * BigInt(cap.every === undefined ? 1 : periods[cap.every]),
            ({ task }) => task === null || !funded.has(task),
          ),
        ]),
    ...tasks.flatMap(({ id, fund }) => {
      return fund === undefined ? [] : [atMost('the fund', fund.unit, minorOf(fund), ({ task }) => task === id)];
    }),
  ];
}

function minorOf({ unit, amount }: { readonly unit: string; readonly amount: string }): bigint {
  const parsed = parseAmount(amount, exponents.get(unit) ?? 0);
  if (!parsed.ok) throw new Error(`${amount} ${unit} is ${parsed.reason}`);
  return parsed.minor;
}

/** So many explanations are read side by side. */
const atOnce = 6;

/** What is asked for and not given, or was given: whatever is not taken back. */
const isStanding = (state: string): boolean => state !== 'clawed_back' && state !== 'withdrawn';

/** REF-43: an explanation says what was decided, and calls earned exactly what stands. */
async function explainedOtherwise(pool: Pool, { workspace, service, played }: Field, found: Found): Promise<Fault[]> {
  const { rows } = await pool.query<{ user_id: string; program_id: string; status: string; reason: string | null }>(
    `select i.value as user_id, r.program_id, r.status, r.reason from referral_pairs r
     join people_identifiers i on i.workspace_id = r.workspace_id and i.subject_id = r.friend_id and i.kind = 'userId'
     where r.workspace_id = $1`,
    [workspace],
  );
  const decided = new Map(rows.map((row) => [`${row.program_id} ${row.user_id}`, row]));
  const wrong: string[] = [];
  for (let from = 0; from < played.length; from += atOnce) {
    const some = await Promise.all(played.slice(from, from + atOnce).map(explainedWrongly));
    wrong.push(...some.flat());
  }
  return list('explanations that say otherwise', wrong);

  async function explainedWrongly({ row, friend }: Played): Promise<string[]> {
    const person = await service.find(workspace, { userId: friend });
    if (person === undefined) return [`${row.key}: nobody knows ${friend}`];
    const { status, reason, earnings, rewards } = await service.explain(workspace, row, person);
    const pair = decided.get(`${row.program} ${friend}`);
    const earned = earnings.filter((earning) => earning.status === 'earned').length;
    const standing = rewards.filter(({ state }) => isStanding(state)).length;
    found.earned += earned;
    found.refused += earnings.length - earned;
    return [
      ...(status === (pair?.status ?? 'none') && reason === (pair?.reason ?? null)
        ? []
        : [`${row.key}: ${status} ${reason}, decided ${pair?.status} ${pair?.reason}`]),
      ...(earned === standing ? [] : [`${row.key}: ${earned} earned, ${standing} standing`]),
    ];
  }
}
