import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import * as z from 'zod/mini';
import { PreauError } from '../../../core/errors.ts';

/** What lets a crawl see what members see. Granted by the owner of the site. */
export interface CrawlSession {
  /** As a browser sends it: `name=value; name=value`. */
  readonly cookie?: string | undefined;
  readonly headers?: { readonly [name: string]: string } | undefined;
  readonly login?: LoginRecipe | undefined;
}

/** How to log in by the site's own form. */
export interface LoginRecipe {
  /** The page that has the form; its hidden fields are sent as they come. */
  readonly page: string;
  /** Names of fields to what is written into them. */
  readonly fields: { readonly [name: string]: string };
  /** Words of the page that a member then sees. */
  readonly expect: string;
}

/** Where a session is read from: a file, or a variable of the environment that holds the same text. */
export type SessionPlace =
  | { readonly kind: 'file'; readonly path: string }
  | {
      readonly kind: 'environment';
      readonly name: string;
      readonly environment: { readonly [name: string]: string | undefined };
    };

/** Chosen: a session has a few cookies and a form of two fields. */
const MAX_BYTES = 65_536;

const short = z.string().check(z.minLength(1), z.maxLength(8_000));
const byName = z.record(z.string().check(z.regex(/^[\w.[\]-]{1,200}$/)), short);
const sessionSchema = z.strictObject({
  cookie: z.optional(short),
  headers: z.optional(byName),
  login: z.optional(
    z.strictObject({
      page: z.url({ protocol: /^https?$/ }),
      fields: byName,
      expect: short,
    }),
  ),
});

/**
 * Read a session, in YAML or JSON: `cookie`, `headers`, `login: { page, fields, expect }`. Never
 * taken from the command line, which every user of the machine can read; nothing of what it holds
 * is ever told.
 *
 * @throws PreauError `file-unreadable` for a file that cannot be read; `credentials-missing` for an
 *   empty variable; `config-invalid` for a file that others may read, and for other contents
 */
export function readCrawlSession(place: SessionPlace): CrawlSession {
  const where = place.kind === 'file' ? place.path : `the variable ${place.name}`;
  const text = place.kind === 'file' ? readSecretFile(place.path) : readVariable(place);
  const result = z.safeParse(sessionSchema, parseYaml(text));
  if (result.success) return result.data;
  // Only where, never what: a value of the wrong form is still a secret.
  const places = result.error.issues.map((issue) => issue.path.join('.') || 'the whole');
  throw new PreauError(
    'config-invalid',
    `expected cookie, headers or login (page, fields, expect) in ${where}, got something else at: ${places.slice(0, 10).join(', ')}; correct it there`,
  );
}

function readVariable(place: Extract<SessionPlace, { kind: 'environment' }>): string {
  const text = place.environment[place.name] ?? '';
  if (text.trim() !== '' && text.length <= MAX_BYTES) return text;
  throw new PreauError(
    'credentials-missing',
    `expected a crawl's session in the variable ${place.name}, got ${text === '' ? 'none' : 'one that is empty or too long'}; set it, or give a file instead`,
  );
}

function readSecretFile(path: string): string {
  const { text, mode } = readBounded(path);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new PreauError(
      'config-invalid',
      `expected a session that only its owner may read in ${path}, got mode ${(mode & 0o777).toString(8)}; run chmod 600 ${path}, and change the password if others may have read it`,
    );
  }
  return text;
}

function readBounded(path: string): { readonly text: string; readonly mode: number } {
  try {
    const file = openSync(path, 'r');
    try {
      const status = fstatSync(file);
      if (!status.isFile()) throw new Error('no plain file');
      if (status.size > MAX_BYTES) throw new Error(`${status.size} bytes`);
      return { text: readFileSync(file, 'utf8'), mode: status.mode };
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw new PreauError(
      'file-unreadable',
      `expected a crawl's session in ${path}, got: ${cause instanceof Error ? cause.message : String(cause)}; put it there, or correct the path`,
      { cause },
    );
  }
}

/** An error of the parser quotes the line: a secret. So none is passed on. */
function parseYaml(text: string): unknown {
  try {
    // Silent, it would take a text with faults for what it can make of it.
    return parse(text, { maxAliasCount: 0, logLevel: 'error' });
  } catch {
    return null;
  }
}
