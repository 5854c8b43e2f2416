import { readConfig, type ReadOptions } from '../config/read-config.ts';
import type { Config } from '../config/schema.ts';
import { PreauError } from '../core/errors.ts';
import { showProblems } from './check-problems.ts';
import { readConfigText } from './check-read-text.ts';
import type { CliIo } from './frame-io.ts';

/**
 * The configuration that a command is to work with. Folders and files that it names are relative
 * to its own folder.
 *
 * @param options `rehearsal`: one whose ports a rehearsal chooses is well, since none is opened here
 * @throws PreauError `config-unreadable`; `config-invalid`, whose text shows every problem as
 *   `preau check` does
 */
export async function loadConfig(
  file: string,
  io: CliIo,
  { rehearsal = false }: Pick<ReadOptions, 'rehearsal'> = {},
): Promise<Config> {
  const text = await readConfigText(file, io);
  const read = readConfig(text, { language: io.language, rehearsal });
  if (read.kind === 'read') return read.config;
  throw new PreauError('config-invalid', showProblems(file, text, read.problems, io).join('\n'));
}
