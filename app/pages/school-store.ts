/** A host of the schools' files, by path from the page's root. Every call rejects when it fails. */
export interface SchoolStore {
  /** What {@link SchoolStore.keepMarks} kept; null when nothing was. */
  readonly readMarks: () => Promise<string | null>;
  readonly keepMarks: (text: string) => Promise<void>;
  /** Resolves once the host has what was put. */
  readonly put: (path: string, text: string) => Promise<void>;
  /** Removing what is not there is no failure. */
  readonly remove: (path: string) => Promise<void>;
  /** Whether every one of these pages is there: schools are led to nothing else. */
  readonly has: (paths: readonly string[]) => Promise<boolean>;
}
