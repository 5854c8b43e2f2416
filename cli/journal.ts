import type { Command } from 'commander';
import { dataFolderOf } from './data-folder.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { journalWords } from './journal-words.ts';
import { operateWords } from './operate-words.ts';
import { createOutput } from './output.ts';

interface JournalOptions extends CommonOptions {
  readonly data?: string;
}

/** `preau journal verify` */
export const journalCommand: CommandModule = {
  register(program, io) {
    const words = journalWords(io.language);
    program
      .command('journal')
      .description(words.group)
      .command('verify')
      .description(words.verify)
      .option('--data <folder>', operateWords(io.language).data)
      .action(async (_options: JournalOptions, command: Command) => {
        const { data, json } = command.optsWithGlobals<JournalOptions>();
        io.exitCode = await verify(await dataFolderOf(data, io), json === true, io);
      });
  },
};

async function verify(dataFolder: string, json: boolean, io: CliIo): Promise<number> {
  const { verifyJournal } = await import('../home/deploy/verify-journal.ts');
  const report = await verifyJournal(dataFolder);
  const { lines, head, promises } = report;
  const output = createOutput(io);
  if (json) output.json(report);
  else {
    const words = journalWords(io.language);
    const { green, red } = output.paint;
    output.line(head === null ? words.empty : fillTemplate(words.whole, { lines, head }));
    for (const { id, held, why } of promises)
      output.line(
        `  ${id.padEnd(3)} ${held ? green(`✔ ${words.held}`) : red(`✖ ${words.broken}`)}  ${why}`,
      );
  }
  return promises.every(({ held }) => held) ? EXIT.ok : EXIT.refused;
}
