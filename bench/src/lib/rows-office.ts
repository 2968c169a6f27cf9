import { type Filling, personSql, stepMs } from './filling.ts';

/** The import whose lines were refused. */
export const longImport = `imp_${'0'.repeat(16)}`;

/** What the customer's own people look at: who did what, files that were brought, and facts that failed. */
export async function fillOffice(filling: Filling): Promise<void> {
  await fillAudit(filling);
  await fillImports(filling);
  await fillQuarantine(filling);
}

/** A tenth as many entries as there are persons; one in a hundred is of the access room. */
async function fillAudit({ db, tenant, filled }: Filling): Promise<void> {
  await db.query(
    `insert into access_audit (workspace_id, at, actor, action, target, detail)
     select $1, $2::bigint + i * 10 * ${stepMs}, case when i % 100 = 0 then 'usr_rare' else 'usr_' || i % 5 end,
            case when i % 100 = 0 then 'key.create' else (array['binding.create', 'reward.spend', 'person.merge',
              'participant.create'])[1 + i % 4] end,
            ${personSql('i')}, jsonb_build_object('program', 'bench-0', 'userId', 'user-' || i)
     from generate_series(1::bigint, $3) i`,
    [tenant.workspace, filled.first, Math.ceil(filled.persons / 10)],
  );
}

/** Two hundred files with their headings and dry runs, and of one of them the refused lines. */
async function fillImports({ db, tenant, filled }: Filling): Promise<void> {
  await db.query(
    `insert into imports_imports (import_id, workspace_id, kind, state, file_name, bytes, content_hash, detected,
                                  headings, settings, report, progress, rows_done, created_at, created_by)
     select 'imp_' || lpad(i::text, 16, '0'), $1, 'people', 'done', 'people-' || i || '.csv', 1000000, md5(i::text),
            '{"encoding": "utf-8", "confidence": 1, "delimiter": ";"}',
            (select jsonb_agg(jsonb_build_object('column', c, 'heading', 'Column ' || c, 'samples',
               jsonb_build_array('first sample', 'second sample', 'third sample'))) from generate_series(0, 39) c),
            null,
            jsonb_build_object('rows', 10000, 'findings', (
              select jsonb_agg(jsonb_build_object('code', 'not_an_email', 'count', 10, 'first', (
                select jsonb_agg(jsonb_build_object('row', r, 'value', 'not an address'))
                from generate_series(1, 5) r)))
              from generate_series(1, 10))),
            '{"ready": 9000, "repeated": 500, "refused": 500, "skipped": 0, "facts": 9000, "takenBack": 0}',
            10000, $2::bigint + i * ${stepMs}, 'usr_1'
     from generate_series(0, 199) i`,
    [tenant.workspace, filled.first],
  );
  await db.query(
    `insert into imports_problems (import_id, row_number, place, workspace_id, column_number, code, value)
     select $2, i, 0, $1, 3, 'not_an_email', 'not an address ' || i from generate_series(1::bigint, $3) i`,
    [tenant.workspace, longImport, Math.ceil(filled.persons / 10)],
  );
}

/** One fact in a hundred persons; of these one in ten was let go since. */
async function fillQuarantine({ db, tenant, filled }: Filling): Promise<void> {
  await db.query(
    `insert into engine_quarantine (lane, workspace_id, trust, message_id, accepted_at, payload, error,
                                    quarantined_at, released_at)
     select i % 256, $1, 1, 'bad-' || i, at,
            json_build_object('type', 'track', 'event', 'Order Completed', 'userId', 'user-' || i, 'properties',
              json_build_object('order_id', 'order-' || i, 'total', 500, 'currency', 'RUB'))::text,
            'RangeError: The amount is beyond its limit', at, case when i % 10 = 0 then at end
     from generate_series(1::bigint, $3) i cross join lateral (select $2::bigint + i * 100 * ${stepMs} as at) moment`,
    [tenant.workspace, filled.first, Math.ceil(filled.persons / 100)],
  );
}
