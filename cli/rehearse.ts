import { join } from 'node:path';
import type { Command } from 'commander';
import type { RehearsalReport } from '../app/report/rehearsal-report.ts';
import { wordReport } from '../app/report/worded-report.ts';
import type { News } from '../home/rehearse/news.ts';
import type { RunningRehearsal } from '../home/rehearse/run-rehearsal.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { rehearseTerminal } from './rehearse-terminal.ts';
import { untilInterrupted } from './until-interrupted.ts';

interface RehearseOptions extends CommonOptions {
  readonly data?: string;
  readonly once?: true;
  readonly fresh?: true;
}

/** `preau rehearse [name]`: the whole system through one morning, on this machine alone. */
export const rehearseCommand: CommandModule = {
  register(program, io) {
    const fr = io.language === 'fr';
    program
      .command('rehearse')
      .description(
        fr
          ? 'Répéter une matinée entière sur cette machine, sans que rien n’en sorte'
          : 'Rehearse a whole morning on this machine; nothing leaves it',
      )
      .argument(
        '[name]',
        fr ? 'répétition, ou son dossier' : 'rehearsal, or its folder',
        'april-6-2021',
      )
      .option(
        '--once',
        fr
          ? 's’arrêter après le bilan ; 0 si tout est tenu'
          : 'stop after the report; 0 if every promise held',
      )
      .option(
        '--fresh',
        fr
          ? 'repartir du début, même après une interruption'
          : 'begin anew, even after an interruption',
      )
      .option('--data <folder>', fr ? 'où garder les données' : 'where to keep its data')
      .action(async (name: string, _options: RehearseOptions, command: Command) => {
        io.exitCode = await rehearse(name, command.optsWithGlobals<RehearseOptions>(), io);
      });
  },
};

async function rehearse(name: string, options: RehearseOptions, io: CliIo): Promise<number> {
  const { loadRehearsal } = await import('../home/rehearse/load-rehearsal.ts');
  const { runRehearsal } = await import('../home/rehearse/run-rehearsal.ts');
  const { loadPolicy } = await import('../home/load-policy.ts');
  const rehearsal = loadRehearsal(name);
  const output = createOutput(io);
  const terminal = rehearseTerminal(io, loadPolicy(rehearsal.config), rehearsal.scenario);
  const tell = (news: News): void => {
    if (options.json !== true) terminal.tell(news);
  };
  const interrupted = untilInterrupted();
  const ending = new AbortController();
  void interrupted.then(() => ending.abort());
  const running = runRehearsal({
    rehearsal,
    dataFolder: options.data ?? join('.preau', rehearsal.name),
    fresh: options.fresh === true,
    tell,
    signal: ending.signal,
  });
  const started = await Promise.race([running, interrupted.then(() => null)]);
  if (started === null) return stop(await running.catch(() => null), () => terminal.stopping());

  try {
    const report = await Promise.race([started.report, interrupted.then(() => null)]);
    if (report !== null && options.json === true) output.json(wordReport(report, io.words));
    if (report !== null && options.once !== true) {
      terminal.stays();
      await interrupted;
    }
    return report === null ? EXIT.ok : exitCodeOf(report);
  } finally {
    await stop(started, () => terminal.stopping());
  }
}

async function stop(running: RunningRehearsal | null, say: () => void): Promise<number> {
  say();
  await running?.stop();
  return EXIT.ok;
}

const exitCodeOf = ({ promises }: RehearsalReport): number =>
  promises.every(({ held }) => held) ? EXIT.ok : EXIT.refused;
