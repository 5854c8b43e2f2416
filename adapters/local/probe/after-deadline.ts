/**
 * Act after `delayMs` of real time, unless called off before.
 *
 * A process that was held up finds its timers due before it has read what came in meanwhile. So
 * what waits at its sockets is read first: a busy watcher must not blame the network (P7).
 *
 * @returns calls it off
 */
export function afterDeadline(delayMs: number, act: () => void): () => void {
  let off = false;
  const timer = setTimeout(
    // The first turn ends the timers' phase; the second follows one that polled the sockets.
    () => setImmediate(() => setImmediate(() => off || act())),
    Math.max(1, delayMs),
  );
  return () => {
    off = true;
    clearTimeout(timer);
  };
}
