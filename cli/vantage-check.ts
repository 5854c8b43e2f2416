import { dirname, resolve } from 'node:path';
import type { AgentSaid } from '../adapters/local/remote-prober-ask.ts';
import type { Config } from '../config/schema.ts';
import type { Observation } from '../core/watch/observation.ts';
import { loadConfig } from './check-load-config.ts';
import { EXIT } from './errors-exit-codes.ts';
import { fillTemplate } from './fill-template.ts';
import type { CommonOptions } from './frame.ts';
import type { CliIo } from './frame-io.ts';
import { createOutput } from './output.ts';
import { agentSaidText } from './vantage-agent-said.ts';
import { vantageWords } from './vantage-words.ts';

export interface CheckVantagesOptions extends CommonOptions {
  readonly config?: string;
  readonly ca?: string;
}

/** As a deployed home gives each probe. */
const PROBE_BUDGET_MS = 8_000;

/** What one agent said when it was asked once. */
interface Visit {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly said:
    | { readonly kind: 'silent'; readonly why: string }
    | {
        readonly kind: 'answered';
        readonly version: string;
        readonly roundTripMs: number;
        /** The agent's clock less this machine's. */
        readonly clockSkewMs: number;
        readonly observations: readonly (Observation | undefined)[];
      };
}

/** @returns 0 when every agent answered, whatever it saw; 5 when one did not */
export async function checkVantages(options: CheckVantagesOptions, io: CliIo): Promise<number> {
  const file = options.config ?? 'preau.yaml';
  const read = await loadConfig(file, io);
  const { absolutePaths } = await import('../home/deploy/absolute-paths.ts');
  const config = absolutePaths(read, dirname(resolve(file)));
  const visits = await visitAgents(config, options.ca);
  const output = createOutput(io);
  if (options.json) output.json({ agents: visits, allow: allowListOf(config) });
  else if (visits.length === 0) output.line(fillTemplate(vantageWords(io.language).none, { file }));
  else for (const line of linesOf(visits, config, io)) output.line(line);
  return visits.every(({ said }) => said.kind === 'answered') ? EXIT.ok : EXIT.unreachable;
}

async function visitAgents(config: Config, ca: string | undefined): Promise<readonly Visit[]> {
  const { anyHost } = await import('../adapters/local/loopback-guard.ts');
  const { askAgent } = await import('../adapters/local/remote-prober-ask.ts');
  const { parseObservations } = await import('../adapters/local/parse-observations.ts');
  const { systemClock } = await import('../adapters/local/clock.ts');
  const { originProbe } = await import('../app/watch/watch-round.ts');
  const { platformsOf } = await import('../config/platforms-of.ts');
  const { agentsOf } = await import('../home/vantage/agents-of.ts');
  const { readPem } = await import('../home/vantage/read-pem.ts');
  const trusted = ca === undefined ? null : readPem(ca);
  const agents = agentsOf(config.vantages, { guard: anyHost, trusted });
  // One request carries as much; a first look needs no more.
  const platforms = platformsOf(config).slice(0, 200);
  const visit = async (vantage: Config['vantages'][number]): Promise<readonly Visit[]> => {
    const agent = agents.get(vantage.id);
    if (agent === undefined) return [];
    const requests = platforms.map((platform) =>
      originProbe(platform, vantage, { probeBudgetMs: PROBE_BUDGET_MS }),
    );
    const said = await askAgent(agent, requests, systemClock);
    const read = (observations: unknown) => parseObservations({ observations }, requests);
    return [{ id: vantage.id, name: vantage.name, url: agent.url, said: sumUp(said, read) }];
  };
  return (await Promise.all(config.vantages.map(visit))).flat();
}

function sumUp(
  said: AgentSaid,
  read: (observations: unknown) => readonly (Observation | undefined)[],
): Visit['said'] {
  if (said.kind === 'silent') return said;
  const { version, roundTripMs, receivedAt, answeredAt, sentAt, arrivedAt } = said.answer;
  try {
    return {
      kind: 'answered',
      version,
      roundTripMs: Math.max(0, Math.round(roundTripMs - (answeredAt - receivedAt))),
      // As NTP reckons it: both ways are taken to last the same (RFC 5905, section 8).
      clockSkewMs: Math.round((receivedAt - sentAt + (answeredAt - arrivedAt)) / 2),
      observations: read(said.answer.observations),
    };
  } catch (error) {
    return { kind: 'silent', why: String(error) };
  }
}

function linesOf(visits: readonly Visit[], config: Config, io: CliIo): readonly string[] {
  const words = vantageWords(io.language);
  const lines = visits.flatMap(({ name, url, said }) => {
    if (said.kind === 'silent') {
      const why = agentSaidText(said.why, io.language);
      return [fillTemplate(words.silent, { name, url, why })];
    }
    const { version, roundTripMs: trip, clockSkewMs, observations } = said;
    const skew = `${clockSkewMs < 0 ? '-' : '+'}${(Math.abs(clockSkewMs) / 1_000).toFixed(1)} s`;
    return [
      fillTemplate(words.agent, { name, url, version, trip, skew }),
      ...observations.flatMap((seen) => (seen === undefined ? [] : [`  ${lineOf(seen, io)}`])),
    ];
  });
  const refused = visits.some(
    ({ said }) =>
      said.kind === 'answered' && said.observations.some((seen) => refusalOf(seen) !== null),
  );
  return refused ? [...lines, words.remedy, `  --allow ${allowListOf(config).join(',')}`] : lines;
}

const refusalOf = (seen: Observation | undefined): string | null =>
  seen?.failure?.stage === 'vantage' ? seen.failure.detail : null;

function lineOf(seen: Observation, io: CliIo): string {
  const words = vantageWords(io.language);
  const { platform, failure, totalMs: ms } = seen;
  const refusal = refusalOf(seen);
  if (refusal !== null) {
    const why = agentSaidText(refusal, io.language);
    return fillTemplate(words.refused, { platform, why });
  }
  const says = failure === null ? words.up : io.words(`console.failure.${failure.kind}`);
  return fillTemplate(words.seen, { platform, says, ms });
}

/** All that a home may ask an agent for: origins and mirrors, and the names that they answer to. */
function allowListOf({ platforms }: Config): readonly string[] {
  const withPort = (host: string, port: number): string =>
    port === 443 ? host : `${host}:${port}`;
  const entries = platforms.flatMap(({ hostname, origin, mirror }) => [
    hostname,
    withPort(origin.host, origin.port),
    ...(mirror === undefined ? [] : [withPort(mirror.ownName, mirror.port)]),
  ]);
  return [...new Set(entries)];
}
