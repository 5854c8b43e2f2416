/**
 * Have a library make its errors without the trace of where it made each, which is most of what an error
 * costs: one string of a YAML file may have four hundred thousand escapes that are none.
 *
 * @param run returns at once: no other code runs meanwhile
 */
export function withoutTraces<Result>(run: () => Result): Result {
  const before = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = before;
  }
}
