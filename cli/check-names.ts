import { askPublished, followCnames } from '../adapters/local/ask-published.ts';
import { createDelegation, type Delegation } from '../adapters/local/dns-delegation.ts';
import type { AuthorityServer } from '../adapters/local/dns-query.ts';
import type { NamePlan } from '../app/adopt/plan-name.ts';
import { publishedFindings } from '../app/check/published-findings.ts';
import type { PublishedName } from '../app/check/published-name.ts';
import { platformsOf } from '../config/platforms-of.ts';
import type { Finding } from '../config/problem.ts';
import type { Config } from '../config/schema.ts';
import type { Platform } from '../core/platform.ts';
import { planFromAnswers } from './check-names-plan.ts';

/** What the name servers said of the protected names, and what of it is wrong. */
export interface NamesChecked {
  readonly findings: readonly Finding[];
  readonly names: readonly {
    readonly hostname: string;
    readonly answers: readonly PublishedName[];
  }[];
  /** What `preau adopt` would do to names that lead elsewhere. */
  readonly plans: readonly NamePlan[];
}

/** A name's servers. @throws when DNS tells none */
type ServersOf = (hostname: string) => Promise<readonly AuthorityServer[]>;

/** Chosen: 500 names in a minute or two even when every server is silent, and no flood. */
const NAMES_AT_ONCE = 20;

/**
 * Ask the authoritative servers what each protected name publishes now. Nothing is changed.
 *
 * @param server the one to ask of all names; absent: those that DNS tells for each
 */
export async function checkNames(
  config: Config,
  server: AuthorityServer | undefined,
  delegation: Delegation = createDelegation(),
): Promise<NamesChecked> {
  const ask: ServersOf = (hostname) =>
    server ? Promise.resolve([server]) : delegation.serversOf(hostname);
  const platforms = platformsOf(config);
  const turning = platforms.flatMap(({ mirror, hostname }) => (mirror ? [hostname] : []));
  const sheltered = [...platforms.entries()].filter(([, { mirror }]) => mirror);
  const told: NamesChecked[] = [];
  for (let from = 0; from < sheltered.length; from += NAMES_AT_ONCE) {
    const some = sheltered.slice(from, from + NAMES_AT_ONCE);
    told.push(
      ...(await Promise.all(
        some.map(([index, platform]) => checkName(config, index, platform, ask, turning)),
      )),
    );
  }
  return {
    findings: told.flatMap(({ findings }) => findings),
    names: told.flatMap(({ names }) => names),
    plans: told.flatMap(({ plans }) => plans),
  };
}

async function checkName(
  config: Config,
  index: number,
  platform: Platform,
  serversOf: ServersOf,
  turning: readonly string[],
): Promise<NamesChecked> {
  const path = ['platforms', index];
  const { hostname, origin } = platform;
  const [servers, targets] = await Promise.all([
    serversOf(hostname).catch(() => null),
    followCnames(origin.host, serversOf),
  ]);
  const follows = targets
    .filter((target) => turning.includes(target))
    .slice(0, 1)
    .map(
      (target): Finding => ({
        code: 'origin-follows-protected',
        path: [...path, 'origin', 'host'],
        values: { target },
      }),
    );
  if (servers === null) {
    const unknown: Finding = { code: 'name-authority-unknown', path: [...path, 'hostname'] };
    return { findings: [unknown, ...follows], names: [], plans: [] };
  }
  const answers = await askPublished(hostname, servers);
  const findings = [...publishedFindings(platform, path, answers), ...follows];
  return {
    findings,
    names: [{ hostname, answers }],
    plans: findings.some(({ code }) => PLANNED.has(code)) ? plansOf(config, index, answers) : [],
  };
}

/** Those whose remedy is to adopt the name, or to correct what its adoption would find. */
const PLANNED: ReadonlySet<Finding['code']> = new Set<Finding['code']>([
  'name-elsewhere',
  'name-not-cname',
  'name-publishes-address',
  'name-publishes-cname',
  'name-publishes-https',
]);

function plansOf(
  config: Config,
  index: number,
  answers: readonly PublishedName[],
): readonly NamePlan[] {
  const platform = config.platforms[index];
  return platform?.mirror ? [planFromAnswers(config, platform, platform.mirror, answers)] : [];
}
