import type { Command } from 'commander';
import { EXIT } from './errors-exit-codes.ts';
import type { CommandModule } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { healthReport } from './health-report.ts';
import { healthWords } from './health-words.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';

/** `preau health` */
export const healthCommand: CommandModule = {
  register(program, io) {
    withHome(program.command('health'), io)
      .description(healthWords(io.language).description)
      .action(async (_options: HomeOptions, command: Command) => {
        const options = command.optsWithGlobals<HomeOptions>();
        io.exitCode = await tellHealth(await homeOf(options, io), options.json === true, io);
      });
  },
};

/** @returns 0 while the home does its work, 1 when something vital of it is dead */
async function tellHealth(home: OperatedHome, json: boolean, io: CliIo): Promise<number> {
  const { picture, from } = await home.health();
  const output = createOutput(io);
  if (json) output.json({ from, ...picture, at: new Date(picture.at).toISOString() });
  else output.line(healthReport(picture, from, healthWords(io.language), io).join('\n'));
  return picture.healthy ? EXIT.ok : EXIT.refused;
}
