import type { Command } from 'commander';
import { exitWith, printLine } from '../kit/process.ts';
import { auditBalances, clearingTotals } from '../rooms/ledger/index.ts';
import type { Opened } from '../serve.ts';
import { withRooms } from './session.ts';

/** `doctor`: looks at what must be true of the stored data and says what is not. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('check the database and its books; ends with an error when something is wrong')
    .action(() => withRooms(examine));
}

async function examine(opened: Opened): Promise<void> {
  const { pool, rooms } = opened;
  const { rows } = await pool.query<{ version: string; waiting: string; quarantined: string }>(
    `select current_setting('server_version') as version,
            (select count(*) from engine_inbox) as waiting,
            (select count(*) from engine_quarantine where released_at is null) as quarantined`,
  );
  const [state] = rows;
  const waiting = Number(state?.waiting ?? 0);
  const quarantined = Number(state?.quarantined ?? 0);
  printLine(`PostgreSQL ${state?.version ?? '?'}`);
  printLine(`facts waiting: ${waiting}`);
  let wrong = 0;
  const report = (what: string, found: readonly string[]): void => {
    printLine(`${found.length === 0 ? 'ok     ' : 'WRONG  '} ${what}`);
    for (const each of found.slice(0, 20)) printLine(`         ${each}`);
    if (found.length > 0) wrong += 1;
  };
  report('no fact is in quarantine', quarantined === 0 ? [] : [`${quarantined} facts: sarafan quarantine list`]);
  report('places in lanes have no gaps', await findGaps(opened));
  for (const { workspace, name } of await rooms.access.listWorkspaces()) {
    const discrepancies = await auditBalances(pool, workspace);
    report(
      `${name}: balances are the sums of their postings`,
      discrepancies.map(
        (each) => `${each.holder} ${each.compartment} ${each.unit}: ${each.balance}, not ${each.folded}`,
      ),
    );
    // While facts wait, value may be under way between two lanes.
    if (waiting > 0) continue;
    const clearing = (await clearingTotals(pool, workspace)).filter((each) => each.total !== 0n);
    report(
      `${name}: nothing is left in clearing`,
      clearing.map((each) => `${each.total} ${each.unit}`),
    );
  }
  if (wrong > 0) exitWith(1);
}

async function findGaps({ pool }: Opened): Promise<string[]> {
  const { rows } = await pool.query<{ lane: number; facts: string; last: string }>(
    `select l.lane, count(f.seq) as facts, coalesce(max(f.seq), 0) as last
     from engine_lanes l left join engine_facts f on f.lane = l.lane
     group by l.lane, l.next_seq having count(f.seq) <> l.next_seq - 1 order by l.lane`,
  );
  return rows.map((row) => `lane ${row.lane}: ${row.facts} facts, the last is ${row.last}`);
}
