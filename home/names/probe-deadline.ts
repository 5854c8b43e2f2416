/** How late a timer may fire, in parts of its time, before the watcher is taken for busy. Chosen. */
const BUSY_PART = 1 / 4;

/**
 * Call `passed` after `afterMs`, unless cancelled. A watcher that cannot see does not judge (P7): what
 * has come meanwhile is read first, and a timer that fires late because this process was busy, and not
 * the origin, gives as much time again, once, and at most `afterMs`.
 *
 * @returns cancels it
 */
export function deadline(afterMs: number, passed: () => void): () => void {
  const due = performance.now() + afterMs;
  let immediate: NodeJS.Immediate | undefined;
  const judge = () => {
    immediate = setImmediate(passed);
  };
  let timer = setTimeout(() => {
    const lateMs = performance.now() - due;
    if (lateMs > afterMs * BUSY_PART) timer = setTimeout(judge, Math.min(lateMs, afterMs));
    else judge();
  }, afterMs);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}
