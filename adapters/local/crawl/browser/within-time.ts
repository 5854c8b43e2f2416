import type { DurationMs } from '../../../../core/units.ts';

/** What came in time; null when nothing did. What comes later is dropped, a failure too. */
export async function withinTime<T>(work: Promise<T>, timeMs: DurationMs): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, timeMs, null);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
