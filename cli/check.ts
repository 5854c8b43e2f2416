import { dirname } from 'node:path';
import type { Command } from 'commander';
import { calendarEnds } from '../adapters/local/calendar-ends.ts';
import { calendarSlips } from '../adapters/local/calendar-slips.ts';
import { systemClock } from '../adapters/local/clock.ts';
import { accessLogUnread } from '../config/access-log-unread.ts';
import { placeFindings } from '../config/place-findings.ts';
import type { Finding } from '../config/problem.ts';
import { readConfig } from '../config/read-config.ts';
import { resolversFew } from '../config/resolvers-few.ts';
import { roundsApart } from '../config/rounds-apart.ts';
import type { Config } from '../config/schema.ts';
import { webLessonsElsewhere } from '../config/web-lessons-elsewhere.ts';
import { PreauError } from '../core/errors.ts';
import { localDate } from '../core/school/local-date.ts';
import type { NamesChecked } from './check-names.ts';
import { checkDkim } from './check-dkim.ts';
import { checkNamesWords } from './check-names-words.ts';
import { checkRecipes, type WrongFile } from './check-recipes.ts';
import { showProblems } from './check-problems.ts';
import { readConfigText } from './check-read-text.ts';
import { showCalendar, shownDays } from './check-show-calendar.ts';
import { showSummary } from './check-show-summary.ts';
import { summariseConfig } from './check-summary.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import { createOutput } from './output.ts';

interface CheckOptions extends CommonOptions {
  /** Ask name servers: never unless asked for. */
  readonly names?: true;
  readonly server?: string;
}

/** `preau check [file]`: every problem of a configuration, or what it amounts to. */
export const checkCommand: CommandModule = {
  register(program, io) {
    const words = checkNamesWords(io.language);
    program
      .command('check')
      .description(io.words('check.description'))
      .argument('[file]', io.words('check.argument'), 'preau.yaml')
      .option('--names', words.names)
      .option('--server <address>', words.server)
      .action(async (file: string, _options: CheckOptions, command: Command) => {
        await check(file, command.optsWithGlobals<CheckOptions>(), io);
      });
  },
};

async function check(file: string, options: CheckOptions, io: CliIo): Promise<void> {
  const output = createOutput(io);
  if (options.server !== undefined && !options.names) throw serverAlone();
  const text = await readConfigText(file, io);
  const read = readConfig(text, { language: io.language });
  if (read.kind === 'refused') {
    io.exitCode = EXIT.configuration;
    if (options.json) output.json({ file, ok: false, problems: read.problems });
    else output.line(showProblems(file, text, read.problems, io).join('\n'));
    return;
  }
  const recipes = await checkRecipes(read.config, file, text, io.language);
  if (recipes.length > 0) return refuseRecipes(recipes, file, options, io);
  const dkim = checkDkim(read.config, dirname(file), io.language);
  if (dkim.wrong.length > 0) return refuseFindings(file, text, dkim.wrong, options, io);
  const asked = options.names ? await askNames(read.config, options.server) : null;
  if (asked && asked.findings.length > 0) return refuse(file, text, asked, options, io);
  const summary = summariseConfig(read.config, file);
  const advised = [
    ...resolversFew(read.config),
    ...roundsApart(read.config),
    ...accessLogUnread(read.config),
    ...calendarEnds(read.config, systemClock.now()),
    ...calendarSlips(read.config),
    ...webLessonsElsewhere(read.config),
    ...dkim.advised,
  ];
  const today = localDate(systemClock.now(), read.config.organisation.timeZone);
  const days = shownDays(read.config, today);
  const warnings = placeFindings(text, advised, io.language);
  if (options.json) {
    output.json({
      file,
      ok: true,
      summary,
      calendar: days,
      warnings,
      ...(asked && { names: asked.names }),
    });
    return;
  }
  output.line([...showSummary(file, summary, warnings, io), ...showCalendar(days, io)].join('\n'));
  if (!asked) return;
  const { showNames } = await import('./check-show-names.ts');
  output.line(['', ...showNames(asked, io)].join('\n'));
}

/** Each at its place, as what the configuration itself says wrong. */
function refuseFindings(
  file: string,
  text: string,
  findings: readonly Finding[],
  options: CheckOptions,
  io: CliIo,
): void {
  io.exitCode = EXIT.configuration;
  const output = createOutput(io);
  const problems = placeFindings(text, findings, io.language);
  if (options.json) output.json({ file, ok: false, problems });
  else output.line(showProblems(file, text, problems, io).join('\n'));
}

/** Recipes are files of their own: each with its problems. */
function refuseRecipes(
  wrong: readonly WrongFile[],
  file: string,
  options: CheckOptions,
  io: CliIo,
): void {
  const output = createOutput(io);
  io.exitCode = EXIT.configuration;
  if (options.json) {
    const files = wrong.map(({ file: name, problems }) => ({ file: name, problems }));
    output.json({ file, ok: false, problems: [], files });
    return;
  }
  for (const { file: name, text, problems } of wrong)
    output.line(showProblems(name, text, problems, io).join('\n'));
}

async function askNames(config: Config, server: string | undefined): Promise<NamesChecked> {
  const { readServerOption } = await import('./check-server-option.ts');
  const { checkNames } = await import('./check-names.ts');
  return checkNames(config, server === undefined ? undefined : readServerOption(server));
}

/** Every problem at its place, and the plan of an adoption where one would help. */
async function refuse(
  file: string,
  text: string,
  { findings, names, plans }: NamesChecked,
  options: CheckOptions,
  io: CliIo,
): Promise<void> {
  const output = createOutput(io);
  io.exitCode = EXIT.configuration;
  const problems = placeFindings(text, findings, io.language);
  if (options.json) {
    output.json({ file, ok: false, problems, names, plans });
    return;
  }
  const { showPlans } = await import('./check-show-names.ts');
  const lines = [...showProblems(file, text, problems, io), ...showPlans(plans, file, io)];
  output.line(lines.join('\n'));
}

const serverAlone = (): PreauError =>
  new PreauError(
    'argument-invalid',
    'Expected --server with --names, got it alone: nobody is contacted unless asked for. Add --names.',
    { said: { key: 'option.serverAlone' } },
  );
