// The walls between the rooms: who may import whom. Each names what a place may import; all else of ours is refused.
// Tests beside the code may import whatever they check; nothing but a test may import a test.

const test = '\\.test\\.ts$';
const ours = '^(admin|bench|contract|demo|scripts|sdk|server|test)/';
const contract = '^contract/src/';
const kit = '^server/src/kit/';
const values = '^server/src/kit/values/';
const engine = '^server/src/engine/';
const engineDoor = '^server/src/engine/index\\.ts$';
const engineTypes = '^server/src/engine/(fact|reactor)\\.ts$';
const conditions = '^server/src/conditions/';
const rooms = '^server/src/rooms/';
const adminKit = '^admin/src/kit/';
const adminFeature = '^admin/src/features/([^/]+)/';
const otherRoomsDoors = '^server/src/rooms/[^/]+/index\\.ts$';

/** A room's files by role: `name.ts`, `name-part.ts` and a folder `name/` all play it. `$1` is the room in a `to`. */
const role = (room, names) => `^server/src/rooms/${room}/(${names})(/|\\.ts$|-[^/]+\\.ts$)`;
const anyRoom = '([^/]+)';
const plain = 'types|limits|texts|fields|recipes';
const own = (names) => role('$1', names);
const ownRules = own(`rules|${plain}`);

/** Packages without input, output, clock or randomness: the only ones that pure code may use. */
const pureNames = [
  'typebox',
  'currency-codes',
  'decimal\\.js',
  'ipaddr\\.js',
  'libphonenumber-js',
  'temporal-polyfill',
];
const purePackages = `^node_modules/(${pureNames.join('|')})/`;

/** The one direction of dependence: a room may import only rooms to its left. Rooms not named here stand above. */
const order = ['access', 'people', 'ledger', 'rewards', 'referral', 'promotions', 'checkout', 'imports', 'webhooks'];

/** `from` may import of ours only what matches one of `allowed`. */
const wall = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: ours, pathNot: allowed },
});

/** Pure code: no core module and no package that could read the world. */
const pure = (name, from, core = []) => ({
  name,
  comment: 'Pure code reads no clock, file, socket or database: it uses no core module and only pure packages.',
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { couldNotResolve: false, pathNot: [ours, purePackages, ...core] },
});

/** What matches `to` may be imported for its types, never for its values. */
const typesOnly = (name, comment, from, to) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: test },
  to: { path: to, dependencyTypesNot: ['type-only'] },
});

const rulesPath = role(anyRoom, 'rules');
const plainPath = role(anyRoom, plain);
const reactorPath = role(anyRoom, 'reactor');
const servicePath = role(anyRoom, 'service');
const storePath = role(anyRoom, 'store');
const httpPath = role(anyRoom, 'http');

const walls = [
  wall('contract-stands-alone', 'The contract imports nothing of ours.', contract, [contract]),
  wall('kit-knows-no-room', 'The kit imports nothing of ours.', kit, [kit]),
  wall('values-stand-alone', 'The pure part of the kit imports only itself.', values, [values]),
  wall('engine-knows-no-room', 'The engine imports the kit and the contract only.', engine, [engine, kit, contract]),
  wall('conditions-are-a-library', 'Conditions know the contract and pure values only.', conditions, [
    conditions,
    contract,
    values,
  ]),
  wall(
    'rules-are-pure',
    'Rules see their own rules and types, the contract, conditions, values and fact types.',
    rulesPath,
    [ownRules, contract, conditions, values, engineTypes, otherRoomsDoors],
  ),
  wall('plain-files-are-pure', "A room's types, limits, texts, fields and recipes see what rules see.", plainPath, [
    ownRules,
    contract,
    conditions,
    values,
    engineTypes,
  ]),
  wall('reactor', "A reactor sees the engine, its own rules and store, and other rooms' doors.", reactorPath, [
    own(`reactor|rules|store|${plain}`),
    engine,
    kit,
    contract,
    conditions,
    otherRoomsDoors,
  ]),
  wall('service', "A service sees its own rules and store, the engine's door and other rooms' doors.", servicePath, [
    own(`service|rules|store|${plain}`),
    engineDoor,
    kit,
    contract,
    conditions,
    otherRoomsDoors,
  ]),
  wall('store', 'A store sees the kit, the contract, and types of its own rules and of the engine.', storePath, [
    own(`store|rules|${plain}`),
    kit,
    contract,
    engine,
  ]),
  wall('http', 'Routes translate only: they see their own service, the contract and the kit.', httpPath, [
    own(`http|service|${plain}`),
    contract,
    kit,
  ]),
  wall('migrations', 'A migration sees the kit only.', '^server/migrations/', ['^server/migrations/', kit]),
  wall(
    'scripts-run-on-bare-node',
    'A script runs before anything is installed, so it imports scripts only.',
    '^scripts/',
    ['^scripts/'],
  ),
  wall('demo-is-a-customer', 'The demo sees what any customer sees: the contract and the SDKs.', '^demo/', [
    '^demo/',
    '^sdk/',
    contract,
  ]),
  wall('sdk-stands-alone', 'An SDK goes into the pages of others: of ours it knows the contract at most.', '^sdk/', [
    '^sdk/',
    contract,
  ]),
  wall('clients-know-the-contract', 'The admin and the SDKs never see the server.', '^(admin|sdk)/', [
    '^(admin|sdk)/',
    contract,
  ]),
  wall('admin-kit-knows-no-feature', 'The kit of the admin imports the kit and the contract.', adminKit, [
    adminKit,
    contract,
  ]),
  wall('admin-features-stand-alone', 'A feature imports itself, the kit and the contract.', adminFeature, [
    '^admin/src/features/$1/',
    adminKit,
    contract,
  ]),
  wall('server-stands-alone', 'The server imports no benchmark, demo, script or test folder.', '^(server|contract)/', [
    '^(server|contract)/',
  ]),
];

const types = [
  typesOnly('rules-take-only-types-of-engine', 'Of the engine, rules see types.', rulesPath, engine),
  typesOnly('plain-files-take-only-types-of-engine', 'Of the engine, plain files see types.', plainPath, engine),
  typesOnly('rules-take-only-types-of-rooms', 'Of other rooms, rules see types.', rulesPath, otherRoomsDoors),
  typesOnly('admin-takes-only-types-of-contract', 'Schemas stay on the server.', '^admin/', contract),
  typesOnly('store-takes-only-types-of-engine', 'Of the engine, a store sees types.', storePath, engine),
  typesOnly('store-takes-only-types-of-rules', 'Of its rules, a store sees types.', storePath, role('$1', 'rules')),
];

const directions = order.map((room, index) => ({
  name: `direction-of-${room}`,
  comment: `Rooms depend in one direction: ${order.join(' ← ')} ← the others.`,
  severity: 'error',
  from: { path: `^server/src/rooms/${room}/`, pathNot: test },
  to: { path: rooms, pathNot: `^server/src/rooms/(${order.slice(0, index + 1).join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...walls,
    ...types,
    ...directions,
    pure('rules-read-no-world', rulesPath),
    pure('plain-files-read-no-world', plainPath),
    pure('conditions-read-no-world', conditions),
    pure('values-read-no-world', values, ['^(node:)?(crypto|url)$']),
    pure('contract-reads-no-world', contract),
    {
      name: 'rooms-have-one-door',
      comment: "Another room is entered through its index.ts only; so is a room from outside the rooms' folder.",
      severity: 'error',
      from: { path: '^server/src/rooms/([^/]+)/', pathNot: test },
      to: { path: rooms, pathNot: ['^server/src/rooms/$1/', otherRoomsDoors] },
    },
    {
      name: 'rooms-have-one-door-outside',
      comment: 'A room is entered through its index.ts only.',
      severity: 'error',
      from: { path: '^(server|contract|demo)/', pathNot: [test, rooms] },
      to: { path: rooms, pathNot: otherRoomsDoors },
    },
    {
      name: 'main-is-the-top',
      comment: 'Nothing in the server imports the file that wires it.',
      severity: 'error',
      from: { path: '^server/', pathNot: test },
      to: { path: '^server/src/main\\.ts$' },
    },
    {
      name: 'only-tests-import-tests',
      comment: 'What runs in production imports no test.',
      severity: 'error',
      from: { pathNot: [test, '^test/'] },
      to: { path: test },
    },
    {
      name: 'no-cycles',
      comment: 'No cycles, not even of types.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that cannot be resolved would slip through every wall.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(admin|bench|contract|demo|sdk|server)/dist/' },
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
