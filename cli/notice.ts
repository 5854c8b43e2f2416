import type { Command } from 'commander';
import { dataFolderOf } from './data-folder.ts';
import type { CommandModule } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import type { NoticePlanOptions } from './notice-plan.ts';
import { noticePlanWords } from './notice-plan-words.ts';
import { noticeWords } from './notice-words.ts';
import { personOf } from './operate-person.ts';
import { operateWords } from './operate-words.ts';

interface NoticeOptions extends HomeOptions {
  readonly by?: string;
}

const VERBS = [
  { name: 'hold', kind: 'hold-notice', words: 'noticeHold' },
  { name: 'release', kind: 'release-notice', words: 'noticeRelease' },
  { name: 'cancel', kind: 'cancel-notice', words: 'noticeCancel' },
] as const;

/** `preau notice preview|plan|tasks|edit|hold|release|cancel` */
export const noticeCommand: CommandModule = {
  register(program, io) {
    const words = operateWords(io.language);
    const notice = program.command('notice').description(words.noticeGroup);
    registerPreview(notice, io);
    registerPlan(notice, io);
    registerTasks(notice, io);
    registerEdit(notice, io);
    for (const { name, kind, words: key } of VERBS) {
      withHome(notice.command(name), io)
        .description(words[key])
        .argument('<notice>', words.notice)
        .option('--by <name>', words.by)
        .action(async (id: string, _options: NoticeOptions, asked: Command) => {
          const options = asked.optsWithGlobals<NoticeOptions>();
          const home = await homeOf(options, io);
          const { carryOut } = await import('./operate-carry-out.ts');
          const command = { kind, notice: id, by: personOf(options.by, io) };
          io.exitCode = await carryOut(home, command, options.json === true, io);
        });
    }
  },
};

function registerPreview(notice: Command, io: CliIo): void {
  const words = noticeWords(io.language);
  withHome(notice.command('preview'), io)
    .description(words.preview)
    .argument('[notice]', words.which)
    .action(async (id: string | undefined, _options: NoticeOptions, asked: Command) => {
      const options = asked.optsWithGlobals<NoticeOptions>();
      const { previewNotices } = await import('./notice-preview.ts');
      await previewNotices(await homeOf(options, io), id, options.json === true, io);
    });
}

interface EditOptions extends NoticeOptions {
  readonly dryRun?: boolean;
}

function registerEdit(notice: Command, io: CliIo): void {
  const words = noticeWords(io.language);
  const { notice: which, by } = operateWords(io.language);
  withHome(notice.command('edit'), io)
    .description(words.edit)
    .argument('<notice>', which)
    .argument('<sentence>', words.sentence)
    .option('--by <name>', by)
    .option('--dry-run', words.editDryRun)
    .action(async (id: string, addition: string, _options: EditOptions, asked: Command) => {
      const options = asked.optsWithGlobals<EditOptions>();
      const { editNotice } = await import('./notice-edit.ts');
      const how = { dryRun: options.dryRun === true, json: options.json === true };
      const edit = { notice: id, addition, by: personOf(options.by, io) };
      io.exitCode = await editNotice(await homeOf(options, io), edit, how, io);
    });
}

interface TasksOptions extends HomeOptions {
  readonly csv?: true;
  readonly directory?: string;
}

function registerTasks(notice: Command, io: CliIo): void {
  const words = noticeWords(io.language);
  withHome(notice.command('tasks'), io)
    .description(words.tasks)
    .argument('[incident]', words.whose)
    .option('--csv', words.csv)
    .option('--directory <folder>', words.directory)
    .action(async (id: string | undefined, _options: TasksOptions, asked: Command) => {
      const options = asked.optsWithGlobals<TasksOptions>();
      const { showTasks } = await import('./notice-tasks.ts');
      const home = await homeOf(options, io);
      const own = options.aws === true ? null : await dataFolderOf(options.data, io);
      const form = options.json === true ? 'json' : options.csv === true ? 'csv' : 'text';
      await showTasks(home, id, options.directory ?? own, form, io);
    });
}

function registerPlan(notice: Command, io: CliIo): void {
  const words = noticePlanWords(io.language);
  notice
    .command('plan')
    .description(words.description)
    .option('--platform <id>', words.platform)
    .option('--phase <phase>', words.phase, 'outage')
    .option('--config <file>', words.config, 'preau.yaml')
    .option('--data <folder>', words.data)
    .option('--at <instant>', words.at)
    .option('--try <number>', words.try)
    .action(async (_options: NoticePlanOptions, asked: Command) => {
      const { planIfNow } = await import('./notice-plan.ts');
      io.exitCode = await planIfNow(asked.optsWithGlobals<NoticePlanOptions>(), io);
    });
}
