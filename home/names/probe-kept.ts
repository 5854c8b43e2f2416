import type { ProbeConnection, ProbeListener, ProbeSite } from './probe-connection.ts';
import { type FreshProbe, probeAnew, requestOf } from './probe-origin.ts';

/** How an origin is asked: over and over. */
export interface OriginProbe {
  /** A periodic check: on the kept connection, or by a new one that is then kept. */
  turn(listener: ProbeListener): void;
  /** A check by a new connection that is not kept, whatever there is. */
  confirm(listener: ProbeListener): void;
  stop(): void;
}

/** How connections are kept. */
interface Keeping {
  /** Whether they are at all. */
  readonly keep: boolean;
  /**
   * A kept connection of this age is replaced by a new one: whoever has a place inside does not see
   * that the door is shut (a full accept queue).
   */
  readonly renewAfterMs: number;
}

/**
 * Closings in a row, none of which was a death, and between which no connection was used twice: a
 * server that closes idle connections sooner than it is asked again. Its closings say nothing, and are
 * then not listened to until a connection is used twice. Chosen.
 */
const IDLE_CLOSINGS_MAX = 3;

/**
 * Probes of one origin.
 *
 * @param onClosed the kept connection has closed while nothing was asked: it may have died
 */
export function originProbe(
  site: ProbeSite,
  { keep, renewAfterMs }: Keeping,
  onClosed: () => void,
): OriginProbe {
  const request = requestOf(site.check, true);
  const several = site.check.addresses.length > 1;
  const fresh = freshProbes(site, closed);
  let kept: ProbeConnection | null = null;
  let keptSince = 0;
  let idleClosings = 0;

  function closed(): void {
    kept = null;
    idleClosings += 1;
    if (idleClosings <= IDLE_CLOSINGS_MAX) onClosed();
  }
  function letGo(): void {
    kept?.destroy();
    kept = null;
  }
  function renew(listener: ProbeListener): void {
    letGo();
    fresh.ask(keep, listener, (connection) => {
      kept = connection;
      keptSince = performance.now();
    });
  }
  function onKept(connection: ProbeConnection, { late, done }: ProbeListener): void {
    connection.ask(request, true, {
      late,
      done(result) {
        if (result?.passed) idleClosings = 0;
        // Closed as it was asked, or one address of several: new connections know better.
        else if (!result || several) return renew({ late, done });
        done(result);
      },
    });
  }
  return {
    turn(listener) {
      const young = performance.now() - keptSince < renewAfterMs;
      if (kept?.idle() && young) onKept(kept, listener);
      else renew(listener);
    },
    confirm: (listener) => fresh.ask(false, listener),
    stop() {
      letGo();
      fresh.stop();
    },
  };
}

/** Probes by new connections, all of which can be given up. */
function freshProbes(site: ProbeSite, onClosed: () => void) {
  const underWay = new Set<FreshProbe>();
  let stopped = false;
  function begin(
    keep: boolean,
    { late, done }: ProbeListener,
    take: (connection: ProbeConnection) => void,
  ): void {
    const listener: ProbeListener = {
      late,
      done(result) {
        underWay.delete(probe);
        const connection = probe.kept();
        if (connection) take(connection);
        done(result);
      },
    };
    const probe = probeAnew(site, keep, listener, onClosed);
    underWay.add(probe);
  }
  return {
    ask(
      keep: boolean,
      listener: ProbeListener,
      take: (connection: ProbeConnection) => void = () => {},
    ): void {
      site.enter(() => {
        if (!stopped) begin(keep, listener, take);
      });
    },
    stop(): void {
      stopped = true;
      for (const probe of underWay) probe.cancel();
    },
  };
}
