import type { Command } from 'commander';
import { CAUSES, type Cause, SPOKEN_CAUSES, type SpokenCause } from '../core/cause/cause.ts';
import { CLAIM_ROLES } from '../core/cause/claim-roles.ts';
import type { Claim } from '../core/cause/signal.ts';
import { platformId } from '../core/units.ts';
import { registerEvaluate } from './cause-evaluate.ts';
import { registerFeeds } from './cause-feeds.ts';
import { registerRecord } from './cause-record.ts';
import { registerScenarios } from './cause-scenarios.ts';
import { causeWords } from './cause-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommandModule } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { homeOf, type HomeOptions, withHome } from './home-of.ts';
import { oneOf } from './one-of.ts';
import { personOf } from './operate-person.ts';
import { operateWords } from './operate-words.ts';

interface CauseOptions extends HomeOptions {
  readonly by?: string;
}

interface ClaimOptions extends CauseOptions {
  readonly role: Claim['role'];
  readonly asserts: Cause;
  readonly denies?: true;
  readonly statement: string;
  readonly source: string;
}

/** `preau cause explain|claim|confirm|record|scenarios|evaluate|feeds` */
export const causeCommand: CommandModule = {
  register(program, io) {
    const cause = program.command('cause').description(operateWords(io.language).causeGroup);
    registerExplain(cause, io);
    registerClaim(cause, io);
    registerConfirm(cause, io);
    registerRecord(cause, io);
    registerScenarios(cause, io);
    registerEvaluate(cause, io);
    registerFeeds(cause, io);
  },
};

function registerExplain(cause: Command, io: CliIo): void {
  const words = causeWords(io.language);
  withHome(cause.command('explain'), io)
    .description(words.explain)
    .argument('[incident]', words.allIncidents)
    .action(async (incident: string | undefined, _options: CauseOptions, asked: Command) => {
      const options = asked.optsWithGlobals<CauseOptions>();
      const { explainFile, isFile } = await import('./cause-explain-file.ts');
      if (incident !== undefined && (await isFile(incident))) {
        io.exitCode = await explainFile(incident, options.json === true, io);
        return;
      }
      const { explainIncidents } = await import('./cause-incidents.ts');
      await explainIncidents(await homeOf(options, io), incident, options.json === true, io);
    });
}

function registerClaim(cause: Command, io: CliIo): void {
  const words = operateWords(io.language);
  const list = (allowed: readonly string[]) => ({ list: allowed.join(', ') });
  withHome(cause.command('claim'), io)
    .description(words.claim)
    .argument('<platform>', words.platform)
    .requiredOption(
      '--role <role>',
      fillTemplate(words.claimRole, list(CLAIM_ROLES)),
      oneOf<Claim['role']>(CLAIM_ROLES, io),
    )
    .requiredOption(
      '--asserts <cause>',
      fillTemplate(words.claimAsserts, list(CAUSES)),
      oneOf<Cause>(CAUSES, io),
    )
    .option('--denies', words.claimDenies)
    .requiredOption('--statement <text>', words.claimStatement)
    .requiredOption('--source <text>', words.claimSource)
    .option('--by <name>', words.by)
    .action(async (platform: string, _options: ClaimOptions, asked: Command) => {
      const options = asked.optsWithGlobals<ClaimOptions>();
      const { role, asserts, denies, statement, source } = options;
      const home = await homeOf(options, io);
      const { refuseUnknownPlatform } = await import('./operate-known.ts');
      await refuseUnknownPlatform(home, platform);
      const { carryOut } = await import('./operate-carry-out.ts');
      io.exitCode = await carryOut(
        home,
        {
          kind: 'claim',
          platform: platformId(platform),
          role,
          asserts,
          denies: denies === true,
          statement,
          source,
          by: personOf(options.by, io),
        },
        options.json === true,
        io,
      );
    });
}

function registerConfirm(cause: Command, io: CliIo): void {
  const words = operateWords(io.language);
  withHome(cause.command('confirm'), io)
    .description(words.confirm)
    .argument('<incident>', words.incident)
    .argument(
      '<cause>',
      fillTemplate(words.cause, { list: SPOKEN_CAUSES.join(', ') }),
      oneOf<SpokenCause>(SPOKEN_CAUSES, io),
    )
    .option('--by <name>', words.by)
    .action(async (called: string, spoken: SpokenCause, _options: CauseOptions, asked: Command) => {
      const options = asked.optsWithGlobals<CauseOptions>();
      const home = await homeOf(options, io);
      const { incidentCalled } = await import('./operate-known.ts');
      const { carryOut } = await import('./operate-carry-out.ts');
      const incident = incidentCalled((await home.replay()).state, called).id;
      io.exitCode = await carryOut(
        home,
        { kind: 'confirm-cause', incident, cause: spoken, by: personOf(options.by, io) },
        options.json === true,
        io,
      );
    });
}
