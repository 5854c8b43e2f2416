import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { loadWording } from '../../app/notices/load-wording.ts';
import type { Wording, Wordings } from '../../core/notice/wording.ts';

const LOCALES = new URL('../../locales/', import.meta.url);

/**
 * The words of notices in each language, from the `notices` section of `locales/<language>.yaml`.
 *
 * @throws PreauError `config-invalid` with every problem of the first language that has one
 */
export function readNoticeWordings(folder: URL = LOCALES): Wordings {
  return { fr: read(folder, 'fr'), en: read(folder, 'en') };
}

function read(folder: URL, language: Wording['language']): Wording {
  const locale: unknown = parse(readFileSync(new URL(`${language}.yaml`, folder), 'utf8'));
  const section =
    typeof locale === 'object' && locale !== null && 'notices' in locale ? locale.notices : null;
  return loadWording(section, language);
}
