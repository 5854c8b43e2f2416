import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PreauError } from '../core/errors.ts';
import { loadConfig } from './check-load-config.ts';
import type { CliIo } from './frame-io.ts';

const CONFIG = 'preau.yaml';

/**
 * The data folder that a command is about: the one named, else that of `preau start` run here.
 *
 * @throws PreauError `argument-invalid` when neither says; `config-invalid` as {@link loadConfig}
 */
export async function dataFolderOf(asked: string | undefined, io: CliIo): Promise<string> {
  if (asked !== undefined) return resolve(asked);
  if (!existsSync(CONFIG))
    throw new PreauError(
      'argument-invalid',
      `expected a data folder or a ${CONFIG} here, got neither; name the folder with --data, as preau start printed it in its first line`,
      { said: { key: 'home.nothingHere', values: { config: CONFIG } } },
    );
  const { defaultDataFolder } = await import('../home/deploy/default-data-folder.ts');
  return defaultDataFolder(CONFIG, (await loadConfig(CONFIG, io)).organisation.name);
}
