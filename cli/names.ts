import { join } from 'node:path';
import type { Command } from 'commander';
import type { NamesState } from '../home/names/names-state.ts';
import { dataFolderOf } from './data-folder.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { namesWords } from './names-words.ts';
import { operateWords } from './operate-words.ts';
import { createOutput } from './output.ts';
import { percent } from './percent.ts';

interface NamesOptions extends CommonOptions {
  readonly data?: string;
}

/** `preau names status|stop` */
export const namesCommand: CommandModule = {
  register(program, io) {
    const words = namesWords(io.language);
    const names = program.command('names').description(words.group);
    for (const [verb, act] of [
      ['status', status],
      ['stop', stop],
    ] as const) {
      names
        .command(verb)
        .description(words[verb])
        .option('--data <folder>', operateWords(io.language).data)
        .action(async (_options: NamesOptions, command: Command) => {
          const { data, json } = command.optsWithGlobals<NamesOptions>();
          io.exitCode = await act(await dataFolderOf(data, io), json === true, io);
        });
    }
  },
};

/** @returns 0 when there was one to stop, 1 when there was none */
async function stop(dataFolder: string, json: boolean, io: CliIo): Promise<number> {
  const { stopNames } = await import('../home/names/names-process.ts');
  const { readNamesFile } = await import('../home/names/names-file.ts');
  const folder = join(dataFolder, 'names');
  const file = await readNamesFile(folder);
  const stopped = await stopNames(folder);
  const output = createOutput(io);
  const words = namesWords(io.language);
  if (json) output.json({ stopped, pid: stopped ? (file?.pid ?? null) : null });
  else if (stopped) output.line(fillTemplate(words.stopped, { pid: file?.pid ?? '?' }));
  else output.line(fillTemplate(words.none, { folder: dataFolder }));
  return stopped ? EXIT.ok : EXIT.refused;
}

/** @returns 0 when it answers, 1 when none does */
async function status(dataFolder: string, json: boolean, io: CliIo): Promise<number> {
  const { askNames, readNamesFile } = await import('../home/names/names-file.ts');
  const file = await readNamesFile(join(dataFolder, 'names'));
  // What this very code answers, to whoever has its token.
  const state =
    file === null ? null : ((await askNames(file, 'GET', '/state')) as NamesState | null);
  const output = createOutput(io);
  const words = namesWords(io.language);
  if (json) output.json({ living: state !== null, state });
  else if (state === null) output.line(fillTemplate(words.none, { folder: dataFolder }));
  else {
    output.line(fillTemplate(words.living, { pid: state.pid, port: state.dnsPort }));
    for (const { name, type, mirrorShare } of state.names)
      output.line(`  ${fillTemplate(words.name, { name, type, share: percent(mirrorShare) })}`);
    if (state.holds.length > 0)
      output.line(`  ${fillTemplate(words.held, { list: state.holds.join(', ') })}`);
  }
  return state === null ? EXIT.refused : EXIT.ok;
}
