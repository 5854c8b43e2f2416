import type { Command } from 'commander';
import { readConfig } from '../config/read-config.ts';
import { showProblems } from './check-problems.ts';
import { readConfigText } from './check-read-text.ts';
import { showSummary } from './check-show-summary.ts';
import { summariseConfig } from './check-summary.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import { createOutput } from './output.ts';

/** `preau check [file]`: every problem of a configuration, or what it amounts to. */
export const checkCommand: CommandModule = {
  register(program, io) {
    program
      .command('check')
      .description(io.words('check.description'))
      .argument('[file]', io.words('check.argument'), 'preau.yaml')
      .action(async (file: string, _options: CommonOptions, command: Command) => {
        await check(file, command.optsWithGlobals<CommonOptions>(), io);
      });
  },
};

async function check(file: string, options: CommonOptions, io: CliIo): Promise<void> {
  const output = createOutput(io);
  const text = await readConfigText(file, io);
  const read = readConfig(text, { language: io.language });
  if (read.kind === 'refused') {
    io.exitCode = EXIT.configuration;
    if (options.json) output.json({ file, ok: false, problems: read.problems });
    else output.line(showProblems(file, text, read.problems, io).join('\n'));
    return;
  }
  const summary = summariseConfig(read.config, file);
  if (options.json) output.json({ file, ok: true, summary });
  else output.line(showSummary(file, summary, io).join('\n'));
}
