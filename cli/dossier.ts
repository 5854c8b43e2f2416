import type { Command } from 'commander';
import { dossierWords } from './dossier-words.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import type { Language } from './language.ts';
import { operateWords } from './operate-words.ts';

interface ExportOptions extends HomeOptions {
  readonly out?: string;
  readonly tsa?: string;
  /** `false` by `--no-key`; `true` where neither was given. */
  readonly key?: string | boolean;
}

interface VerifyOptions extends CommonOptions {
  readonly key?: string;
  readonly tsaCa?: string;
}

interface StampOptions extends CommonOptions {
  readonly tsa: string;
}

/** `preau dossier export|verify|stamp|key` */
export const dossierCommand: CommandModule = {
  register(program, io) {
    const dossier = program.command('dossier').description(dossierWords(io.language).group);
    registerExport(dossier, io);
    registerVerify(dossier, io);
    registerStamp(dossier, io);
    registerKey(dossier, io);
  },
};

function registerExport(dossier: Command, io: CliIo): void {
  const words = dossierWords(io.language);
  withHome(dossier.command('export'), io)
    .description(words.export)
    .argument('<incident>', operateWords(io.language).incident)
    .option('--out <file>', words.out)
    .option('--tsa <url>', words.tsa)
    .option('--key <file>', words.keyToSign)
    .option('--no-key', words.noKey)
    .action(async (called: string, _options: ExportOptions, command: Command) => {
      const { out, tsa, key, json, lang, ...options } = command.optsWithGlobals<ExportOptions>();
      const home = await homeOf(options, io);
      const { dossierExport } = await import('./dossier-export.ts');
      const keyFile = key === true ? undefined : key;
      const language: Language | null = lang === 'fr' || lang === 'en' ? lang : null;
      const asked = { called, out, tsa, keyFile, language, json: json === true };
      io.exitCode = await dossierExport(home, asked, io);
    });
}

function registerVerify(dossier: Command, io: CliIo): void {
  const words = dossierWords(io.language);
  dossier
    .command('verify')
    .description(words.verify)
    .argument('<file>', words.file)
    .option('--key <file>', words.keyToCheck)
    .option('--tsa-ca <file>', words.tsaCa)
    .action(async (file: string, _options: VerifyOptions, command: Command) => {
      const { json, key, tsaCa } = command.optsWithGlobals<VerifyOptions>();
      const { dossierVerify } = await import('./dossier-verify.ts');
      const asked = { file, keyFile: key, tsaCaFile: tsaCa, json: json === true };
      io.exitCode = await dossierVerify(asked, io);
    });
}

function registerStamp(dossier: Command, io: CliIo): void {
  const words = dossierWords(io.language);
  dossier
    .command('stamp')
    .description(words.stamp)
    .argument('<file>', words.file)
    .requiredOption('--tsa <url>', words.tsaToAsk)
    .action(async (file: string, _options: StampOptions, command: Command) => {
      const { json, tsa } = command.optsWithGlobals<StampOptions>();
      const { dossierStamp } = await import('./dossier-stamp.ts');
      await dossierStamp({ file, tsa, json: json === true }, io);
    });
}

function registerKey(dossier: Command, io: CliIo): void {
  const words = dossierWords(io.language);
  withHome(dossier.command('key'), io)
    .description(words.showKey)
    .option('--key <file>', words.keyToSign)
    .action(async (_options: ExportOptions, command: Command) => {
      const { key, json, ...options } = command.optsWithGlobals<HomeOptions & { key?: string }>();
      const file = key ?? (await homeOf(options, io)).dossierKeyFile;
      const { dossierShowKey } = await import('./dossier-show-key.ts');
      await dossierShowKey(file, json === true, io);
    });
}
