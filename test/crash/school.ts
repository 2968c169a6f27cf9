import type { Config } from '../../server/src/kit/config.ts';
import { createLog } from '../../server/src/kit/log.ts';
import type { WorkspaceId } from '../../server/src/kit/values/ids.ts';
import type { NewWorkspace } from '../../server/src/rooms/access/index.ts';
import { saveUnit } from '../../server/src/rooms/ledger/index.ts';
import { languageSchool } from '../../server/src/rooms/referral/recipes/language-school.ts';
import { openRooms } from '../../server/src/serve.ts';
import type { Rooms } from '../../server/src/wiring.ts';
import type { Codes } from './events.ts';

/** A workspace with the language school's program and some students who have a code. */
export interface CrashSchool {
  readonly keys: NewWorkspace;
  readonly codes: Codes;
}

/** Makes the school in a data directory that no process uses yet, and leaves the directory as it would be found. */
export async function foundSchool(dataDir: string, students: number): Promise<CrashSchool> {
  const config: Config = {
    port: 4100,
    host: '127.0.0.1',
    dataDir,
    databaseUrl: undefined,
    publicUrl: 'http://localhost:4100',
    role: 'all',
    masterKey: undefined,
    logLevel: 'warn',
    trustedProxies: [],
    privateTargets: 'refuse',
  };
  const opened = await openRooms(config, createLog('warn'), true);
  try {
    await opened.rooms.engine.start();
    const keys = await opened.rooms.access.createWorkspace('School', 'test');
    const { workspace } = keys;
    await saveUnit(opened.pool, { workspace, unit: 'lesson', exponent: 0, name: { ru: 'урок', en: 'lesson' } });
    const codes = await enrol(opened.rooms, workspace, students);
    return { keys, codes };
  } finally {
    await opened.rooms.engine.stop();
    await opened.close();
  }
}

/** Launches the program and gives each student a code. */
async function enrol(rooms: Rooms, workspace: WorkspaceId, students: number): Promise<Codes> {
  const asker = { workspace, actor: 'test' };
  const launched = await rooms.referral.launch(asker, {
    key: 'language-school',
    definition: languageSchool,
    note: 'first',
  });
  const program = await rooms.referral.program(workspace, 'language-school');
  if (!launched.ok || program === undefined) throw new Error('The program was not launched');
  const codes = new Map<string, string>();
  for (let number = 0; number < students; number += 1) {
    const student = `student-${number}`;
    const reply = await rooms.referral.participate(workspace, program, student, `join-${student}`);
    const code = reply?.result?.['code'];
    if (typeof code !== 'string') throw new Error(`${student} got no code`);
    codes.set(student, code);
  }
  return codes;
}
