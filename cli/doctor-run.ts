import { checkAccount } from '../adapters/aws/doctor/check-account.ts';
import { doctorChecks } from '../adapters/aws/doctor/doctor-checks.ts';
import { runChecks } from '../adapters/aws/doctor/run-checks.ts';
import { type Resolver, systemResolver } from '../adapters/local/dns-delegation.ts';
import { systemClock } from '../adapters/local/clock.ts';
import type { Clock } from '../app/ports.ts';
import type { Config } from '../config/schema.ts';
import { loadConfig } from './check-load-config.ts';
import { countAudience } from './doctor-contacts.ts';
import { checkMachine, type Machine } from './doctor-machine.ts';
import { doctorMachineWords } from './doctor-machine-words.ts';
import { doctorReport, worstOf } from './doctor-report.ts';
import { doctorWords } from './doctor-words.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

export interface RunDoctorOptions {
  readonly contacts?: number;
  readonly json?: true;
}

/** What the machine gives: a test gives its own. */
export interface Surroundings {
  readonly clock: Pick<Clock, 'now'>;
  readonly resolver: Pick<Resolver, 'ns'>;
  /** @default this machine */
  readonly machine?: Machine;
}

/**
 * Look at the account by the operator's own credentials, or without an `aws` section at this machine,
 * and say what was found and what to do.
 *
 * @returns 0 when nothing stands against a deployment or a start, 1 when something failed
 * @throws PreauError `config-invalid`; `credentials-missing`;
 *   `store-unavailable` when AWS cannot be reached at all
 */
export async function runDoctor(
  file: string,
  { contacts, json }: RunDoctorOptions,
  io: CliIo,
  { clock, resolver, machine }: Surroundings = {
    clock: systemClock,
    resolver: systemResolver,
  },
): Promise<number> {
  const config = await loadConfig(file, io);
  const { aws } = config;
  if (aws === undefined) return runMachine(file, config, json, io, machine);
  const account = await checkAccount(aws, clock);
  const audience =
    contacts === undefined
      ? await countAudience(file, config.organisation.name)
      : { mails: contacts, mobiles: null };
  // Another account's quotas and zones would say nothing of ours.
  const other = account.some(({ code }) => code === 'account-other');
  const checks = other ? [] : doctorChecks({ config, aws, audience, clock, resolver });
  const findings = [...account, ...(await runChecks(checks))];
  const worst = worstOf(findings);
  const output = createOutput(io);
  if (json) output.json({ file, ok: worst !== 'fail', worst, findings });
  else output.line(doctorReport(file, findings, doctorWords(io.language), io).join('\n'));
  return worst === 'fail' ? EXIT.refused : EXIT.ok;
}

async function runMachine(
  file: string,
  config: Config,
  json: true | undefined,
  io: CliIo,
  machine: Machine | undefined,
): Promise<number> {
  const findings = await checkMachine(config, file, machine);
  const worst = worstOf(findings);
  const output = createOutput(io);
  if (json) output.json({ file, ok: worst !== 'fail', worst, findings });
  else output.line(doctorReport(file, findings, doctorMachineWords(io.language), io).join('\n'));
  return worst === 'fail' ? EXIT.refused : EXIT.ok;
}
