import { randomBytes } from 'node:crypto';
import { weightedAnswer } from '../../core/shelter/weighted-answer.ts';
import { type AnswerCounter, answerCounter } from './answer-counts.ts';
import { type Authority, answerQuery } from './answer-query.ts';
import { checkOrigins } from './check-loop.ts';
import { startControlServer } from './control-server.ts';
import { type DnsServer, startDnsServer } from './dns-server.ts';
import type { NamesModel } from './names-model.ts';
import { type NamesSpec, readNamesSpec } from './names-spec.ts';
import { type NamesState, nameStates } from './names-state.ts';
import { type OpenModel, openModel } from './open-model.ts';
import { type Route53Gate, route53Gate } from './route53-gate.ts';
import { runCreatedChecks } from './run-created-checks.ts';

/** A name server that answers. */
export interface RunningNames {
  readonly dnsPort: number;
  readonly controlPort: number;
  /** What the control API asks for. */
  readonly token: string;
  /** Resolves once stopped, by whomever: `stop`, the control API, the orphan's clock. */
  readonly stopped: Promise<void>;
  readonly stop: () => Promise<void>;
}

/**
 * Start the name server: DNS by UDP and TCP, the health checks, the control API.
 *
 * What is answered at the very first start, before any check has data: the origins. An origin's
 * check without data is healthy, as in Route 53, and the hold objects are read before the first
 * question is. At a restart the verdicts of before are in force until there are new ones.
 *
 * @param chance in [0, 1), drawn for each weighted answer. @default Math.random
 * @throws PreauError `config-invalid`, `port-in-use`, `data-folder-newer`, `store-unavailable`
 */
export async function startNames(
  input: NamesSpec,
  chance: () => number = Math.random,
): Promise<RunningNames> {
  const spec = readNamesSpec(input);
  const opened = await openModel(spec);
  const { model, holds, watch } = opened;
  const counter = answerCounter();
  const dns = await listen(spec, model, counter, chance);
  const ending = new AbortController();
  const { promise: stopped, resolve: setStopped } = Promise.withResolvers<void>();
  const token = randomBytes(24).toString('base64url');
  const orphan = orphanClock(spec.stopAfterOrphanedMs, () => void stop());
  const gate = route53Gate({
    throttle: spec.throttle ?? false,
    down: spec.controlPlaneDown ?? false,
  });
  const state = stateReader(opened, gate, counter, dns.port);
  const controlled = { spec, model, holds, watch, gate, state, stop: () => void stop() };
  const starting = startControlServer(spec.controlPort, token, controlled, chance, orphan.heard);
  const control = await starting.catch(async (error: unknown) => {
    orphan.stop();
    await dns.stop();
    throw error;
  });
  checkOrigins(spec, model, ending.signal);
  runCreatedChecks(spec, model, ending.signal);
  watch.keepLooking(spec.checkIntervalMs, ending.signal);

  async function stop(): Promise<void> {
    if (ending.signal.aborted) return stopped;
    ending.abort();
    orphan.stop();
    await Promise.all([dns.stop(), control.stop(), opened.close()]);
    return setStopped();
  }
  return { dnsPort: dns.port, controlPort: control.port, token, stopped, stop };
}

function listen(
  { listenAddress, dnsPort }: NamesSpec,
  model: NamesModel,
  counter: AnswerCounter,
  chance: () => number,
): Promise<DnsServer> {
  const authority: Authority = {
    zones: model.zones,
    book: model.served,
    serial: model.serial,
    choose(records) {
      const chosen = weightedAnswer(records, model.board.healthy, chance());
      if (chosen && chosen.setIdentifier !== '') {
        counter.answered(chosen.name, chosen.setIdentifier);
      }
      return chosen;
    },
  };
  return startDnsServer(listenAddress, dnsPort, (query, transport) => {
    const answer = answerQuery(query, transport, authority);
    counter.query(transport, answer === null);
    return answer;
  });
}

function stateReader(
  { model, holds, mirrored }: OpenModel,
  gate: Route53Gate,
  counter: AnswerCounter,
  dnsPort: number,
) {
  const startedAt = Date.now();
  return async (turnsAfter: number): Promise<NamesState> => {
    const present = await holds.list();
    return {
      version: 1,
      pid: process.pid,
      startedAt,
      at: Date.now(),
      dnsPort,
      zones: model.zones,
      names: nameStates(model),
      checks: model.board.reports(),
      holds: mirrored.filter((id) => present.has(id)),
      controlPlaneDown: gate.isDown(),
      counts: counter.counts(),
      turns: model.turns.after(turnsAfter),
    };
  };
}

/** Calls `stop` when nothing was heard for `afterMs`; never when that is not given. */
function orphanClock(afterMs: number | undefined, stop: () => void) {
  if (afterMs === undefined) return { heard: () => {}, stop: () => {} };
  const timer = setTimeout(stop, afterMs);
  return { heard: () => void timer.refresh(), stop: () => clearTimeout(timer) };
}
