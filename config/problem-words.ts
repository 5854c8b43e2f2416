/** What was expected and what to do, with `{name}` for the finding's values. */
export interface ProblemWords {
  readonly expected: string;
  readonly remedy: string;
}
