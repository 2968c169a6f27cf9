import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSandbox, type Sandbox } from './sandbox.ts';

const program = 'dependency-cruiser/bin/dependency-cruise.mjs';
const folders = ['admin', 'bench', 'contract', 'demo', 'scripts', 'sdk', 'server', 'test'];
const s = 'server/src';
const ledger = `${s}/rooms/ledger`;

/** [rule, importing file, what it imports, 'type' for an import of types]. Each import breaks its rule. */
const broken: readonly (readonly [string, string, string, 'type'?])[] = [
  ['contract-stands-alone', 'contract/src/a.ts', `${s}/kit/b.ts`, 'type'],
  ['kit-knows-no-room', `${s}/kit/a.ts`, 'contract/src/b.ts', 'type'],
  ['values-stand-alone', `${s}/kit/values/a.ts`, `${s}/kit/b.ts`, 'type'],
  ['engine-knows-no-room', `${s}/engine/a.ts`, `${s}/rooms/people/index.ts`],
  ['engine-knows-no-room', `${s}/engine/b.ts`, `${s}/conditions/index.ts`, 'type'],
  ['conditions-are-a-library', `${s}/conditions/a.ts`, `${s}/kit/b.ts`, 'type'],
  ['rules-are-pure', `${ledger}/rules/a.ts`, `${ledger}/store.ts`, 'type'],
  ['rules-are-pure', `${ledger}/rules/b.ts`, `${s}/kit/b.ts`],
  ['rules-take-only-types-of-rooms', `${ledger}/rules/c.ts`, `${s}/rooms/people/index.ts`],
  ['rules-take-only-types-of-engine', `${ledger}/rules/d.ts`, `${s}/engine/fact.ts`],
  ['plain-files-are-pure', `${ledger}/types.ts`, `${s}/engine/index.ts`, 'type'],
  ['plain-files-take-only-types-of-engine', `${ledger}/fields.ts`, `${s}/engine/reactor.ts`],
  ['reactor', `${ledger}/reactor.ts`, `${ledger}/service.ts`],
  ['reactor', `${ledger}/reactor-refunds.ts`, `${s}/rooms/people/store.ts`, 'type'],
  ['service', `${ledger}/service.ts`, `${s}/engine/inbox.ts`],
  ['service', `${ledger}/service-units.ts`, `${ledger}/http.ts`],
  ['store', `${ledger}/store.ts`, `${s}/conditions/index.ts`, 'type'],
  ['store-takes-only-types-of-rules', `${ledger}/store-units.ts`, `${ledger}/rules/e.ts`],
  ['store-takes-only-types-of-engine', `${ledger}/store/a.ts`, `${s}/engine/fact.ts`],
  ['http', `${ledger}/http.ts`, `${ledger}/store.ts`, 'type'],
  ['http', `${ledger}/http-units.ts`, `${s}/rooms/people/index.ts`],
  ['migrations', 'server/migrations/0001-a.ts', `${ledger}/store.ts`],
  ['scripts-run-on-bare-node', 'scripts/a.mjs', `${s}/kit/b.ts`],
  ['demo-is-a-customer', 'demo/src/a.ts', `${s}/kit/b.ts`],
  ['sdk-stands-alone', 'sdk/browser/b.ts', 'admin/src/kit/c.ts'],
  ['clients-know-the-contract', 'admin/src/a.ts', `${s}/main.ts`, 'type'],
  ['clients-know-the-contract', 'sdk/browser/a.ts', `${s}/kit/values/b.ts`],
  ['admin-kit-knows-no-feature', 'admin/src/kit/a.ts', 'admin/src/features/people/b.ts'],
  ['admin-features-stand-alone', 'admin/src/features/people/a.ts', 'admin/src/features/referral/b.ts', 'type'],
  ['admin-takes-only-types-of-contract', 'admin/src/kit/b.ts', 'contract/src/b.ts'],
  ['server-stands-alone', `${s}/a.ts`, 'bench/src/b.ts'],
  ['direction-of-access', `${s}/rooms/access/index.ts`, `${s}/rooms/people/index.ts`],
  ['direction-of-people', `${s}/rooms/people/reactor.ts`, `${s}/rooms/ledger/index.ts`],
  ['direction-of-ledger', `${ledger}/service.ts`, `${s}/rooms/rewards/index.ts`],
  ['direction-of-rewards', `${s}/rooms/rewards/reactor.ts`, `${s}/rooms/journeys/index.ts`],
  ['direction-of-referral', `${s}/rooms/referral/reactor.ts`, `${s}/rooms/payouts/index.ts`],
  ['rooms-have-one-door', `${s}/rooms/journeys/service.ts`, `${s}/rooms/people/service.ts`],
  ['rooms-have-one-door-outside', `${s}/wiring.ts`, `${ledger}/store.ts`],
  ['main-is-the-top', `${s}/c.ts`, `${s}/main.ts`],
  ['only-tests-import-tests', `${s}/d.ts`, `${s}/kit/b.test.ts`],
  ['rules-read-no-world', `${ledger}/rules/f.ts`, 'node:crypto'],
  ['rules-read-no-world', `${ledger}/rules/g.ts`, 'pg', 'type'],
  ['plain-files-read-no-world', `${ledger}/limits.ts`, 'node:os'],
  ['conditions-read-no-world', `${s}/conditions/b.ts`, 'pino'],
  ['values-read-no-world', `${s}/kit/values/c.ts`, 'node:fs'],
  ['contract-reads-no-world', 'contract/src/c.ts', 'fastify'],
  ['everything-resolves', `${s}/e.ts`, 'no-such-package'],
];

/** Packages that the imports name; the walls look at their names alone. */
const packages = ['decimal.js', 'fastify', 'pg', 'pino', 'typebox'];

/** Imports that every wall lets pass. */
const allowed: readonly (readonly [string, string, 'type'?])[] = [
  [`${s}/kit/values/a.ts`, 'node:crypto'],
  [`${s}/kit/values/a.ts`, 'decimal.js'],
  [`${s}/kit/db.ts`, 'pg'],
  ['contract/src/a.ts', 'typebox'],
  [`${s}/engine/index.ts`, `${s}/kit/db.ts`],
  [`${s}/engine/index.ts`, 'contract/src/a.ts'],
  [`${s}/conditions/index.ts`, `${s}/kit/values/a.ts`],
  [`${ledger}/rules/a.ts`, `${s}/engine/fact.ts`, 'type'],
  [`${ledger}/rules/a.ts`, `${s}/conditions/index.ts`],
  [`${ledger}/rules/a.ts`, `${ledger}/types.ts`],
  [`${ledger}/rules/a.test.ts`, `${s}/kit/db.ts`],
  [`${ledger}/store.ts`, `${ledger}/rules/a.ts`, 'type'],
  [`${ledger}/store.ts`, `${s}/kit/db.ts`],
  [`${ledger}/reactor.ts`, `${ledger}/store.ts`],
  [`${ledger}/reactor.ts`, `${s}/rooms/people/index.ts`],
  [`${ledger}/service.ts`, `${s}/engine/index.ts`],
  [`${ledger}/http.ts`, `${ledger}/service.ts`],
  [`${ledger}/index.ts`, `${ledger}/http.ts`],
  [`${s}/rooms/journeys/service.ts`, `${s}/rooms/referral/index.ts`],
  [`${s}/main.ts`, `${ledger}/index.ts`],
  ['demo/src/a.ts', 'contract/src/a.ts'],
  ['demo/src/a.ts', 'sdk/browser/a.ts'],
  ['bench/src/a.ts', `${ledger}/store.ts`],
  ['test/a.test.ts', `${ledger}/rules/a.ts`],
];

type Import = readonly [from: string, to: string, kind?: 'type' | undefined];

function specifier(from: string, to: string): string {
  if (!to.includes('/') || to.startsWith('node:')) return to;
  const up = '../'.repeat(from.split('/').length - 1);
  return `./${up}${to}`;
}

/** The files that these imports need: each imports what it should, and whatever is imported exists. */
function sources(imports: readonly Import[]): Record<string, string> {
  const files = new Map<string, string>();
  for (const [from, to, kind] of imports) {
    const line = `import ${kind === 'type' ? 'type ' : ''}{ x } from '${specifier(from, to)}';\n`;
    files.set(from, (files.get(from) ?? '') + line);
    if (to.includes('/') && !files.has(to)) files.set(to, '');
  }
  for (const folder of folders) files.set(`${folder}/src/z.ts`, '');
  for (const name of packages) files.set(`node_modules/${name}/index.js`, '');
  return Object.fromEntries([...files].map(([name, text]) => [name, `${text}export const x = 1;\n`]));
}

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly to: string; readonly rule: { name: string } }[];
  };
}

function cruise(sandbox: Sandbox, imports: readonly Import[]): Report['summary'] {
  sandbox.write(sources(imports));
  const result = sandbox.run(program, ['--config', '.dependency-cruiser.cjs', '-T', 'json', ...folders]);
  const report: Report = JSON.parse(result.output);
  return report.summary;
}

describe('walls', () => {
  let sandbox: Sandbox;
  let summary: Report['summary'];

  beforeAll(() => {
    sandbox = makeSandbox(['.dependency-cruiser.cjs', 'package.json'], 'stubs');
    summary = cruise(
      sandbox,
      broken.map(([, from, to, kind]) => [from, to, kind]),
    );
  });

  afterAll(() => sandbox.remove());

  it('cruise the modules', () => {
    expect(summary.totalCruised).toBeGreaterThan(broken.length);
  });

  it.each(broken)('%s stops %s from importing %s', (rule, from) => {
    expect(summary.violations.filter((found) => found.from === from).map((found) => found.rule.name)).toContain(rule);
  });
});

describe('doors', () => {
  it('let pass what the rooms need', () => {
    const sandbox = makeSandbox(['.dependency-cruiser.cjs', 'package.json'], 'stubs');
    try {
      const summary = cruise(sandbox, allowed);
      expect(summary.totalCruised).toBeGreaterThan(allowed.length / 2);
      expect(summary.violations).toEqual([]);
    } finally {
      sandbox.remove();
    }
  });

  it('stand in no circle', () => {
    const sandbox = makeSandbox(['.dependency-cruiser.cjs', 'package.json'], 'stubs');
    try {
      const [a, b] = [`${s}/kit/a.ts`, `${s}/kit/b.ts`];
      const summary = cruise(sandbox, [
        [a, b, 'type'],
        [b, a, 'type'],
      ]);
      expect(summary.violations.map((found) => found.rule.name)).toContain('no-cycles');
    } finally {
      sandbox.remove();
    }
  });
});
