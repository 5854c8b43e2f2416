import type { Pace } from './bucket.ts';

/** What anybody may ask of a home, by what it costs it. */
export type Door = 'read' | 'links' | 'receipts' | 'commands' | 'events' | 'health' | 'subscribe';

export interface DoorLimits {
  /** For one address. */
  readonly each: Pace;
  /** For all addresses together. */
  readonly all: Pace;
}

/**
 * How much passes each door. All chosen: a whole school, or an academy's mail scanner, asks from one
 * address, so that one address may have a fifth of everything and more at once.
 *
 * - `links`: what the HTTP API takes on AWS (`lib/home-api.ts`).
 * - `receipts`: a gateway tells of each SMS alone, as fast as they were sent.
 * - `commands`: nobody decides ten times a second; a script that ends twenty drills does, once.
 * - `subscribe`: a whole staff room presses the button at once, from one address.
 * - `events`: two hundred pages open again at once when a home has been started again.
 */
export const DOORS: Readonly<Record<Door, DoorLimits>> = {
  read: { each: { perSec: 100, burst: 500 }, all: { perSec: 500, burst: 2_000 } },
  links: { each: { perSec: 20, burst: 100 }, all: { perSec: 100, burst: 200 } },
  receipts: { each: { perSec: 200, burst: 1_000 }, all: { perSec: 400, burst: 2_000 } },
  commands: { each: { perSec: 10, burst: 60 }, all: { perSec: 40, burst: 200 } },
  events: { each: { perSec: 5, burst: 250 }, all: { perSec: 20, burst: 400 } },
  subscribe: { each: { perSec: 1, burst: 60 }, all: { perSec: 20, burst: 200 } },
  health: { each: { perSec: 10, burst: 50 }, all: { perSec: 50, burst: 200 } },
};

/** Which door an address leads through. */
export function doorOf(pathname: string): Door {
  if (pathname.startsWith('/stop/') || pathname.startsWith('/vu/')) return 'links';
  if (pathname.startsWith('/receipts/')) return 'receipts';
  if (pathname === '/abonnement/') return 'subscribe';
  if (pathname === '/commands' || pathname.startsWith('/dossiers/')) return 'commands';
  if (pathname === '/events') return 'events';
  if (pathname === '/healthz' || pathname === '/metrics') return 'health';
  return 'read';
}
