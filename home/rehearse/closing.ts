/** Everything of a rehearsal that must be ended. */
export interface Closing {
  /** Processes: all of them at once, since each may take its time. */
  readonly processes: (() => Promise<unknown>)[];
  /** What they lean on: afterwards, the last one first. */
  readonly rest: (() => Promise<void> | void)[];
}

/**
 * End all of it. One that fails to end keeps none of the others from it.
 *
 * @throws what the first that failed threw, once all have been asked
 */
export async function endAll({ processes, rest }: Closing): Promise<void> {
  const ends = await Promise.allSettled(processes.splice(0).map((end) => end()));
  for (const end of rest.splice(0).toReversed())
    ends.push(...(await Promise.allSettled([(async () => end())()])));
  const failed = ends.find((end) => end.status === 'rejected');
  if (failed) throw failed.reason;
}
