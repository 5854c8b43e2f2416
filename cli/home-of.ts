import type { Command } from 'commander';
import { PreauError } from '../core/errors.ts';
import { dataFolderOf } from './data-folder.ts';
import type { CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import type { OperatedHome } from './operated-home.ts';
import { operateWords } from './operate-words.ts';

/** Which home a command is about. */
export interface HomeOptions extends CommonOptions {
  readonly data?: string;
  readonly aws?: true;
  readonly config?: string;
}

/** Give a command the options that name a home. */
export function withHome(command: Command, io: CliIo): Command {
  const words = operateWords(io.language);
  return command
    .option('--data <folder>', words.data)
    .option('--aws', words.aws)
    .option('--config <file>', words.config);
}

/**
 * The home that the options name: a data folder's, or with `--aws` the one that a configuration
 * describes. Nothing is asked of it yet.
 *
 * @throws PreauError `argument-invalid` for options that name two homes, or none; `config-invalid`
 *   without an `aws` section, and as `loadConfig`
 */
export async function homeOf(options: HomeOptions, io: CliIo): Promise<OperatedHome> {
  const { data, aws, config } = options;
  if (aws === true) {
    if (data !== undefined) throw twoHomes('--data');
    const { awsHome } = await import('./home-aws.ts');
    return awsHome(config ?? 'preau.yaml', io);
  }
  if (config !== undefined) throw twoHomes('--config');
  const folder = await dataFolderOf(data, io);
  const { folderHome } = await import('./home-folder.ts');
  return folderHome(folder, io);
}

const twoHomes = (got: '--data' | '--config'): PreauError =>
  new PreauError(
    'argument-invalid',
    `expected --data FOLDER for a home on one machine, or --aws with --config FILE for one on AWS, got ${got === '--data' ? 'both' : '--config FILE without --aws'}; give the one that you mean`,
    { said: { key: got === '--data' ? 'home.two' : 'home.whichAws' } },
  );
