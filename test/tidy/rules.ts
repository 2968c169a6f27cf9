import { banRules } from './rules/bans.ts';
import { documentRules } from './rules/docs.ts';
import { migrationRules } from './rules/migrations.ts';
import { purityRules } from './rules/purity.ts';
import { roomRules } from './rules/rooms.ts';
import { sizeRules } from './rules/size.ts';
import { type AllowedStatement, type GlobalTable, laneRule, ownTables } from './rules/sql.ts';
import { textRules } from './rules/texts.ts';
import { wordRules } from './rules/words.ts';
import type { Rule } from './source.ts';

/** Tables whose rows belong to no lane, each with the reason; an entry that no migration bears out is refused. */
const globalTables: readonly GlobalTable[] = [
  { table: 'access_*', reason: 'Workspaces, keys and the record of who changed what are no subject of a lane.' },
  { table: 'checkout_limits', reason: 'What a unit may pay is a definition, the same in all lanes.' },
  { table: 'engine_refusals', reason: 'A refused event was never given a subject, so it has no lane.' },
  { table: 'engine_revisions', reason: 'A revision counts the changes of a whole workspace.' },
  { table: 'imports_*', reason: 'A file is of no lane; the facts that it tells find theirs.' },
  { table: 'ledger_units', reason: 'A unit is a definition, the same in all lanes.' },
  { table: 'people_identifiers', reason: 'Identifiers find the lane, so they are the one table that lanes share.' },
  { table: 'promotions_promotions', reason: 'A promotion is a definition, the same in all lanes.' },
  { table: 'promotions_versions', reason: 'A version of a promotion is a definition, the same in all lanes.' },
  { table: 'referral_bans', reason: 'A ban is a definition, the same in all lanes.' },
  { table: 'referral_cabinets', reason: 'A cabinet is found by the secret of its link, before its person is known.' },
  { table: 'referral_programs', reason: 'A program is a definition, the same in all lanes.' },
  { table: 'referral_versions', reason: 'A version of a program is a definition, the same in all lanes.' },
  { table: 'webhooks_*', reason: 'An endpoint belongs to a workspace, and what it is told comes from every lane.' },
];

/** Statements that may read a lane's table across lanes, each with the reason; an entry nothing needs is refused. */
const allowedStatements: readonly AllowedStatement[] = [];

/** Every habit that the build checks. */
export const rules: readonly Rule[] = [
  ...sizeRules,
  ...banRules,
  ...purityRules,
  ...wordRules,
  ...textRules,
  ...roomRules,
  ...migrationRules,
  laneRule(globalTables, allowedStatements),
  ownTables,
  ...documentRules,
];
