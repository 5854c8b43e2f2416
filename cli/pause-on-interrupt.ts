/** Ctrl-C, heard as a wish to pause for as long as `end` is not called. */
export interface PausableWork {
  readonly signal: AbortSignal;
  /** From here on it ends the process, as everywhere. */
  end(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The first Ctrl-C, hang-up or polite kill pauses; the second ends the process at once. */
export function pauseOnInterrupt(): PausableWork {
  const pausing = new AbortController();
  const hear = (): void => {
    if (pausing.signal.aborted) process.exit(130);
    pausing.abort();
  };
  for (const signal of SIGNALS) process.on(signal, hear);
  return {
    signal: pausing.signal,
    end: () => {
      for (const signal of SIGNALS) process.removeListener(signal, hear);
    },
  };
}
