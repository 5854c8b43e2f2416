import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { calendarEnds } from '../adapters/local/calendar-ends.ts';
import { systemClock } from '../adapters/local/clock.ts';
import type { Metrics } from '../app/ports.ts';
import { metricsOf } from '../config/evidence-sources.ts';
import type { Config } from '../config/schema.ts';
import type { DeploymentNews } from '../home/deploy/deployment-news.ts';
import type { RunningDeployment } from '../home/deploy/run-deployment.ts';
import { loadConfig } from './check-load-config.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommandModule, CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { startWords } from './start-words.ts';
import { untilInterrupted } from './until-interrupted.ts';

interface StartOptions extends CommonOptions {
  readonly data?: string;
  readonly ca?: string;
}

/** Ending may take this long; the journal is whole at any instant, so nothing waits for the rest. */
const END_MAX_MS = 1_500;

/** `preau start [preau.yaml]`: the one-machine home, for real. */
export const startCommand: CommandModule = {
  register(program, io) {
    const words = startWords(io.language);
    program
      .command('start')
      .description(words.description)
      .argument('[file]', words.file, 'preau.yaml')
      .option('--data <folder>', words.dataOption)
      .option('--ca <file>', words.caOption)
      .action(async (file: string, _options: StartOptions, command: Command) => {
        io.exitCode = await start(file, command.optsWithGlobals<StartOptions>(), io);
      });
  },
};

async function start(file: string, options: StartOptions, io: CliIo): Promise<number> {
  const read = await loadConfig(file, io);
  const { absolutePaths } = await import('../home/deploy/absolute-paths.ts');
  const { defaultDataFolder } = await import('../home/deploy/default-data-folder.ts');
  const { readAuthorities } = await import('../home/deploy/read-authorities.ts');
  const { runDeployment } = await import('../home/deploy/run-deployment.ts');
  const { loadPolicy } = await import('../home/load-policy.ts');
  const { startTerminal } = await import('./start-terminal.ts');
  const config = absolutePaths(read, dirname(resolve(file)));
  const caPem = options.ca === undefined ? null : await readAuthorities(options.ca);
  const dataFolder = resolve(options.data ?? defaultDataFolder(file, config.organisation.name));
  const show = startTerminal(io, loadPolicy(config));
  if (options.json !== true) tellOfCalendar(config, io);
  const tell = options.json === true ? jsonTeller(io, dataFolder) : show;

  const interrupted = untilInterrupted();
  const metrics = await metricsFor(config);
  const starting = runDeployment({ config, dataFolder, caPem, tell, ...(metrics && { metrics }) });
  const started = await Promise.race([starting, interrupted.then(() => null)]);
  if (started !== null) await interrupted;
  await stop(started ?? (await starting.catch(() => null)), dataFolder, options, io);
  return EXIT.ok;
}

/** The SDK of AWS is loaded only where a platform's metrics are there. */
async function metricsFor(config: Config): Promise<Metrics | null> {
  const platforms = metricsOf(config);
  if (Object.keys(platforms).length === 0) return null;
  const { openCloudWatchMetrics } = await import('../adapters/aws/metrics/open-metrics.ts');
  return openCloudWatchMetrics(platforms, systemClock);
}

function tellOfCalendar(config: Config, io: CliIo): void {
  const output = createOutput(io);
  const { calendarOver } = startWords(io.language);
  for (const { values = {} } of calendarEnds(config, systemClock.now()))
    output.line(output.paint.yellow(fillTemplate(calendarOver, values)));
}

/** One document, once everything stands: what a supervisor or a test wants to know. */
const jsonTeller =
  (io: CliIo, dataFolder: string) =>
  (news: DeploymentNews): void => {
    if (news.kind === 'standing') createOutput(io).json({ dataFolder, ...news.addresses });
  };

async function stop(
  running: RunningDeployment | null,
  dataFolder: string,
  { json }: StartOptions,
  io: CliIo,
): Promise<void> {
  if (running === null) return;
  const late = new Promise<void>((done) => setTimeout(done, END_MAX_MS).unref());
  await Promise.race([running.stop(), late]);
  if (json !== true) {
    const words = startWords(io.language);
    const output = createOutput(io);
    const { pid } = running.addresses.dns;
    output.line(words.stopped);
    output.line(
      pid === null
        ? fillTemplate(words.namesStay, { folder: dataFolder })
        : fillTemplate(words.namesLive, { pid, folder: dataFolder }),
    );
  }
  // A probe that is under way would keep the process for its whole budget.
  setTimeout(() => process.exit(), 100).unref();
}
