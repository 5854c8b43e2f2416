import type { Command } from 'commander';
import type { CommandModule, CommonOptions } from './frame.ts';

interface ImportOptions extends CommonOptions {
  readonly data: string;
  readonly config?: string;
  readonly dryRun?: true;
}

interface PublishOptions extends CommonOptions {
  readonly data?: string;
  readonly dryRun?: true;
}

/** `preau schools import FILE...`, `preau schools publish [CONFIG]` */
export const schoolsCommand: CommandModule = {
  register(program, io) {
    const words = (key: string) => io.words(`cli.schools.${key}`);
    const schools = program.command('schools').description(words('description'));
    schools
      .command('import')
      .description(words('import'))
      .argument('<file...>', words('file'))
      .option('--data <folder>', words('data'), '.preau')
      .option('--config <file>', words('configToCheck'))
      .option('--dry-run', words('dryRun'))
      .action(async (files: readonly string[], _options: ImportOptions, command: Command) => {
        const given = command.optsWithGlobals<ImportOptions>();
        const { data, config, dryRun = false, json = false } = given;
        const { schoolsImport } = await import('./schools-import.ts');
        const { loadConfig } = await import('./check-load-config.ts');
        const known = config === undefined ? undefined : await loadConfig(config, io);
        const platforms = known?.platforms.map(({ id }) => id);
        const options = { data, dryRun, json, platforms, language: io.language };
        io.exitCode = await schoolsImport(files, options, io.stdout);
      });
    schools
      .command('publish')
      .description(words('publish'))
      .argument('[config]', words('config'), 'preau.yaml')
      .option('--data <folder>', words('dataToPublish'))
      .option('--dry-run', words('dryPublish'))
      .action(async (config: string, _options: PublishOptions, command: Command) => {
        const { data, dryRun = false, json = false } = command.optsWithGlobals<PublishOptions>();
        const { schoolsPublish } = await import('./schools-publish.ts');
        io.exitCode = await schoolsPublish({ config, data, dryRun, json }, io);
      });
  },
};
