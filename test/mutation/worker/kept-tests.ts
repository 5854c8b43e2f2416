export type TestBody = () => unknown;

export interface KeptTest {
  readonly file: string;
  readonly name: string;
  readonly body: TestBody;
}

/** Tests in the order in which they were met, and the file that is being read. */
type KeptTests = KeptTest[] & { file: string };

const place = globalThis as { preauKeptTests?: KeptTests };

/** One list a process: it stays when modules are loaded anew. */
export const keptTests: KeptTests = (place.preauKeptTests ??= Object.assign([], { file: '' }));
