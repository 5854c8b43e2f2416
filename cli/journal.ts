import type { Command } from 'commander';
import { wordCheck } from '../app/views/word-promise.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommandModule } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import { journalWords } from './journal-words.ts';
import type { OperatedHome } from './operated-home.ts';
import { createOutput } from './output.ts';
import { promiseWhy } from './promise-why.ts';

/** `preau journal verify` */
export const journalCommand: CommandModule = {
  register(program, io) {
    const words = journalWords(io.language);
    const journal = program.command('journal').description(words.group);
    withHome(journal.command('verify'), io)
      .description(words.verify)
      .action(async (_options: HomeOptions, command: Command) => {
        const options = command.optsWithGlobals<HomeOptions>();
        io.exitCode = await verify(await homeOf(options, io), options.json === true, io);
      });
  },
};

async function verify(home: OperatedHome, json: boolean, io: CliIo): Promise<number> {
  const report = await home.verify();
  const { lines, head, promises } = report;
  const output = createOutput(io);
  if (json) {
    const worded = promises.map((check) => wordCheck(check, io.words));
    output.json({ ...report, promises: worded });
  } else {
    const words = journalWords(io.language);
    const { green, red } = output.paint;
    output.line(head === null ? words.empty : fillTemplate(words.whole, { lines, head }));
    for (const check of promises) {
      const mark = check.held ? green(`✔ ${words.held}`) : red(`✖ ${words.broken}`);
      output.line(`  ${check.id.padEnd(3)} ${mark}  ${promiseWhy(check, io.words)}`);
    }
  }
  return promises.every(({ held }) => held) ? EXIT.ok : EXIT.refused;
}
