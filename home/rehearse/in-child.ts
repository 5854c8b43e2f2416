/**
 * The body of a child process: takes its spec as the first message, runs, and ends with its parent.
 *
 * A parent that was killed cannot ask anybody to stop: its channel closes, and that is the word.
 * @param run starts the work; resolves to how to end it, once it is under way
 */
export function inChild<Spec>(
  run: (spec: Spec, tell: (message: object) => void) => Promise<ChildWork>,
): void {
  const tell = (message: object): void => {
    if (process.connected) process.send?.(message);
  };
  let work: ChildWork | null = null;
  // Ctrl-C reaches the whole group; the parent decides the order in which it ends.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => {
    setTimeout(() => process.exit(0), END_MAX_MS).unref();
    void Promise.resolve(work?.stop()).finally(() => process.exit(0));
  });
  process.once('message', (spec: Spec) => {
    run(spec, tell).then(
      (started) => {
        work = started;
        process.on('message', (message: object) => started.hear?.(message));
        tell({ kind: 'ready' });
      },
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  });
}

export interface ChildWork {
  stop(): Promise<void>;
  /** Later messages of the parent. */
  hear?(message: object): void;
}

/** Ending may take this long, then it is cut short: the journal is whole at any instant. */
const END_MAX_MS = 1_200;
