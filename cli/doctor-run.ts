import { checkAccount } from '../adapters/aws/doctor/check-account.ts';
import { doctorChecks } from '../adapters/aws/doctor/doctor-checks.ts';
import { runChecks } from '../adapters/aws/doctor/run-checks.ts';
import { type Resolver, systemResolver } from '../adapters/local/dns-delegation.ts';
import { systemClock } from '../adapters/local/clock.ts';
import type { Clock } from '../app/ports.ts';
import { loadConfig } from './check-load-config.ts';
import { countAudience } from './doctor-contacts.ts';
import type { Finding } from '../adapters/aws/doctor/finding.ts';
import { checkMachine, type Machine } from './doctor-machine.ts';
import type { MachineFinding } from './doctor-machine-finding.ts';
import { checkNetwork, type Network } from './doctor-network.ts';
import { doctorMachineWords } from './doctor-machine-words.ts';
import { doctorReport, worstOf } from './doctor-report.ts';
import { doctorWords } from './doctor-words.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';

export interface RunDoctorOptions {
  readonly contacts?: number;
  readonly askNetwork?: true;
  readonly json?: true;
}

/** What the machine gives: a test gives its own. */
export interface Surroundings {
  readonly clock: Pick<Clock, 'now'>;
  readonly resolver: Pick<Resolver, 'ns'>;
  /** @default this machine */
  readonly machine?: Machine;
  /** @default this one */
  readonly network?: Network;
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
  { contacts, json, askNetwork }: RunDoctorOptions,
  io: CliIo,
  { clock, resolver, machine, network }: Surroundings = {
    clock: systemClock,
    resolver: systemResolver,
  },
): Promise<number> {
  const config = await loadConfig(file, io);
  const { aws } = config;
  const asked = askNetwork ? await checkNetwork(config, network) : [];
  if (aws === undefined)
    return tell([...(await checkMachine(config, file, machine)), ...asked], [], file, json, io);
  const account = await checkAccount(aws, clock);
  const audience =
    contacts === undefined
      ? await countAudience(file, config.organisation.name)
      : { mails: contacts, mobiles: null };
  // Another account's quotas and zones would say nothing of ours.
  const ours = account.find(({ code }) => code === 'account-known')?.values['account'];
  const needs = { config, aws, audience, clock, resolver };
  const checks = ours === undefined ? [] : doctorChecks({ ...needs, account: String(ours) });
  return tell(asked, [...account, ...(await runChecks(checks))], file, json, io);
}

/** Each part under its own heading; as JSON all findings are one list. */
function tell(
  ofMachine: readonly MachineFinding[],
  ofAccount: readonly Finding[],
  file: string,
  json: true | undefined,
  io: CliIo,
): number {
  const worst = worstOf([...ofAccount, ...ofMachine]);
  const output = createOutput(io);
  const words = doctorMachineWords(io.language);
  const isBoth = ofAccount.length > 0;
  const machine = isBoth ? { ...words, heading: words.networkHeading } : words;
  const parts = [
    ...(isBoth ? [doctorReport(file, ofAccount, doctorWords(io.language), io)] : []),
    ...(ofMachine.length > 0 ? [doctorReport(file, ofMachine, machine, io)] : []),
  ];
  if (json)
    output.json({ file, ok: worst !== 'fail', worst, findings: [...ofAccount, ...ofMachine] });
  else output.line(parts.map((lines) => lines.join('\n')).join('\n\n'));
  return worst === 'fail' ? EXIT.refused : EXIT.ok;
}
