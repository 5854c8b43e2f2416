import { adoptCommand } from './adopt.ts';
import { causeCommand } from './cause.ts';
import { checkCommand } from './check.ts';
import { costCommand } from './cost.ts';
import { doctorCommand } from './doctor.ts';
import { dossierCommand } from './dossier.ts';
import { explainCommand } from './explain.ts';
import type { CommandModule } from './frame.ts';
import { mirrorCommand } from './frame-mirror.ts';
import { schoolsCommand } from './frame-schools.ts';
import { healthCommand } from './health.ts';
import { initCommand } from './init.ts';
import { journalCommand } from './journal.ts';
import { logsCommand } from './logs.ts';
import { namesCommand } from './names.ts';
import { noticeCommand } from './notice.ts';
import { operateCommands } from './operate.ts';
import { rehearseCommand } from './rehearse.ts';
import { startCommand } from './start.ts';
import { vantageCommand } from './vantage.ts';
import { webhooksCommand } from './webhooks.ts';

/** Every command, in the order of the help. A new one is a file of its own and a line here. */
export const commandModules: readonly CommandModule[] = [
  startCommand,
  rehearseCommand,
  initCommand,
  checkCommand,
  costCommand,
  doctorCommand,
  healthCommand,
  schoolsCommand,
  mirrorCommand,
  operateCommands,
  noticeCommand,
  causeCommand,
  logsCommand,
  explainCommand,
  journalCommand,
  dossierCommand,
  namesCommand,
  vantageCommand,
  adoptCommand,
  webhooksCommand,
];
