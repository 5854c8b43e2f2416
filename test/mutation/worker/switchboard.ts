/** What StrykerJS's mutants look at while they run: which one is awake, and who is counted. */
export interface Switchboard {
  activeMutant: string | undefined;
  currentTestId: string | undefined;
  hitCount: number | undefined;
  /** Once all is measured: counting takes longer than most code that is counted. */
  isDeaf: boolean;
  /** A mutant that runs more often than that throws: its loop may have no end. */
  hitLimit: number | undefined;
  mutantCoverage: {
    static: Record<string, number>;
    perTest: Record<string, Record<string, number>>;
  };
}

const place = globalThis as { __stryker__?: Switchboard };

export const switchboard: Switchboard = (place.__stryker__ ??= {
  activeMutant: undefined,
  currentTestId: undefined,
  hitCount: undefined,
  isDeaf: false,
  hitLimit: undefined,
  mutantCoverage: { static: {}, perTest: {} },
});
