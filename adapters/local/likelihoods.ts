import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { offsetOf } from '../../config/place.ts';
import { formatPath } from '../../config/problem.ts';
import { readYaml, type YamlText } from '../../config/read-yaml.ts';
import type { LikelihoodTable } from '../../core/cause/likelihood-table.ts';
import { PreauError } from '../../core/errors.ts';
import { type LikelihoodsFile, likelihoodsSchema } from './likelihoods-schema.ts';

/**
 * Read the table of likelihoods, with its sentences in one language.
 *
 * @param language of `why` and of what is missing; `fr` by default, the language of the schools
 * @throws PreauError `config-unreadable` when the file cannot be read, `config-invalid` with every
 *   fault at its line and column
 */
export function loadLikelihoods(path: string, language: 'fr' | 'en' = 'fr'): LikelihoodTable {
  const text = readYaml(readText(path));
  const faults = text.findings.map(({ code, got = '', offset, path: at }) =>
    fault(text, offset ?? offsetOf(text.document, at), `${code}${got === '' ? '' : ` (${got})`}`),
  );
  if (faults.length > 0) throw invalid(path, faults);
  const parsed = likelihoodsSchema.safeParse(text.tree);
  if (!parsed.success)
    throw invalid(
      path,
      parsed.error.issues.map((issue) => place(text, issue)),
    );
  return inLanguage(parsed.data, language);
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new PreauError(
      'config-unreadable',
      `the table of likelihoods was expected in ${path}, and cannot be read: check that the file is there and may be read`,
      { cause, said: { key: 'start.likelihoods', values: { path } } },
    );
  }
}

function place(text: YamlText, issue: z.core.$ZodIssue): string {
  const at = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
  return fault(text, offsetOf(text.document, at), `${formatPath(at)}: expected ${issue.message}`);
}

function fault({ lines }: YamlText, offset: number, what: string): string {
  const { line, col } = lines.linePos(offset);
  return `${line}:${col} ${what}`;
}

const invalid = (path: string, faults: readonly string[]): PreauError =>
  new PreauError(
    'config-invalid',
    `${path} is not a table of likelihoods; correct each of these, or restore the file that ships:\n${faults.map((one) => `  ${one}`).join('\n')}`,
  );

function inLanguage(file: LikelihoodsFile, language: 'fr' | 'en'): LikelihoodTable {
  return {
    ...file,
    rows: file.rows.map((row) => ({ ...row, why: row.why[language] })),
    claims: Object.fromEntries(
      Object.entries(file.claims).map(([role, weight]) => [
        role,
        { ...weight, why: weight.why[language] },
      ]),
    ),
    missing: file.missing.map((one) => ({ ...one, say: one.say[language] })),
  };
}
