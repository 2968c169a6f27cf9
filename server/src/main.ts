import { Command } from 'commander';
import { addDoctorCommand } from './cli/doctor.ts';
import { addExportCommand } from './cli/export.ts';
import { addImportCommand } from './cli/imports.ts';
import { addProgramCommands } from './cli/programs.ts';
import { addQuarantineCommands } from './cli/quarantine.ts';
import { addReplayCommand } from './cli/replay.ts';
import { addServerCommands } from './cli/server.ts';
import { addUserCommands } from './cli/users.ts';
import { addWorkspaceCommands } from './cli/workspaces.ts';
import { exitWith } from './kit/process.ts';

const program = new Command('sarafan')
  .description('Referral and CRM marketing where every reward can be explained.')
  .exitOverride((error) => exitWith(error.exitCode));
addServerCommands(program);
addWorkspaceCommands(program);
addUserCommands(program);
addProgramCommands(program);
addImportCommand(program);
addExportCommand(program);
addReplayCommand(program);
addQuarantineCommands(program);
addDoctorCommand(program);
await program.parseAsync();
