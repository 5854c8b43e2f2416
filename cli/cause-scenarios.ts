import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { ownScenarios } from '../app/cause/own-scenarios.ts';
import { type EpochMs, epochMs } from '../core/units.ts';
import { causeWords } from './cause-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import { createOutput } from './output.ts';

interface ScenarioOptions extends HomeOptions {
  readonly since?: EpochMs;
}

/**
 * `preau cause scenarios`: a home's own closed incidents with their recorded causes, one JSON object a
 * line, as `preau cause evaluate` reads them. What is left out is counted on standard error.
 */
export function registerScenarios(cause: Command, io: CliIo): void {
  const words = causeWords(io.language);
  withHome(cause.command('scenarios'), io)
    .description(words.scenarios)
    .option('--since <date>', words.since, dayOf(io))
    .action(async (_options: ScenarioOptions, asked: Command) => {
      const options = asked.optsWithGlobals<ScenarioOptions>();
      const { state, policy } = await (await homeOf(options, io)).replay();
      const { scenarios, unrecorded, unlabelled } = ownScenarios(state, policy, options.since);
      const output = createOutput(io);
      if (options.json === true) output.json({ scenarios, unrecorded, unlabelled });
      else for (const one of scenarios) io.stdout.write(`${JSON.stringify(one)}\n`);
      if (unrecorded.length > 0)
        output.note(
          fillTemplate(words.unrecorded, {
            count: unrecorded.length,
            list: unrecorded.slice(0, 12).join(', '),
          }),
        );
      if (unlabelled.length > 0)
        output.note(fillTemplate(words.unlabelled, { list: unlabelled.slice(0, 12).join(', ') }));
    });
}

/** `2026-09-01`, from its first instant in UTC. */
const dayOf =
  (io: CliIo) =>
  (asked: string): EpochMs => {
    const at = /^\d{4}-\d{2}-\d{2}$/.test(asked) ? Date.parse(`${asked}T00:00:00Z`) : Number.NaN;
    if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(asked)) return epochMs(at);
    throw new InvalidArgumentError(causeWords(io.language).sinceForm);
  };
