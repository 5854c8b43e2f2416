import type { Command } from 'commander';
import { dataFolderOf } from './data-folder.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { noticeWords } from './notice-words.ts';
import { personOf } from './operate-person.ts';
import { operateWords } from './operate-words.ts';

interface NoticeOptions extends CommonOptions {
  readonly data?: string;
  readonly by?: string;
}

const VERBS = [
  { name: 'hold', kind: 'hold-notice', words: 'noticeHold' },
  { name: 'release', kind: 'release-notice', words: 'noticeRelease' },
  { name: 'cancel', kind: 'cancel-notice', words: 'noticeCancel' },
] as const;

/** `preau notice preview|hold|release|cancel` */
export const noticeCommand: CommandModule = {
  register(program, io) {
    const words = operateWords(io.language);
    const notice = program.command('notice').description(words.noticeGroup);
    registerPreview(notice, io);
    for (const { name, kind, words: key } of VERBS) {
      notice
        .command(name)
        .description(words[key])
        .argument('<notice>', words.notice)
        .option('--by <name>', words.by)
        .option('--data <folder>', words.data)
        .action(async (id: string, _options: NoticeOptions, asked: Command) => {
          const { data, by, json } = asked.optsWithGlobals<NoticeOptions>();
          const dataFolder = await dataFolderOf(data, io);
          const { carryOut } = await import('./operate-carry-out.ts');
          const command = { kind, notice: id, by: personOf(by, io) };
          io.exitCode = await carryOut(dataFolder, command, json === true, io);
        });
    }
  },
};

function registerPreview(notice: Command, io: CliIo): void {
  const words = noticeWords(io.language);
  notice
    .command('preview')
    .description(words.preview)
    .argument('[notice]', words.which)
    .option('--data <folder>', operateWords(io.language).data)
    .action(async (id: string | undefined, _options: NoticeOptions, asked: Command) => {
      const { data, json } = asked.optsWithGlobals<NoticeOptions>();
      const { previewNotices } = await import('./notice-preview.ts');
      await previewNotices(await dataFolderOf(data, io), id, json === true, io);
    });
}
