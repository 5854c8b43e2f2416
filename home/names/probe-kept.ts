import type { ProbeResult } from './probe-answer.ts';
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
  const fresh = freshProbes(closed);
  // Each confirmation stands for itself: a session that is refused must not fail them all.
  const alone = { ...site, sessions: null };
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
    fresh.ask(site, keep, listener, (connection) => {
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
    confirm: (listener) => fresh.ask(alone, false, listener),
    stop() {
      letGo();
      fresh.stop();
    },
  };
}

/** Probes by new connections, all of which can be given up. */
function freshProbes(onClosed: () => void) {
  const underWay = new Map<FreshProbe, () => void>();
  let stopped = false;
  return {
    ask(
      site: ProbeSite,
      keep: boolean,
      { late, done }: ProbeListener,
      take: (connection: ProbeConnection) => void = () => {},
    ): void {
      site.enter((leave) => {
        if (stopped) return leave();
        const listener: ProbeListener = {
          late,
          done(result) {
            underWay.delete(probe);
            leave();
            const connection = probe.kept();
            if (connection) take(connection);
            done(result);
          },
        };
        const probe = beginOrSay(site, keep, listener, onClosed);
        return probe.never ? listener.done(probe.never) : void underWay.set(probe, leave);
      }, site.check.addresses.length);
    },
    stop(): void {
      stopped = true;
      for (const [probe, leave] of underWay) {
        probe.cancel();
        leave();
      }
    },
  };
}

/** What cannot even begin here has seen nothing of the origin, and must not stop the checks. */
function beginOrSay(
  ...how: Parameters<typeof probeAnew>
): FreshProbe & { readonly never?: ProbeResult } {
  try {
    return probeAnew(...how);
  } catch (error) {
    const never = { passed: false, reason: String(error).slice(0, 200), unseen: true as const };
    return { kept: () => null, cancel() {}, never };
  }
}
