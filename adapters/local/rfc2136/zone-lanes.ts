import { PreauError } from '../../../core/errors.ts';
import type { TcpLink } from './tcp-link.ts';

/** Does the work of each zone one after the other, over one connection while there is work. */
export interface ZoneLanes {
  /** @param work what it throws is told to its caller, and ends the connection */
  run<Result>(zone: string, work: (link: TcpLink) => Promise<Result>): Promise<Result>;
}

interface Lane {
  tail: Promise<unknown>;
  waiting: number;
  link: TcpLink | null;
  /** How often the server did not answer, and what was said of the last time. */
  failures: number;
  failure: unknown;
}

/**
 * One lane per zone, so that what is asked last is what stands last.
 *
 * When the server does not answer, all that waited for it by then fails alike at once: a hundred
 * names do not wait for a hundred time-outs. A kept connection that the server has closed meanwhile
 * is opened anew, once: work must bear being done twice.
 */
export function createZoneLanes(open: () => Promise<TcpLink>): ZoneLanes {
  const lanes = new Map<string, Lane>();
  return {
    run: (zone, work) => {
      const lane = lanes.get(zone) ?? emptyLane();
      lanes.set(zone, lane);
      lane.waiting += 1;
      const { failures } = lane;
      const done = lane.tail.then(async () => {
        try {
          if (lane.failures > failures) throw lane.failure;
          return await attempt(lane, open, work);
        } finally {
          lane.waiting -= 1;
          if (lane.waiting === 0) close(lane);
        }
      });
      lane.tail = done.catch(() => undefined);
      return done;
    },
  };
}

const emptyLane = (): Lane => ({
  tail: Promise.resolve(),
  waiting: 0,
  link: null,
  failures: 0,
  failure: null,
});

async function attempt<Result>(
  lane: Lane,
  open: () => Promise<TcpLink>,
  work: (link: TcpLink) => Promise<Result>,
): Promise<Result> {
  const isKept = lane.link !== null;
  try {
    lane.link ??= await open();
    return await work(lane.link);
  } catch (error) {
    close(lane);
    const isSilent = error instanceof PreauError && error.code === 'dns-unreachable';
    if (isSilent && isKept) return attempt(lane, open, work);
    if (isSilent) {
      lane.failures += 1;
      lane.failure = error;
    }
    throw error;
  }
}

function close(lane: Lane): void {
  lane.link?.close();
  lane.link = null;
}
