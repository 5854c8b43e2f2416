import * as z from 'zod/mini';
import type { LessonSet } from '../../../app/mirror/ports.ts';
import { readYaml } from '../../../config/read-yaml.ts';
import { PreauError } from '../../../core/errors.ts';

// Zod's small form: a function on AWS reads these too, and the classic one weighs 450 kB there.

/** The optional file in which the owner of a folder of lessons describes them. */
export const SETTINGS_FILE = 'preau-lessons.yaml';

/** Settings files that are read of one source; more are refused. Chosen. */
export const MAX_SETS = 500;

/** Of one settings file. Chosen: thousands of aliases and decisions. */
export const MAX_SETTINGS_BYTES = 1024 * 1024;

/** What one such file says. */
export type LessonSettings = Omit<LessonSet, 'folder'>;

export const NOTHING_SAID: LessonSettings = { aliases: {}, exclude: [] };

const text = z.string().check(z.trim(), z.minLength(1), z.maxLength(500));

/** Everything is said by `/`: what is left empty was forgotten. */
const item = z.string().check(z.trim(), z.minLength(1), z.maxLength(1_000));

const rightsSchema = z.strictObject({
  item,
  decision: z.enum(['publish', 'leave-out']),
  by: text,
  on: z.iso.date(),
});

const settingsSchema = z.strictObject({
  title: z.optional(text),
  licence: z.optional(text),
  attribution: z.optional(text),
  aliases: z._default(
    z.record(
      z.string().check(z.startsWith('/'), z.maxLength(2_000)),
      z.string().check(z.maxLength(1_000)),
    ),
    {},
  ),
  exclude: z._default(z.array(item).check(z.maxLength(1_000)), []),
  rights: z.optional(z.array(rightsSchema).check(z.maxLength(5_000))),
});

/**
 * Read the text of such a file.
 *
 * @param where it stands, for the error
 * @throws PreauError `mirror-source-unreadable` with each fault and what was expected
 */
export function parseLessonSettings(source: string, where: string): LessonSettings {
  const result = z.safeParse(settingsSchema, parseYaml(source, where) ?? {});
  if (result.success) return result.data;
  const faults = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'the file'} (${faultOf(issue)})`,
  );
  throw unreadable(where, faults.slice(0, 20).join('; '));
}

/** In words of its own: the small form of zod has none. */
function faultOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `unknown: ${issue.keys.join(', ').slice(0, 200)}`;
    case 'invalid_type':
      return `no ${issue.expected}`;
    case 'too_big':
      return `longer than ${issue.maximum}`;
    case 'too_small':
      return 'empty';
    default:
      return issue.code;
  }
}

function parseYaml(source: string, where: string): unknown {
  const { tree, findings, lines } = readYaml(source);
  const faults = findings.filter(({ code }) => code !== 'empty-file');
  if (faults.length === 0) return tree;
  const told = faults.slice(0, 20).map(({ code, got = '', offset = 0 }) => {
    const { line } = lines.linePos(offset);
    return `${code} at line ${line} (${got})`;
  });
  throw unreadable(where, told.join('; '));
}

/** A part of it is not read: that could be an exclude that is not heard. */
export const settingsTooLarge = (where: string, sizeBytes: number): PreauError =>
  unreadable(where, `${sizeBytes} bytes, more than ${MAX_SETTINGS_BYTES}`);

function unreadable(where: string, what: string): PreauError {
  return new PreauError(
    'mirror-source-unreadable',
    `${where}: expected title, licence, attribution, aliases, exclude and rights, got ${what}; correct the file or remove it`,
  );
}
