import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { School, type SchoolAccess } from './school.ts';
import { cabinetAddress } from './site/cabinet.ts';
import { createSite } from './site/server.ts';
import { Sessions } from './site/session.ts';
import { Students } from './site/students.ts';
import { storyStudents } from './story-students.ts';
import { languageOf, words } from './words.ts';

/**
 * The school's web site, a customer of Sarafan like any other. What it needs comes as one line of JSON on standard
 * input; it says «ready» to whoever started it, and ends when that one is gone.
 */
interface SiteInput extends SchoolAccess {
  /** Where browsers find Sarafan. */
  readonly publicUrl: string;
  readonly host: string;
  readonly port: number;
  /** Where the school keeps its own register. */
  readonly folder: string;
}

const language = languageOf(process.env);
const input = JSON.parse(await text(process.stdin)) as SiteInput;
const { host, port, folder, publicUrl, writeKey } = input;
mkdirSync(folder, { recursive: true });
const students = new Students(join(folder, 'students.json'));
for (const student of storyStudents(language)) if (!students.find(student.id)) students.save(student);
const school = new School(input);
const cabinets = { url: publicUrl, secretKey: input.secretKey };
const site = createSite({
  ...{ school, students, sessions: new Sessions(secretIn(folder)), sarafan: { url: publicUrl, writeKey } },
  cabinetOf: (program, student) => cabinetAddress({ ...cabinets, program }, student, Date.now()),
  onFault: (error) => void process.stderr.write(`The school could not reach Sarafan: ${String(error)}\n`),
});
try {
  await site.listen({ host, port });
  await school.leadInvitesTo(`http://${new URL(publicUrl).hostname}:${port}/`);
} catch (error) {
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  process.stderr.write(`${taken ? words[language].portTaken(port) : String(error)}\n`);
  process.exit(1);
}
process.once('disconnect', () => void end());
process.once('SIGTERM', () => void end());
process.once('SIGINT', () => void end());
process.send?.('ready');

async function end(): Promise<void> {
  // Whoever still holds a connection has had time enough.
  setTimeout(() => process.exit(0), 2_000).unref();
  await site.close();
  await school.close();
  process.exit(0);
}

/** Sessions outlive a restart, so their secret is kept. */
function secretIn(where: string): string {
  const file = join(where, 'session.key');
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}
