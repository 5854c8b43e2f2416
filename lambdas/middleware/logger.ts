import { Logger } from '@aws-lambda-powertools/logger';
import { redact } from './redact.ts';

const makeLogger = (service: string): Logger =>
  new Logger({
    serviceName: service,
    // The whole line at its root, so that no field, however deep, goes round the redaction.
    jsonReplacerFn: (key, value) => (key === '' ? redact(value) : value),
  });

let current: Logger | null = null;

/** Name this function's logger, once, as its handler is made. */
export function nameLogger(service: string): Logger {
  current = makeLogger(service);
  return current;
}

/**
 * The logger of this function: one JSON line each, with the invocation's id and, where known, the
 * incident's, and nothing in it by which a person could be reached.
 */
export function log(): Logger {
  current ??= makeLogger('preau');
  return current;
}
