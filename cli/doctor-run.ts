import { checkAccount } from '../adapters/aws/doctor/check-account.ts';
import { doctorChecks } from '../adapters/aws/doctor/doctor-checks.ts';
import type { Finding, FindingState } from '../adapters/aws/doctor/finding.ts';
import { runChecks } from '../adapters/aws/doctor/run-checks.ts';
import { type Resolver, systemResolver } from '../adapters/local/dns-delegation.ts';
import { systemClock } from '../adapters/local/clock.ts';
import type { Clock } from '../app/ports.ts';
import { PreauError } from '../core/errors.ts';
import { loadConfig } from './check-load-config.ts';
import { countAudience } from './doctor-contacts.ts';
import { doctorReport } from './doctor-report.ts';
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
}

/**
 * Look at the account by the operator's own credentials, and say what was found and what to do.
 *
 * @returns 0 when nothing stands against a deployment, 1 when something failed
 * @throws PreauError `config-invalid`, also without an `aws` section; `credentials-missing`;
 *   `store-unavailable` when AWS cannot be reached at all
 */
export async function runDoctor(
  file: string,
  { contacts, json }: RunDoctorOptions,
  io: CliIo,
  { clock, resolver }: Surroundings = { clock: systemClock, resolver: systemResolver },
): Promise<number> {
  const config = await loadConfig(file, io);
  const { aws } = config;
  if (aws === undefined)
    throw new PreauError(
      'config-invalid',
      `Expected an aws section in ${file}, found none: doctor looks at an AWS account. "preau check" and "preau start" say what one machine lacks.`,
    );
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
  else output.line(doctorReport(file, findings, worst, io).join('\n'));
  return worst === 'fail' ? EXIT.refused : EXIT.ok;
}

const RANK: readonly FindingState[] = ['ok', 'unknown', 'warn', 'fail'];

const worstOf = (findings: readonly Finding[]): FindingState =>
  findings
    .map(({ state }) => state)
    .reduce((one, other) => (RANK.indexOf(other) > RANK.indexOf(one) ? other : one), 'ok');
