import { fileURLToPath } from 'node:url';
import { loadDirectoryTables } from '../adapters/local/directory-tables.ts';
import { hashOf } from '../adapters/local/hash.ts';
import { loadLikelihoods } from '../adapters/local/likelihoods.ts';
import { readNoticeTexts } from '../adapters/local/notice-wordings.ts';
import { readCalendarSpans } from '../adapters/local/read-calendar.ts';
import type { Deployment } from '../app/deployment.ts';
import type { Config } from '../config/schema.ts';
import { spansOfSchoolYears } from '../config/school-years.ts';
import { version } from '../config/version.ts';
import { canonicalJson } from '../core/journal/canonical-json.ts';
import { readWordTable } from '../web/words.ts';

const LIKELIHOODS = fileURLToPath(new URL('../data/likelihoods.yaml', import.meta.url));

/** Everything that the functions on AWS are deployed with beside their code. */
export function deploymentOf(config: Config): Deployment {
  const { language } = config.organisation;
  const likelihoods = loadLikelihoods(LIKELIHOODS, language);
  return {
    version,
    digest: hashOf(canonicalJson({ version, config, likelihoods })),
    config,
    likelihoods,
    wordings: readNoticeTexts(),
    calendar: [...readCalendarSpans(), ...spansOfSchoolYears(config)],
    academies: loadDirectoryTables().academies,
    words: readWordTable(language),
    otherWords: readWordTable(language === 'fr' ? 'en' : 'fr'),
  };
}
