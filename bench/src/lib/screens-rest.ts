import { writeCursor } from '../../../server/src/kit/api/paging.ts';
import { type Filled, personNumbered } from './filling.ts';
import { longImport } from './rows-office.ts';
import { type Bare, joinPerson, newest, personColumns, readRows, type Screen } from './screen.ts';
import type { Tenant } from './tenant.ts';

const grantColumns = [
  ...['grant_id', 'program_id', 'version', 'side', 'holder_id', 'friend_id', 'order_id', 'unit', 'amount', 'state'],
  ...['reason', 'review', 'granted_at', 'available_at'],
].join(', ');

/** Rewards by every filter of the admin, with who holds them and for whom. */
export function grantScreens({ workspace, programs }: Tenant, filled: Filled): readonly Screen[] {
  const person = personNumbered(Math.floor(filled.persons / 2));
  const middle = filled.first + Math.floor((filled.last - filled.first) / 2);
  const [from, to] = [new Date(middle).toISOString(), new Date(filled.last).toISOString()];
  const rows = `
    select ${grantColumns} from rewards_grants where workspace_id = $1 and (granted_at, grant_id) < ($2, '')`;
  const byAge = `order by granted_at desc, grant_id desc limit ${readRows}`;
  const shown = (found: string, values: readonly unknown[], before: number): Bare => ({
    text: `
      select g.*, u.exponent, ${personColumns('h')}, ${personColumns('f')} from (${found} ${byAge}) g
      left join ledger_units u on u.workspace_id = $1 and u.unit = g.unit
      ${joinPerson('g.holder_id', 'h')} ${joinPerson('g.friend_id', 'f')}
      order by g.granted_at desc, g.grant_id desc`,
    values: [workspace, before, ...values],
  });
  const page = (narrowed: string, values: readonly unknown[] = []): Bare => shown(rows + narrowed, values, newest);
  // Those of all programs stand in the order of their age under each of their states.
  const all = (narrowed = '', values: readonly unknown[] = [], before = newest): Bare =>
    shown(
      `select c.* from unnest(array['pending', 'waiting', 'available', 'fulfilled', 'clawed_back']) as s(state)
       cross join lateral (${rows} and state = s.state ${narrowed} ${byAge}) c`,
      values,
      before,
    );
  const settled = `and (review is null or review = 'approved' or state = 'clawed_back')`;
  const inState = (state: string): Bare => page(` and state = $3 ${settled}`, [state]);
  const review = ` and review is not null and review in ('spent', 'window_closed') and state <> 'clawed_back'`;
  const path = '/api/v1/rewards/grants';
  return [
    { label: 'rewards', path, bare: [all()] },
    { label: 'rewards, the middle', path: `${path}?cursor=${writeCursor(middle, '')}`, bare: [all('', [], middle)] },
    { label: 'rewards that wait', path: `${path}?state=pending`, bare: [inState('pending')] },
    { label: 'rewards that are available', path: `${path}?state=available`, bare: [inState('available')] },
    { label: 'rewards that were taken back', path: `${path}?state=clawed_back`, bare: [inState('clawed_back')] },
    { label: 'rewards in review', path: `${path}?state=review`, bare: [page(review)] },
    {
      label: 'rewards of a program',
      path: `${path}?program=${programs[1]}`,
      bare: [page(' and program_id = $3', [programs[1]])],
    },
    {
      label: 'rewards of a program that wait',
      path: `${path}?program=${programs[0]}&state=pending`,
      bare: [page(` and program_id = $3 and state = $4 ${settled}`, [programs[0], 'pending'])],
    },
    { label: 'rewards of a unit', path: `${path}?unit=lesson`, bare: [page(' and unit = $3', ['lesson'])] },
    {
      label: 'rewards of a period',
      path: `${path}?from=${from}&to=${to}`,
      bare: [all('and granted_at >= $3', [middle], filled.last)],
    },
    {
      label: 'rewards of a person',
      path: `${path}?person=${person}`,
      bare: [page(' and lane = $3 and holder_id = $4', [Number.parseInt(person.slice(4, 6), 16), person])],
    },
    { label: 'rewards for a friend', path: `${path}?friend=${person}`, bare: [page(' and friend_id = $3', [person])] },
  ];
}

/** What the customer's own people look at. */
export function officeScreens({ workspace }: Tenant): readonly Screen[] {
  const audit = (narrowed: string, values: readonly unknown[] = []): Bare => ({
    text: `
      select a.audit_id, a.at, a.actor, coalesce(u.name, nullif(k.note, '')) as actor_name, a.action, a.target, a.detail
      from (select * from access_audit where workspace_id = $1 ${narrowed} order by audit_id desc limit ${readRows}) a
      left join access_users u on u.id = a.actor
      left join access_keys k on k.key_id = a.actor and k.workspace_id = $1
      order by a.audit_id desc`,
    values: [workspace, ...values],
  });
  return [
    { label: 'audit', path: '/api/v1/access/audit', bare: [audit('')] },
    {
      label: 'audit of somebody who seldom does anything',
      path: '/api/v1/access/audit?actor=usr_rare',
      bare: [audit('and actor = $2', ['usr_rare'])],
    },
    {
      label: 'audit of keys',
      path: '/api/v1/access/audit?area=key',
      bare: [audit(`and split_part(action, '.', 1) = $2`, ['key'])],
    },
    {
      label: 'imports',
      path: '/api/v1/imports',
      bare: [
        {
          text: `
            select import_id, kind, state, file_name, bytes, consent, report -> 'rows' as total, fault, progress,
                   created_at, created_by, started_at, finished_at
            from imports_imports where workspace_id = $1
            order by created_at desc, import_id desc limit ${readRows}`,
          values: [workspace],
        },
      ],
    },
    {
      label: 'refused lines of an import',
      path: `/api/v1/imports/${longImport}/problems`,
      bare: [
        {
          text: `
            select p.row_number, p.place, p.column_number, p.code, p.value, i.headings -> p.column_number -> 'heading'
            from imports_imports i
            join imports_problems p using (import_id)
            where i.workspace_id = $1 and i.import_id = $2 order by p.row_number, p.place limit ${readRows}`,
          values: [workspace, longImport],
        },
      ],
    },
    {
      label: 'quarantine',
      path: '/api/v1/engine/quarantine',
      bare: [
        {
          text: `
            select lane, quarantine_id, message_id, error, quarantined_at, payload from engine_quarantine
            where workspace_id = $1 and released_at is null
            order by quarantined_at desc, lane desc, quarantine_id desc limit ${readRows}`,
          values: [workspace],
        },
      ],
    },
  ];
}
