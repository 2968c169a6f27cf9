import type { SourceText } from '../source.ts';
import { type Plant, plant } from './plant.ts';

const file = (path: string, text: string): SourceText => ({ path, text });
const room = 'server/src/rooms/ledger';
const wholeRoom = [file(`${room}/README.md`, '- LED-1 Money is kept.'), file(`${room}/index.ts`, '')];

const rooms: readonly Plant[] = [
  { rule: 'rooms-are-alike', what: 'no README', files: [file(`${room}/index.ts`, '')], found: [`${room}:1`] },
  { rule: 'rooms-are-alike', what: 'no door', files: [file(`${room}/README.md`, '')], found: [`${room}:1`] },
  {
    rule: 'rooms-are-alike',
    what: 'a file without a role',
    files: [...wholeRoom, file(`${room}/helpers.ts`, '')],
    found: [`${room}/helpers.ts:1`],
  },
  {
    rule: 'rooms-are-alike',
    what: 'a whole room',
    files: [...wholeRoom, file(`${room}/store-units.db.test.ts`, ''), file(`${room}/rules/fold.ts`, '')],
    found: [],
  },
  {
    rule: 'invariants-are-cited',
    what: 'a promise that no test keeps',
    files: [...wholeRoom, file(`${room}/rules/fold.test.ts`, "it('LED-10 is another')")],
    found: [`${room}/README.md:1`],
  },
  {
    rule: 'invariants-are-cited',
    what: 'a promise that a test keeps',
    files: [...wholeRoom, file(`${room}/rules/fold.test.ts`, "it('keeps money (LED-1)')")],
    found: [],
  },
  plant('invariants-are-cited', 'a room that promises nothing', `${room}/README.md`, 'Owns money.', [1]),
];

const migration = 'server/migrations/0002-ledger.ts';
const why = '/** The ledger keeps who has how much. */\nexport const migration = {};\n';
const creating = (name: string, column = 'lane'): string => `${why}sql\`create table ${name} (${column} smallint)\`;\n`;

const migrations: readonly Plant[] = [
  {
    rule: 'tables-bear-their-rooms-name',
    what: 'a table of no room',
    files: [...wholeRoom, file(migration, creating('billing_accounts'))],
    found: [`${migration}:3`],
  },
  {
    rule: 'tables-bear-their-rooms-name',
    what: "tables of the room and of the engine, and a builder's",
    files: [...wholeRoom, file(migration, `${creating('ledger_accounts')}${creating('engine_inbox')}`)],
    found: [],
  },
  {
    rule: 'tables-bear-their-rooms-name',
    what: 'a table made by a query builder',
    files: [...wholeRoom, file(migration, `${why}db.schema.createTable('accounts')`)],
    found: [`${migration}:3`],
  },
  plant('migrations-say-why', 'a migration without a reason', migration, 'export const migration = {};\n', [1]),
  plant('migrations-say-why', 'a name without a number', 'server/migrations/1-ledger.ts', why, [1]),
  plant('migrations-say-why', 'a reason', migration, why, []),
];

const store = `${room}/store.ts`;
const laned = file(migration, creating('ledger_accounts'));
const sql = (text: string): SourceText => file(store, `const a = 1;\nquery(${text});\n`);
const lane = (what: string, text: string, broken: boolean): Plant => ({
  rule: 'sql-mentions-lane',
  what,
  files: [laned, sql(text)],
  found: broken ? [`${store}:2`] : [],
});

const statements: readonly Plant[] = [
  lane('a select', "'select * from ledger_accounts where holder = $1'", true),
  lane('a select by lane', "'select * from ledger_accounts where lane = $1 and holder = $2'", false),
  lane('a select of the lane itself', "'select lane, holder from ledger_accounts where holder = $1'", true),
  lane('an insert', "'insert into ledger_accounts (lane, holder) values ($1, $2)'", false),
  lane('a join by lane', "'select 1 from keys k join ledger_accounts a on k.lane = a.lane'", false),
  lane('a row of keys', "'delete from ledger_accounts a where (a.lane, a.holder) in (select * from gone)'", false),
  lane('an update in a template', '`update ledger_accounts set balance = ' + '$' + '{x}`', true),
  lane('a text in pieces', "'delete from ledger_accounts ' + 'where lane = any($1)'", false),
  lane('a join', "'select 1 from (values (1)) k join ledger_accounts a on a.holder = k.holder'", true),
  lane('a query builder', "db.selectFrom('ledger_accounts as a').selectAll().execute()", true),
  lane('a query builder by lane', "db.selectFrom('ledger_accounts').where('lane', '=', 1).execute()", false),
  lane('a sentence', "'The total comes from ledger_accounts.'", false),
  {
    rule: 'sql-mentions-lane',
    what: 'a table without a lane',
    files: [file(migration, creating('ledger_accounts', 'holder'))],
    found: [`${migration}:3`],
  },
  {
    rule: 'sql-on-own-tables',
    what: "another room's table",
    files: [sql("'select * from people_traits where lane = $1'")],
    found: [`${store}:2`],
  },
  {
    rule: 'sql-on-own-tables',
    what: "the engine in a room's table",
    files: [file('server/src/engine/batch/read.ts', "query('update ledger_accounts set lane = 1')")],
    found: ['server/src/engine/batch/read.ts:1'],
  },
  {
    rule: 'sql-on-own-tables',
    what: 'own and system tables',
    files: [sql("'select 1 from ledger_accounts join pg_class on lane = 1'")],
    found: [],
  },
];

const manifest = (scripts: object, bin: object = {}): SourceText =>
  file('package.json', JSON.stringify({ scripts, bin }));

const documents: readonly Plant[] = [
  {
    rule: 'documented-commands-exist',
    what: 'a command that is not there',
    files: [manifest({ test: 'x' }), file('README.md', '# A\n\nRun `npm run deploy`, `npm test` or `npm ci`.\n')],
    found: ['README.md:3'],
  },
  {
    rule: 'documented-commands-exist',
    what: 'a program and a script that are not there',
    files: [manifest({}), file('README.md', '```\nnpx sarafan start\nnode scripts/gone.mjs\n```\n')],
    found: ['README.md:2', 'README.md:3'],
  },
  {
    rule: 'documented-commands-exist',
    what: 'a script that names no file',
    files: [manifest({ test: 'node scripts/test.mjs' }, { sarafan: './scripts/sarafan.mjs' })],
    found: ['package.json:1', 'package.json:1'],
  },
  {
    rule: 'documented-commands-exist',
    what: 'commands that are there',
    files: [
      manifest({ start: 'node scripts/start.mjs' }, { sarafan: 'scripts/start.mjs' }),
      file('scripts/start.mjs', ''),
      file('README.md', 'The npm run time is short. `npm start -- --demo`, `npx sarafan doctor`.\n'),
    ],
    found: [],
  },
];

export const structurePlants: readonly Plant[] = [...rooms, ...migrations, ...statements, ...documents];
