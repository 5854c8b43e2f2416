import { type ErrorCode, PreauError } from '../core/errors.ts';

/** What the process says to a shell. The table of docs/configuration.md and of `preau --help`. */
export const EXIT = {
  ok: 0,
  /** Asked and refused, or a promise that did not hold. */
  refused: 1,
  usage: 2,
  configuration: 3,
  dataFolder: 4,
  unreachable: 5,
  nodeTooOld: 6,
  /** By Ctrl-C, as shells count it: 128 and the signal's number. */
  interrupted: 130,
  /** A bug in Préau: EX_SOFTWARE of sysexits.h. */
  bug: 70,
} as const;

const BY_CODE: { readonly [code in ErrorCode]?: number } = {
  'argument-invalid': EXIT.usage,
  'config-invalid': EXIT.configuration,
  'config-unreadable': EXIT.configuration,
  'crawl-paused': EXIT.interrupted,
  'crawl-stopped': EXIT.unreachable,
  'credentials-missing': EXIT.unreachable,
  'data-folder-in-use': EXIT.dataFolder,
  'data-folder-newer': EXIT.dataFolder,
  'dns-unreachable': EXIT.unreachable,
  'home-unreachable': EXIT.unreachable,
  'port-forbidden': EXIT.unreachable,
  'port-in-use': EXIT.unreachable,
  'store-unavailable': EXIT.unreachable,
  'node-too-old': EXIT.nodeTooOld,
  'stamp-refused': EXIT.unreachable,
};

/** @returns the exit code of an error: 1 for an expected failure with no code of its own, 70 for a bug */
export function exitCodeOf(error: unknown): number {
  if (error instanceof PreauError) return BY_CODE[error.code] ?? EXIT.refused;
  return EXIT.bug;
}
