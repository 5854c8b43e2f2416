import type { Command } from 'commander';
import { exampleOf } from './frame-examples.ts';
import type { CliIo } from './frame-io.ts';

/** @returns `mirror build`: a command's name with those of its groups, without the program's */
export function commandPath(command: Command): string {
  const { parent } = command;
  if (parent === null) return '';
  return `${commandPath(parent)} ${command.name()}`.trim();
}

/** Whether a command does something itself, and does not only group others. */
export const isRunnable = (command: Command, io: CliIo): boolean =>
  command.commands.length === 0 || exampleOf(commandPath(command), io.language) !== undefined;

/** Below a command's options: what its process ends with, and last, near the prompt, an example. */
export function addCommandHelp(command: Command, io: CliIo): void {
  if (!isRunnable(command, io)) return;
  const path = commandPath(command);
  const example = path.startsWith('mirror ')
    ? io.words(`cli.mirror.examples.${command.name()}`)
    : exampleOf(path, io.language);
  command.addHelpText('after', `\n${io.words('cli.exitCodes')}`);
  if (example === undefined) return;
  command.addHelpText('after', `\n${io.words('cli.titles.example')}\n  ${example}`);
}
