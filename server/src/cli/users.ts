import { type Role, roles } from '@sarafan/contract';
import type { Command } from 'commander';
import { exitWith, printLine, printProblem } from '../kit/process.ts';
import type { Rooms } from '../wiring.ts';
import { withRooms, workspaceNamed } from './session.ts';

interface Creation {
  readonly name?: string;
  readonly role: string;
  readonly workspace: string;
}

/** `user`: people who sign in to the admin. Whoever runs a command owns the machine, so none asks for a password. */
export function addUserCommands(program: Command): void {
  const user = program.command('user').description('people who sign in to the admin');
  user
    .command('create <email>')
    .requiredOption('--workspace <workspace>', 'its id or name')
    .option('--name <name>', 'how others see them; the address when absent')
    .option('--role <role>', `what they are in the workspace: ${roles.join(', ')}`, 'owner')
    .description('make a user with a random password, which is shown once, or add one to another workspace')
    .action((email: string, options: Creation) => createUser(email, options));
  user
    .command('reset <email>')
    .description('give a user a new random password, remove the second factor and end all sessions')
    .action((email: string) => resetUser(email));
}

function createUser(email: string, options: Creation): Promise<void> {
  const role = roles.find((each) => each === options.role);
  const problem = faultOf(email, role);
  if (role === undefined || problem !== undefined) return refuse(problem ?? '');
  return withRooms(async (opened) => {
    const workspace = await workspaceNamed(opened, options.workspace);
    const made = await opened.rooms.users.create({ email, name: options.name ?? email, role, workspace }, 'cli');
    if (made === undefined) return refuse('This user is in the workspace already.');
    if ('joined' in made) return printLine(`${made.joined}  added; the password stays as it is`);
    printLine(`${made.user}  ${made.email}`);
    return printLine(`password: ${made.password}`);
  });
}

function faultOf(email: string, role: Role | undefined): string | undefined {
  if (role === undefined) return `A role is one of: ${roles.join(', ')}.`;
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) ? undefined : `"${email}" is no e-mail address.`;
}

function resetUser(email: string): Promise<void> {
  return withRooms(async ({ rooms }) => {
    const made = await rooms.users.reset(email, 'cli');
    if (made === undefined) return refuse('There is no user with this address.');
    printLine(`${made.user}  ${made.email}`);
    return printLine(`password: ${made.password}`);
  });
}

function refuse(sentence: string): Promise<void> {
  printProblem(sentence);
  exitWith(1);
  return Promise.resolve();
}

/** While nobody can sign in, says where the first owner begins: the address holds a token that only this shows. */
export async function printFirstRun({ users }: Rooms, publicUrl: string): Promise<void> {
  if (!(await users.awaitsFirstRun())) return;
  printLine(`first run: ${publicUrl}/admin/first-run#token=${encodeURIComponent(users.firstRunToken())}`);
}
