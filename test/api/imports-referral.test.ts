import type { Explanation, ImportDetail, ImportSettings } from '@sarafan/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { dayMs } from '../../server/src/kit/values/time.ts';
import { auditBalances, clearingTotals } from '../../server/src/rooms/ledger/index.ts';
import { seoLifetime } from '../../server/src/rooms/referral/recipes/seo-lifetime.ts';
import { createImporter, type Importer } from '../support/imports.ts';
import { openLanding } from '../support/landing.ts';
import { createSchool, type School } from '../support/school.ts';

// What another system knew of a program: participants with their codes and links, who invited whom, balances.

let school: School;
let importer: Importer;
beforeEach(async () => {
  school = await createSchool();
  importer = createImporter(school);
});
afterEach(async () => {
  // Whatever was imported and taken back, the ledger agrees with itself (INV-3).
  const { pool } = school.database;
  const wrong = await auditBalances(pool, school.keys.workspace);
  const left = (await clearingTotals(pool, school.keys.workspace)).filter(({ total }) => total !== 0n);
  await school.close();
  if (wrong.length + left.length > 0) throw new Error(`The ledger is wrong: ${wrong.length} and ${left.length}`);
});

const participantColumns: ImportSettings['columns'] = [
  { column: 1, field: 'user_id' },
  { column: 2, field: 'code' },
  { column: 3, field: 'link' },
  { column: 4, field: 'balance', unit: 'lesson' },
];

const program = 'language-school';

function participants(lines: string, more: Partial<ImportSettings> = {}): Promise<ImportDetail> {
  const file = Buffer.from(`id;code;link;balance\n${lines}\n`);
  return importer.bring('participants', file, { columns: participantColumns, program, linkParameter: 'ref', ...more });
}

function bindings(lines: string, more: Partial<ImportSettings> = {}): Promise<ImportDetail> {
  const file = Buffer.from(`id;inviter code;date;channel;rewarded\n${lines}\n`);
  return importer.bring('bindings', file, { program, ...more });
}

/** Where an invite link leads, and to whose landing. */
async function follow(code: string): Promise<string> {
  const { status, headers } = await openLanding(school, `/r/${encodeURIComponent(code)}`);
  return status === 302 ? String(headers['location']) : String(status);
}

async function pays(userId: string, more: object = {}): Promise<void> {
  school.clock.advance(1_000);
  const properties = { order_id: `order-${userId}-${school.clock.now()}`, total: 4_000, currency: 'RUB', ...more };
  await school.server({ type: 'track', event: 'Order Completed', userId, properties });
}

async function explain(userId: string, key = program): Promise<Explanation> {
  return (await school.api('GET', `/api/v1/referral/explanations?program=${key}&userId=${userId}`)) as Explanation;
}

describe('participants', () => {
  test('their codes and links go on leading to them, typed as people type them (IMP-11)', async () => {
    const done = await participants(
      ['anna;ANNA-50;https://old.example/?ref=83412&utm=x;3', 'boris;Дружба 2024;;0', 'vera;;;2'].join('\n'),
    );
    expect(done).toMatchObject({ state: 'done', progress: { imported: 3, refused: 0, facts: 4 } });
    for (const code of ['ANNA-50', 'anna50', 'аnnа 50', '83412', 'дружба2024']) {
      expect(await follow(code), code).toMatch(/^https?:/);
    }
    expect(await follow('ANNA-51')).toBe('404');
    await pays('gleb', { coupon: 'anna 50' });
    expect(await school.pair('gleb')).toMatchObject({ status: 'rewarded' });
    await school.server({
      type: 'identify',
      userId: 'dina',
      traits: { email: 'd@example.com', referral_code: '83412' },
    });
    await pays('dina');
    expect(await school.pair('dina')).toMatchObject({ status: 'rewarded' });
    const lessons = await Promise.all(['anna', 'boris', 'vera', 'gleb'].map((userId) => school.lessons(userId)));
    expect(lessons).toEqual([7n, 0n, 2n, 2n]);
    const { items } = (await school.api('GET', `/api/v1/referral/programs/${program}/participants`)) as {
      items: { code: string; link: string }[];
    };
    expect(items.map(({ code }) => code).toSorted()).toEqual(['ANNA50', 'ДPYЖБA2024']);
    expect(items.find(({ code }) => code.startsWith('Д'))?.link).toContain(encodeURIComponent('ДPYЖБA2024'));
    // Whoever takes part already by an old code has that code.
    expect(await school.codeOf('anna')).toBe('ANNA50');
  });

  test('somebody who takes part already keeps their code, and has the old one besides (IMP-11)', async () => {
    const own = await school.codeOf('anna');
    await participants('anna;ANNA50;;');
    expect(await school.codeOf('anna')).toBe(own);
    expect(await follow(own)).toMatch(/^http/);
    expect(await follow('ANNA50')).toMatch(/^http/);
  });

  test('each code that has two readings or belongs to another is told, and nothing else is lost (IMP-12)', async () => {
    const taken = await school.codeOf('anna');
    const lines = [
      'boris;boris;;1',
      `gleb;${taken};;1`,
      'dina;СВ2345;;1',
      'egor;<b>;;1',
      'zoya;BORIS;;1',
      'ivan;;https://old.example/?other=1;1',
      'kira;;;-1',
      'lida;;;1.5',
      'mila;;;',
      'nina;NINA;;1',
    ];
    const { check, progress, import: id } = await participants(lines.join('\n'));
    expect(progress).toMatchObject({ imported: 2, refused: 7, skipped: 1 });
    expect(check?.findings.map(({ code }) => code).toSorted()).toEqual(
      [
        ...['bad_code', 'bad_link', 'code_taken', 'code_twice', 'negative_balance', 'new_person', 'nothing'],
        ...['too_many_decimals', 'two_readings'],
      ].toSorted(),
    );
    const problems = await importer.problems(id);
    expect(problems.find(({ code }) => code === 'code_twice')).toMatchObject({ row: 6, value: '2' });
    expect(problems.find(({ code }) => code === 'code_taken')?.sentence.en).toContain('belongs to somebody else');
    expect(await school.lessons('nina')).toBe(1n);
    expect(await school.lessons('gleb')).toBe(0n);
  });

  test('a code that another workspace has given out is taken (IMP-12)', async () => {
    await participants('anna;ANNA50;;');
    const other = await createSchoolBeside();
    const made = await other.importer.bring('participants', Buffer.from('id;code\nolga;anna50\nvera;VERA50\n'), {
      program: other.program,
    });
    expect(made.check?.findings).toContainEqual(expect.objectContaining({ code: 'code_taken', lines: 1 }));
    expect(made.progress).toMatchObject({ imported: 1, refused: 1 });
  });

  test('the same file again brings nothing twice, and a changed balance is told (IMP-5)', async () => {
    await participants('anna;ANNA50;;3');
    expect(await participants('anna;ANNA50;;3')).toMatchObject({ progress: { imported: 0, repeated: 1 } });
    const changed = await participants('anna;ANNA50;;5');
    expect(changed.check?.findings.map(({ code }) => code)).toContain('changed');
    expect(await school.lessons('anna')).toBe(3n);
  });

  test('an undo frees the codes, and takes balances back as far as they are not spent (IMP-13)', async () => {
    const done = await participants('anna;ANNA50;;5\nboris;BORIS;;2');
    await spends('anna', 3);
    expect(await importer.undo(done.import)).toMatchObject({ state: 'undone' });
    expect([await school.lessons('anna'), await school.lessons('boris')]).toEqual([0n, 0n]);
    expect(await follow('ANNA50')).toBe('404');
    const { items } = (await school.api('GET', `/api/v1/referral/programs/${program}/participants`)) as {
      items: object[];
    };
    expect(items).toEqual([]);
    // The file was for the wrong people: the codes are free for the right ones.
    expect(await participants('vera;ANNA50;;1')).toMatchObject({ progress: { imported: 1, refused: 0 } });
    expect(await school.codeOf('vera')).toBe('ANNA50');
    expect(await school.codeOf('anna')).not.toBe('ANNA50');
    expect(await follow('ANNA50')).toMatch(/^http/);
  });

  test('what is undone counts for nothing when it arrives late (IMP-13)', async () => {
    const made = await importer.upload('participants', 'p.csv', Buffer.from('id;code;link;balance\nanna;ANNA50;;5\n'));
    await importer.map(made.import, { columns: participantColumns, program });
    await importer.check(made.import);
    await importer.ask('POST', `/imports/${made.import}/start`, {});
    while (await school.rooms.importWork.step());
    await importer.ask('POST', `/imports/${made.import}/undo`);
    while (await school.rooms.importWork.step());
    await school.settle();
    expect(await school.lessons('anna')).toBe(0n);
    expect(await follow('ANNA50')).toBe('404');
  });

  test('a mapping that names no program, no unit or nothing to bring is refused (IMP-3)', async () => {
    const made = await importer.upload('participants', 'p.csv', Buffer.from('id;code;balance\nanna;ANNA50;1\n'));
    const put = async (mapping: object): Promise<unknown> => {
      const answer = await importer.ask('PUT', `/imports/${made.import}/mapping`, mapping);
      if (answer.statusCode !== 200)
        return answer.json<{ faults: { code: string }[] }>().faults.map(({ code }) => code);
      const check = await importer.ask('POST', `/imports/${made.import}/check`);
      return check.json<{ faults: { code: string }[] }>().faults.map(({ code }) => code);
    };
    const [id, code, balance] = [
      { column: 1, field: 'user_id' },
      { column: 2, field: 'code' },
      { column: 3, field: 'balance' },
    ];
    expect(await put({ columns: [id] })).toEqual(['nothing_mapped']);
    expect(await put({ columns: [id, code] })).toEqual(['unknown_program']);
    expect(await put({ columns: [id, code], program: 'nowhere' })).toEqual(['unknown_program']);
    expect(await put({ columns: [id, balance], program })).toEqual(['unit_unnamed']);
    expect(await put({ columns: [id, { ...balance, unit: 'gold' }] })).toEqual(['unknown_unit']);
  });
});

describe('bindings', () => {
  beforeEach(async () => {
    await participants('anna;ANNA50;;');
  });

  test('one that was rewarded is not paid for again; one that was not is judged by the program (IMP-14)', async () => {
    const done = await bindings(
      ['boris;anna-50;01.12.2025;ссылка;да', 'gleb;ANNA50;01.12.2025;link;нет', 'dina;ANNA50;01.12.2025;;'].join('\n'),
    );
    expect(done).toMatchObject({ progress: { imported: 3, refused: 0 } });
    for (const friend of ['boris', 'gleb', 'dina']) await pays(friend);
    expect(await school.lessons('anna')).toBe(2n);
    expect(await explain('boris')).toMatchObject({
      status: 'refused',
      reason: 'settled',
      invitation: { channel: 'link', at: '2025-12-01T00:00:00.000Z' },
    });
    expect(await explain('gleb')).toMatchObject({ status: 'rewarded', invitation: { channel: 'link' } });
    expect(await explain('dina')).toMatchObject({ reason: 'settled', invitation: { channel: 'code' } });
  });

  test('what a program rewards each time begins at the upload (IMP-14)', async () => {
    const key = 'seo-lifetime';
    await school.api('POST', `/api/v1/referral/recipes/${key}/install`, {});
    const definition = { ...seoLifetime.definition, order: {}, rewards: seoLifetime.definition.rewards };
    await school.api('POST', '/api/v1/referral/programs', { key, definition });
    await participants('olga;OLGA;;', { program: key });
    await bindings('ivan;OLGA;01.12.2025;;да', { program: key });
    const products = [{ category: 'promotion', price: 40_000, quantity: 1, name: 'promotion' }];
    const past = new Date(Date.parse('2025-12-20')).toISOString();
    await school.server({
      ...{ type: 'track', event: 'Order Completed', userId: 'ivan', timestamp: past },
      properties: { order_id: 'past', total: 40_000, currency: 'RUB', products },
    });
    expect(await held('olga', 'rub')).toBe('0');
    await pays('ivan', { total: 40_000, products });
    const { earnings } = await explain('ivan', key);
    expect(earnings.map(({ status, reason }) => reason ?? status)).toContain('settled');
    expect(Number(await held('olga', 'rub'))).toBeGreaterThan(0);
  });

  test('an inviter may be named by id; one whom nobody knows, and oneself, are refused (IMP-12)', async () => {
    const pairs = ['boris;anna', 'gleb;nobody', 'anna;anna', 'dina;boris'].map((pair) => `${pair};2025-12-01`);
    const file = ['id;inviter id;date', ...pairs, 'zoya;anna;', ''].join('\n');
    const done = await importer.bring('bindings', Buffer.from(file), { program, rewarded: 'none' });
    expect(done.progress).toMatchObject({ imported: 1, refused: 4 });
    const codes = (await importer.problems(done.import)).map(({ row, code }) => `${row} ${code}`);
    expect(codes).toEqual(['3 unknown_inviter', '4 invites_themselves', '5 unknown_inviter', '6 missing']);
    await pays('boris');
    expect(await school.pair('boris')).toMatchObject({ status: 'rewarded' });
  });

  test('an undo takes the binding and what followed from it back (IMP-7)', async () => {
    const done = await bindings('boris;ANNA50;01.12.2025;;нет');
    await pays('boris');
    expect(await school.lessons('anna')).toBe(2n);
    await importer.undo(done.import);
    expect(await school.lessons('anna')).toBe(0n);
    expect(await school.pair('boris')).toMatchObject({ status: 'none' });
  });

  test('a binding that the program would find too old is refused a reward, and says so (IMP-14)', async () => {
    await bindings('boris;ANNA50;01.12.2025;;нет');
    school.clock.advance(400 * dayMs);
    await pays('boris');
    expect(await explain('boris')).toMatchObject({ status: 'refused', reason: 'too_late' });
  });
});

async function held(userId: string, unit: string): Promise<string> {
  const { items } = (await school.api('GET', `/api/v1/ledger/balances?person=${await school.person(userId)}`)) as {
    items: { unit: string; available: string; pending: string }[];
  };
  const found = items.find((each) => each.unit === unit);
  return found === undefined ? '0' : String(Number(found.available) + Number(found.pending));
}

async function spends(userId: string, lessons: number): Promise<void> {
  const answer = await school.api('POST', '/api/v1/rewards/spendings', {
    userId,
    unit: 'lesson',
    amount: `${lessons}`,
  });
  expect(answer).toMatchObject({ available: '2' });
}

/** Another workspace on the same server. */
async function createSchoolBeside(): Promise<{ readonly importer: Importer; readonly program: string }> {
  const keys = await school.rooms.access.createWorkspace('Another school', 'test');
  await school.rooms.referral.install({ workspace: keys.workspace, actor: 'test' }, 'language-school');
  return { importer: createImporter({ ...school, keys }), program };
}
