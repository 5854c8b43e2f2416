import type { AuthorityAnswer, Event } from '../../core/incident/event.ts';
import type { Platform, Vantage } from '../../core/platform.ts';
import type { Policy } from '../../core/policy.ts';
import { durationMs, type EpochMs, type PlatformId } from '../../core/units.ts';
import type { Observation, Vote } from '../../core/watch/observation.ts';
import type { Ports, ProbeRequest } from '../ports.ts';
import { askCheckers, type Hearing, type OwnRound } from './ask-checkers.ts';
import type { Checkers } from './checkers.ts';
import { NOTHING_MATTERS, type RoundMatters } from './round-matters.ts';

export interface RoundOptions {
  /** For one probe, in real milliseconds: networks do not follow a rehearsal's pace. */
  readonly probeBudgetMs: number;
}

/** Watching asks where DNS sends visitors; it never turns them. */
export type WatchPorts = Pick<Ports, 'clock' | 'prober' | 'observations'> & {
  readonly dns: Pick<Ports['dns'], 'askAuthorities' | 'turnsByHealth'>;
  /** Who tells for the vantage of health checks. @default nobody: it has no vote */
  readonly checkers?: Checkers;
};

/**
 * Look at every origin from every vantage once, and say what each round of votes was.
 *
 * All probes leave together, so that the controls of a vantage are asked in the same instant as
 * the platforms it votes on: a vantage whose controls all failed in this round is blind (P7). Those
 * who look by themselves are asked beside them, of what is in trouble, and then of what the own votes
 * leave in doubt: a vantage of health checks has a vote only where it was asked, and could tell.
 *
 * It is waited for only where its vote may decide. Elsewhere it votes if it has answered by the time
 * that the own votes are in; what comes later is kept as evidence, and is no vote of this round.
 *
 * @param only these platforms, to confirm a doubt: the controls are asked with them, since a vantage
 *   has a vote only while it sees. @default all
 * @param matters @default nothing does
 * @yields one event per platform looked at: first those that wait for nobody, then the others. The raw
 *   observations are kept by the Observations port, each before the event that they led to
 */
export async function* watchRound(
  ports: WatchPorts,
  policy: Policy,
  options: RoundOptions,
  only?: ReadonlySet<PlatformId>,
  matters: RoundMatters = NOTHING_MATTERS,
): AsyncGenerator<Event, void, undefined> {
  const at = ports.clock.now();
  const platforms = policy.platforms.filter(({ id }) => only?.has(id) ?? true);
  const own = policy.vantages.filter(({ by }) => by === undefined);
  const hearing = startHearing(ports, policy, platforms, matters, at);
  const { observations, dns } = await probeAll(ports, policy, platforms, options, matters);
  const blind = new Set(own.filter((vantage) => isBlind(vantage, observations)));
  const rounds = platforms.map((platform) => ({
    platform,
    votes: own.map((vantage) => vote(platform, vantage, blind, observations)),
  }));
  const awaited = hearing?.ownVotes(rounds) ?? new Set();
  const eventOf = ({ platform, votes }: OwnRound): Event => ({
    kind: 'round-observed',
    at,
    platform: platform.id,
    votes: [...votes, ...healthCheckVote(hearing?.heard(platform.id))],
    ...firstEnd(observations.filter((seen) => seen.platform === platform.id)),
    dnsSays: dns.get(platform.id) ?? 'unknown',
    ...(matters.parted.has(platform.id) && { dnsAsked: questions(platform, matters.parted) }),
  });
  const isAwaited = ({ platform }: OwnRound): boolean => awaited.has(platform.id);
  const [decided, waiting] = [rounds.filter((one) => !isAwaited(one)), rounds.filter(isAwaited)];
  const heardOf = (some: readonly OwnRound[]): readonly Observation[] =>
    some.flatMap(({ platform }) => hearing?.heard(platform.id) ?? []);
  const [events, inTime] = [decided.map(eventOf), heardOf(decided)];
  await ports.observations.add([...observations, ...inTime]);
  yield* events;
  if (hearing === undefined) return;
  await hearing.until(awaited);
  const waitedFor = heardOf(waiting);
  await ports.observations.add(waitedFor);
  yield* waiting.map(eventOf);
  const kept = new Set([...inTime, ...waitedFor]);
  await ports.observations.add((await hearing.all()).filter((one) => !kept.has(one)));
}

async function probeAll(
  ports: WatchPorts,
  { vantages, platforms: all }: Policy,
  platforms: readonly Platform[],
  options: RoundOptions,
  { parted }: RoundMatters,
) {
  const own = vantages.filter(({ by }) => by === undefined);
  const pairs = own.flatMap((vantage) =>
    all
      .filter((one) => platforms.includes(one) || vantage.controls.includes(one.id))
      .map((platform) => originProbe(platform, vantage, options)),
  );
  const [observations, dns] = await Promise.all([
    Promise.all(pairs.map((request) => ports.prober.probe(request))),
    Promise.all(
      platforms.map(
        async (platform) =>
          [platform.id, await whereDnsSends(ports, platform, questions(platform, parted))] as const,
      ),
    ),
  ]);
  return { observations, dns: new Map(dns) };
}

/** The certificate that ends first, of those that the vantages were shown. */
function firstEnd(
  observations: readonly Observation[],
): Pick<Extract<Event, { kind: 'round-observed' }>, 'certificateNotAfter'> {
  const ends = observations.flatMap(({ certificateNotAfter: end }) => end ?? []);
  const first = ends.toSorted((a, b) => a - b)[0];
  return first === undefined ? {} : { certificateNotAfter: first };
}

/** What a vantage asks one origin in a round. */
export function originProbe(
  platform: Platform,
  vantage: Vantage,
  options: RoundOptions,
): ProbeRequest {
  const { origin } = platform;
  return {
    platform: platform.id,
    vantage: vantage.id,
    ...(vantage.sourceAddress === undefined ? {} : { sourceAddress: vantage.sourceAddress }),
    target: 'origin',
    resolve: origin.host,
    serverName: platform.hostname,
    port: origin.port,
    path: origin.path,
    expect: origin.expect,
    slowMs: origin.slowMs,
    budgetMs: options.probeBudgetMs,
  };
}

function startHearing(
  { clock, checkers }: WatchPorts,
  { vantages, watch }: Policy,
  platforms: readonly Platform[],
  matters: RoundMatters,
  at: EpochMs,
): Hearing | undefined {
  const vantage = vantages.find(({ by }) => by === 'health-check');
  if (checkers === undefined || vantage === undefined) return undefined;
  return askCheckers({ clock, checkers, vantage, watch }, platforms, matters, at);
}

/** One vote, with why it is none; no vote at all where nobody was asked. */
function healthCheckVote(heard: Observation | undefined): readonly Vote[] {
  if (heard === undefined) return [];
  const { vantage, failure } = heard;
  const by = { vantage, by: 'health-check', totalMs: durationMs(0) } as const;
  if (failure === null) return [{ ...by, says: 'up' }];
  return [{ ...by, says: failure.kind === 'check-unhealthy' ? 'down' : 'blind', failure }];
}

function isBlind(vantage: Vantage, observations: readonly Observation[]): boolean {
  if (vantage.controls.length === 0) return false;
  const controls = observations.filter(
    (seen) => seen.vantage === vantage.id && vantage.controls.includes(seen.platform),
  );
  return controls.every(({ failure }) => failure !== null);
}

function vote(
  platform: Platform,
  vantage: Vantage,
  blind: ReadonlySet<Vantage>,
  observations: readonly Observation[],
): Vote {
  const seen = observations.find(
    (observation) => observation.platform === platform.id && observation.vantage === vantage.id,
  );
  const totalMs = durationMs(seen?.totalMs ?? 0);
  // A vantage that gave no answer saw nothing, whether it has controls or not (P7).
  if (seen === undefined || blind.has(vantage) || seen.failure?.stage === 'vantage')
    return { vantage: vantage.id, says: 'blind', totalMs };
  if (seen.failure === null) return { vantage: vantage.id, says: 'up', totalMs };
  // The page came, and came late: a fault that is counted, and no fall.
  if (seen.failure.kind === 'body-late')
    return { vantage: vantage.id, says: 'up', failure: seen.failure, totalMs };
  return { vantage: vantage.id, says: 'down', failure: seen.failure, totalMs };
}

/** As often as a turn by part is looked at: nine answers of ten may be the mirror's by weight. */
const QUESTIONS_OF_PART = 60;

const questions = ({ id }: Platform, parted: ReadonlySet<PlatformId>): number =>
  parted.has(id) ? QUESTIONS_OF_PART : 1;

async function whereDnsSends(
  { dns }: Pick<WatchPorts, 'dns'>,
  platform: Platform,
  times: number,
): Promise<'origin' | 'mirror' | 'mixed' | 'unknown'> {
  if (platform.mirror === undefined) return 'origin';
  // A mirror that is answered there is somebody's doing, or a cache's, and no word on the origin.
  if (dns.turnsByHealth === false) return 'unknown';
  const answers = await dns.askAuthorities(platform.id, times).catch((): AuthorityAnswer[] => []);
  const published = answers.filter(({ answers: values }) => values.length > 0);
  // One that alone of several answers may be the one that lags behind: it says nothing by itself (P7).
  if (serversOf(published) < Math.min(2, serversOf(answers))) return 'unknown';
  if (published.length === 0) return 'unknown';
  if (published.every(({ mirrorShare }) => mirrorShare === 1)) return 'mirror';
  return published.every(({ mirrorShare }) => mirrorShare === 0) ? 'origin' : 'mixed';
}

const serversOf = (answers: readonly AuthorityAnswer[]): number =>
  new Set(answers.map(({ server }) => server)).size;
