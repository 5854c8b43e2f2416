import { resolve } from 'node:path';
import { systemClock } from '../adapters/local/clock.ts';
import { FORESEEN_PHASES, type ForeseenPhase } from '../app/notices/content-if-now.ts';
import { PreauError } from '../core/errors.ts';
import { type EpochMs, epochMs } from '../core/units.ts';
import { defaultDataFolder } from '../home/deploy/default-data-folder.ts';
import { loadConfig } from './check-load-config.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import { askAccount } from './notice-plan-account.ts';
import { figuresByClass, mailMinutesOf, minutesAt, waitsOf } from './notice-plan-figures.ts';
import { foreseeNotice } from './notice-plan-foresee.ts';
import { isRefused, noticePlanLines, obstaclesOf, type PlanTold } from './notice-plan-lines.ts';
import { trySms } from './notice-plan-try.ts';
import { createOutput } from './output.ts';

export interface NoticePlanOptions {
  readonly platform?: string;
  readonly phase?: string;
  readonly config?: string;
  readonly data?: string;
  readonly at?: string;
  /** A number. */
  readonly try?: string;
  readonly json?: true;
}

/**
 * `preau notice plan`: whom a notice would reach if the platform fell now, when, for how much, and
 * what would stop it. Nothing is written and nothing is sent.
 *
 * @returns 0 when all of it would leave, 1 without its SMS, over the budget, against what the account
 *   allows, or where a trial was refused
 * @throws PreauError `argument-invalid`, `config-invalid`, `not-found`
 */
export async function planIfNow(options: NoticePlanOptions, io: CliIo): Promise<number> {
  const file = options.config ?? 'preau.yaml';
  const phase = phaseOf(options.phase ?? 'outage');
  const at = instantOf(options.at);
  // Nothing is opened: the example of the rehearsal can be planned too.
  const config = await loadConfig(file, io, { rehearsal: true });
  const { aws, notices, organisation } = config;
  const dataFolder =
    options.data === undefined ? defaultDataFolder(file, organisation.name) : resolve(options.data);
  const foreseen = await foreseeNotice(config, {
    platform: options.platform,
    phase,
    at,
    dataFolder,
  });
  const { summary } = foreseen.plan;
  const account =
    aws === undefined ? null : await askAccount(config, aws, summary, systemClock.now());
  const tried = options.try === undefined ? null : await trySms(config, options.try, foreseen.text);
  const rates = { mailsPerSec: notices.mailsPerSecond, smsPartsPerSec: notices.smsPerSecond };
  const told = {
    foreseen,
    phase,
    at,
    timeZone: foreseen.platform.timeZone ?? organisation.timeZone,
    rates,
    budgetEuros: notices.budget,
    account,
    tried,
  };
  const leaves =
    summary.overBudget === undefined && obstaclesOf(account).length === 0 && !isRefused(tried);
  const output = createOutput(io);
  if (options.json === true) output.json({ file, leaves, ...jsonOf(told) });
  else output.line(noticePlanLines(told, io).join('\n'));
  return leaves ? EXIT.ok : EXIT.refused;
}

function jsonOf({ foreseen, phase, at, rates, budgetEuros, account, tried }: PlanTold) {
  const { platform, plan, partsEach } = foreseen;
  const { summary, deliveries, unreachable } = plan;
  return {
    platform: platform.id,
    phase,
    at: new Date(at).toISOString(),
    summary,
    budgetEuros,
    partsEach,
    classes: figuresByClass(deliveries),
    waits: waitsOf(deliveries).map(({ sms, until }) => ({
      sms,
      until: new Date(until).toISOString(),
    })),
    minutes: {
      configured: minutesAt(summary, rates),
      account:
        account?.kind === 'read'
          ? { mail: mailMinutesOf(summary.mails, rates.mailsPerSec, account.mail) }
          : null,
    },
    account,
    ...(tried && { tried }),
    unreachable: unreachable.map(({ recipient, name, why }) => ({ recipient, name, why })),
  };
}

function phaseOf(asked: string): ForeseenPhase {
  const found = FORESEEN_PHASES.find((one) => one === asked);
  if (found !== undefined) return found;
  throw new PreauError(
    'argument-invalid',
    `expected --phase with one of ${FORESEEN_PHASES.join(', ')}, got ${asked}; a correction goes to the readers of what it corrects, and cannot be foreseen`,
    { said: { key: 'option.phase', values: { known: FORESEEN_PHASES.join(', '), got: asked } } },
  );
}

function instantOf(asked: string | undefined): EpochMs {
  if (asked === undefined) return systemClock.now();
  const at = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(asked) ? Date.parse(asked) : Number.NaN;
  if (!Number.isNaN(at)) return epochMs(at);
  throw new PreauError(
    'argument-invalid',
    `expected --at with an instant such as 2026-01-12T08:00:00Z, got ${asked}`,
    { said: { key: 'option.at', values: { got: asked } } },
  );
}
