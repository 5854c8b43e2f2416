import type { Command } from 'commander';
import { dossierWords } from './dossier-words.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import { operateWords } from './operate-words.ts';

interface ExportOptions extends HomeOptions {
  readonly out?: string;
}

/** `preau dossier export INCIDENT`, `preau dossier verify FILE` */
export const dossierCommand: CommandModule = {
  register(program, io) {
    const words = dossierWords(io.language);
    const dossier = program.command('dossier').description(words.group);
    withHome(dossier.command('export'), io)
      .description(words.export)
      .argument('<incident>', operateWords(io.language).incident)
      .option('--out <file>', words.out)
      .action(async (called: string, _options: ExportOptions, command: Command) => {
        const options = command.optsWithGlobals<ExportOptions>();
        const home = await homeOf(options, io);
        const { dossierExport } = await import('./dossier-export.ts');
        await dossierExport(home, { called, out: options.out, json: options.json === true }, io);
      });
    dossier
      .command('verify')
      .description(words.verify)
      .argument('<file>', words.file)
      .action(async (file: string, _options: CommonOptions, command: Command) => {
        const { json } = command.optsWithGlobals<CommonOptions>();
        const { dossierVerify } = await import('./dossier-verify.ts');
        io.exitCode = await dossierVerify(file, json === true, io);
      });
  },
};
