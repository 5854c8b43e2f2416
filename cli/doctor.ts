import { type Command, InvalidArgumentError } from 'commander';
import { doctorWords } from './doctor-words.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';

interface DoctorOptions extends CommonOptions {
  readonly contacts?: number;
  readonly askNetwork?: true;
}

/** `preau doctor [config]`: whether the AWS account is ready. */
export const doctorCommand: CommandModule = {
  register(program, io) {
    const words = doctorWords(io.language);
    program
      .command('doctor')
      .description(words.description)
      .argument('[config]', words.config, 'preau.yaml')
      .option('--contacts <n>', words.contacts, wholeNumber(io))
      .option('--ask-network', words.askNetwork)
      .action(async (file: string, _options: DoctorOptions, command: Command) => {
        const { runDoctor } = await import('./doctor-run.ts');
        io.exitCode = await runDoctor(file, command.optsWithGlobals<DoctorOptions>(), io);
      });
  },
};

const wholeNumber =
  (io: CliIo) =>
  (text: string): number => {
    if (/^\d{1,7}$/.test(text)) return Number(text);
    throw new InvalidArgumentError(doctorWords(io.language).wholeNumber);
  };
