import { setTimeout as delay } from 'node:timers/promises';
import type { PlatformId } from '../../core/units.ts';
import type { HoldFolder } from './hold-folder.ts';
import type { NamesModel } from './names-model.ts';

/** Reads the hold objects, as an inverted health check of each would. */
export interface HoldWatch {
  /**
   * Read all of them now. A folder that cannot be read changes nothing once there is data: a hold
   * against flapping is not released by a faulty disk.
   */
  look(): Promise<void>;
  /** Look at every interval until `signal` aborts. */
  keepLooking(intervalMs: number, signal: AbortSignal): void;
}

export function holdWatch(
  holds: HoldFolder,
  platforms: readonly PlatformId[],
  model: NamesModel,
): HoldWatch {
  async function look(): Promise<void> {
    const present = await holds.list();
    for (const platform of platforms) model.hearHold(platform, present.has(platform));
  }
  return {
    look,
    keepLooking(intervalMs, signal) {
      const keep = async () => {
        while (!signal.aborted) {
          await delay(intervalMs, undefined, { signal });
          await look().catch((error: unknown) =>
            console.error(`names: cannot read the hold objects: ${String(error)}`),
          );
        }
      };
      keep().catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    },
  };
}
