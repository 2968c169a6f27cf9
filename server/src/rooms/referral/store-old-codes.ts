import type { AppliedEffect } from '../../engine/reactor.ts';
import { scalarArray, scalarColumn, textArray, textColumn } from '../../kit/arrays.ts';
import type { Transaction } from '../../kit/db.ts';
import { laneCount, type WorkspaceId } from '../../kit/values/ids.ts';
import { isJsonObject, type JsonObject, textIn } from '../../kit/values/json.ts';

const allLanes = scalarArray(Array.from({ length: laneCount }, (_, lane) => lane));

/** Codes that are nobody's any more. */
export interface FreedCodes {
  readonly workspace: WorkspaceId;
  readonly codes: readonly string[];
}

/** Writes what imports brought of codes in a batch, then takes away what went with imports that were taken back. */
export async function applyOldCodes(tx: Transaction, effects: readonly AppliedEffect[]): Promise<FreedCodes[]> {
  const brought = effects.filter((each) => isJsonObject(each.effect['oldCodes']));
  if (brought.length > 0) await writeCodes(tx, brought);
  const freed: FreedCodes[] = [];
  for (const { fact, effect } of effects) {
    const gone = effect['oldCodesGone'];
    if (!isJsonObject(gone)) continue;
    const { workspace } = fact;
    freed.push({ workspace, codes: await removeCodes(tx, workspace, textIn(gone, 'import'), textsIn(gone, 'codes')) });
  }
  return freed;
}

function textsIn(json: JsonObject, name: string): string[] {
  const value = json[name];
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

async function writeCodes(tx: Transaction, brought: readonly AppliedEffect[]): Promise<void> {
  const rows = brought.flatMap((each) => {
    const json = each.effect['oldCodes'] as JsonObject;
    const known = { program: textIn(json, 'program'), importId: textIn(json, 'import') };
    return textsIn(json, 'codes').map((code, place) => ({ each, code, place, ...known }));
  });
  await tx.query({
    name: 'referral-write-old-codes',
    text: `
      insert into referral_old_codes (lane, person_id, workspace_id, program_id, code, import_id, place, brought_at)
      select * from unnest($1::smallint[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::smallint[],
                           $8::bigint[])
      on conflict do nothing`,
    values: [
      scalarColumn(rows, ({ each }) => each.fact.lane),
      textColumn(rows, ({ each }) => each.fact.subject),
      textColumn(rows, ({ each }) => each.fact.workspace),
      textColumn(rows, ({ program }) => program),
      textColumn(rows, ({ code }) => code),
      textColumn(rows, ({ importId }) => importId),
      scalarColumn(rows, ({ place }) => place),
      scalarColumn(rows, ({ each }) => each.now),
    ],
  });
  await writeParticipants(
    tx,
    rows.map(({ code }) => code),
  );
}

/** Whoever takes part by old codes alone does so under the first of them. */
async function writeParticipants(tx: Transaction, codes: readonly string[]): Promise<void> {
  await tx.query({
    name: 'referral-participants-by-old-codes',
    text: `
      insert into referral_participants (lane, person_id, workspace_id, program_id, code, joined_at)
      select distinct on (lane, person_id, program_id) lane, person_id, workspace_id, program_id, code, brought_at
      from referral_old_codes o
      where lane = any($1::smallint[])
        and (lane, person_id) in (select lane, person_id from referral_old_codes
                                  where lane = any($1::smallint[]) and code = any($2::text[]))
      order by lane, person_id, program_id, brought_at, import_id, place
      on conflict (lane, person_id, program_id) do nothing`,
    values: [allLanes, textArray(codes)],
  });
}

/** A code that another import brought, too, stays; the others are free again, and are the answer. */
async function removeCodes(
  tx: Transaction,
  workspace: string,
  importId: string,
  codes: readonly string[],
): Promise<string[]> {
  const values = [allLanes, workspace, importId, textArray(codes)];
  await tx.query({
    name: 'referral-remove-old-codes',
    text: `
      delete from referral_old_codes
      where lane = any($1::smallint[]) and workspace_id = $2 and import_id = $3 and code = any($4::text[])`,
    values,
  });
  const { rows } = await tx.query<{ code: string }>({
    name: 'referral-free-old-codes',
    text: `
      select code from unnest($3::text[]) as c(code)
      where not exists (select from referral_old_codes o
                        where o.lane = any($1::smallint[]) and o.workspace_id = $2 and o.code = c.code)`,
    values: [allLanes, workspace, textArray(codes)],
  });
  const free = rows.map((row) => row.code);
  if (free.length === 0) return [];
  const { rows: left } = await tx.query<{ person_id: string }>({
    name: 'referral-participants-without-code',
    text: `
      delete from referral_participants
      where lane = any($1::smallint[]) and workspace_id = $2 and code = any($3::text[])
      returning person_id`,
    values: [allLanes, workspace, textArray(free)],
  });
  if (left.length > 0)
    await writeRemaining(
      tx,
      left.map((row) => row.person_id),
    );
  return free;
}

async function writeRemaining(tx: Transaction, persons: readonly string[]): Promise<void> {
  const { rows } = await tx.query<{ code: string }>({
    name: 'referral-remaining-old-codes',
    text: `
      select code from referral_old_codes where lane = any($1::smallint[]) and person_id = any($2::text[])`,
    values: [allLanes, textArray(persons)],
  });
  if (rows.length > 0)
    await writeParticipants(
      tx,
      rows.map(({ code }) => code),
    );
}
