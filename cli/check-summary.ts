import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { othersMayRead } from '../adapters/local/others-may-read.ts';
import type { Config } from '../config/schema.ts';
import type { PlatformConfig } from '../config/schema-platform.ts';
import type { EscalationLevel } from '../core/notice/escalation.ts';
import type { Phase } from '../core/notice/notice.ts';
import { isWebAddress } from '../core/mirror/web-address.ts';
import { healthBudget, roundsBudget } from '../core/shelter/turn-budget.ts';

/** A file or folder that the configuration names, and whether it is there. */
export interface NamedFile {
  readonly path: string;
  readonly found: boolean;
}

export interface PlatformSummary {
  readonly id: string;
  readonly name: string;
  readonly hostname: string;
  readonly origin: { readonly host: string; readonly hoster: string };
  /** Absent for a control. */
  readonly mirror?: {
    readonly ownName: string;
    readonly hoster: string;
    readonly lessons: NamedFile;
  };
  readonly owners: number;
}

/** What a configuration amounts to. */
export interface ConfigSummary {
  readonly organisation: string;
  readonly platforms: readonly PlatformSummary[];
  readonly vantages: readonly { readonly name: string; readonly controls: readonly string[] }[];
  readonly files: readonly NamedFile[];
  readonly estimates: Estimates;
  readonly advice: readonly (
    | 'no-control'
    | 'no-owner'
    | 'no-sms'
    | 'no-directory'
    | 'log-unread-on-aws'
    | 'names-secret-missing'
    | 'names-secret-open'
  )[];
}

/** From the configuration's own numbers, in seconds; what a network adds is not in them. */
interface Estimates {
  /** From the origin's fall to the turn, by Préau's own probes. */
  readonly turnSec: number;
  /**
   * The same by the health checks alone, with all of Préau stopped, on a silent origin. Null where
   * the owner's own name server answers, which has none: then nothing turns.
   */
  readonly turnByHealthSec: number | null;
  /** What a resolver may add: the TTL. */
  readonly ttlSec: number;
  /** From the fall to the first notice, with nobody to hold it. */
  readonly firstNoticeSec: number;
  /** To hold a notice before it goes by itself. */
  readonly vetoSec: number;
  /** Of phases that have their own. */
  readonly vetoByPhaseSec: readonly { readonly phase: Phase; readonly sec: number }[];
  /** What is done about schools that do not confirm, and when; empty = nothing. */
  readonly escalation: readonly { readonly level: EscalationLevel; readonly sec: number }[];
  /** From the recovery to everybody back, the least. */
  readonly wayBackSec: number;
  readonly thousandMailsSec: number;
  readonly thousandSmsSec: number;
  readonly thousandSmsEuros: number;
}

/** @param file where the configuration was read: files that it names are relative to its folder */
export function summariseConfig(config: Config, file: string): ConfigSummary {
  const named = (path: string): NamedFile => {
    // A site is not asked whether it is there: nobody is contacted unless asked for.
    const found = isWebAddress(path) || existsSync(resolve(dirname(file), path));
    return { path, found };
  };
  const { directories, contacts, attachments } = config.schools;
  return {
    organisation: config.organisation.name,
    platforms: config.platforms.map((platform) => summarisePlatform(config, platform, named)),
    vantages: config.vantages.map(({ name, controls }) => ({ name, controls })),
    files: [...directories, ...contacts, ...attachments].map(named),
    estimates: estimate(config),
    advice: [...advise(config), ...adviseOnSecret(config, dirname(file))],
  };
}

function summarisePlatform(
  config: Config,
  { id, name, hostname, hoster, origin, mirror, owners }: PlatformConfig,
  named: (path: string) => NamedFile,
): PlatformSummary {
  const hosterName = (wanted: string) => {
    const found = config.hosters.find((candidate) => candidate.id === wanted);
    return found?.region === undefined
      ? (found?.name ?? wanted)
      : `${found.name} (${found.region})`;
  };
  return {
    id,
    name,
    hostname,
    origin: { host: origin.host, hoster: hosterName(hoster) },
    ...(mirror && {
      mirror: {
        ownName: mirror.ownName,
        hoster: hosterName(mirror.hoster),
        lessons: named(mirror.lessons),
      },
    }),
    owners: owners.length,
  };
}

const PHASES: readonly Phase[] = ['outage', 'cause', 'correction', 'recovery', 'relapse', 'drill'];

function waits({ veto, vetoByPhase, escalation }: Config['notices']) {
  const byPhase = PHASES.flatMap((phase) => {
    const own = vetoByPhase?.[phase];
    return own === undefined ? [] : [{ phase, sec: own / 1_000 }];
  });
  const levels = escalation?.levels ?? [];
  return {
    vetoSec: veto / 1_000,
    vetoByPhaseSec: byPhase,
    escalation: levels.map((level, index) => ({
      level,
      sec: ((escalation?.after ?? 0) * (index + 1)) / 1_000,
    })),
  };
}

function estimate({ watch, shelter, names, notices }: Config): Estimates {
  const rounds = { intervalMs: watch.interval, roundsToFall: watch.roundsToFall };
  const turnMs = roundsBudget(rounds, 0);
  const backMs = watch.interval * watch.roundsToRecover;
  const sharesMs = shelter.shareStep * (shelter.originShares.length - 1);
  return {
    turnSec: turnMs / 1_000,
    turnByHealthSec:
      names.rfc2136 === undefined
        ? healthBudget({
            checkIntervalMs: names.checkInterval,
            checkTimeoutMs: names.checkTimeout,
            failureThreshold: names.failureThreshold,
          }) / 1_000
        : null,
    ttlSec: names.ttl / 1_000,
    firstNoticeSec: (turnMs + (notices.vetoByPhase?.outage ?? notices.veto)) / 1_000,
    ...waits(notices),
    wayBackSec: (Math.max(shelter.minHold - turnMs, backMs) + sharesMs) / 1_000,
    thousandMailsSec: Math.ceil(1_000 / notices.mailsPerSecond),
    thousandSmsSec: notices.sms ? Math.ceil(1_000 / notices.smsPerSecond) : 0,
    thousandSmsEuros: notices.sms ? 1_000 * notices.sms.priceEuros : 0,
  };
}

/** Right as it stands, but weaker than it could be. */
function advise(config: Config): ConfigSummary['advice'] {
  const sheltered = config.platforms.filter(({ mirror }) => mirror);
  return [
    ...(config.vantages.some(({ controls }) => controls.length === 0)
      ? ['no-control' as const]
      : []),
    ...(sheltered.some(({ owners }) => owners.length === 0) ? ['no-owner' as const] : []),
    ...(config.notices.sms ? [] : ['no-sms' as const]),
    ...(config.schools.directories.length === 0 ? ['no-directory' as const] : []),
    ...(config.aws && config.platforms.some(({ accessLog }) => accessLog !== undefined)
      ? ['log-unread-on-aws' as const]
      : []),
  ];
}

/** Of a file that a home would refuse to start with. Nothing of what it holds is read. */
function adviseOnSecret({ names }: Config, folder: string): ConfigSummary['advice'] {
  if (names.rfc2136 === undefined) return [];
  const file = statSync(resolve(folder, names.rfc2136.key.secretFile), { throwIfNoEntry: false });
  if (file === undefined) return ['names-secret-missing'];
  return othersMayRead(file.mode) ? ['names-secret-open'] : [];
}
