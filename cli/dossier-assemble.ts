import { createHmac } from 'node:crypto';
import { drawSummary } from '../adapters/local/dossier/pdf/draw-summary.ts';
import { hashOf } from '../adapters/local/hash.ts';
import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import {
  assembleDossier,
  type AssembledDossier,
  type DossierKey,
} from '../app/dossier/assemble-dossier.ts';
import { noticeTexts } from '../app/views/notice-texts.ts';
import { version } from '../config/version.ts';
import type { Incident } from '../core/incident/state.ts';
import { epochMs } from '../core/units.ts';
import { dossierDecisions } from './dossier-decisions.ts';
import { readWords } from '../web/words.ts';
import type { Language } from './language.ts';
import type { HomeRecord } from './operated-home.ts';
import { timelineWords } from './timeline-words.ts';

interface AssembleOptions {
  readonly pseudonyms: Uint8Array;
  readonly key: DossierKey | null;
  /** Null: the organisation's. */
  readonly language: Language | null;
}

/** Put a dossier together from a home's record, in words and by the organisation's clock. */
export function assembleHere(
  record: HomeRecord,
  { id, platform }: Incident,
  { pseudonyms, key, language: asked }: AssembleOptions,
): Promise<AssembledDossier> {
  const { timeZone, name } = record.config.organisation;
  const language = asked ?? record.config.organisation.language;
  const words = readWords(language);
  const wordings = readNoticeWordings();
  const format = (style: Intl.DateTimeFormatOptions): ((at: number) => string) => {
    const made = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
      timeZone,
      ...style,
    });
    return (at) => made.format(at);
  };
  const time = format({ dateStyle: 'short', timeStyle: 'long' });
  const lines = timelineWords(language);
  const exportedAt = epochMs(Date.now());
  return assembleDossier(
    {
      ...record,
      hash: hashOf,
      language,
      words,
      time,
      clock: format({ hour: '2-digit', minute: '2-digit' }),
      render: {
        fr: noticeTexts(wordings.fr, timeZone, readWords('fr')),
        en: noticeTexts(wordings.en, timeZone, readWords('en')),
      },
      pseudonym: (channel, address) =>
        createHmac('sha256', pseudonyms).update(`${channel}:${address}`).digest('hex'),
      describe: (line) => dossierDecisions(line, { platform, language, words, lines, time }),
      draw: (summary) => drawSummary(summary, new Date(exportedAt)),
      key,
      organisation: name,
      version,
      exportedAt,
    },
    id,
  );
}
