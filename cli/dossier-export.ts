import { createHmac, randomBytes } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { packDossier } from '../adapters/local/dossier-zip.ts';
import { hashOf } from '../adapters/local/hash.ts';
import { readNoticeWordings } from '../adapters/local/notice-wordings.ts';
import { assembleDossier, type AssembledDossier } from '../app/dossier/assemble-dossier.ts';
import { noticeTexts } from '../app/views/notice-texts.ts';
import { version } from '../config/version.ts';
import { PreauError } from '../core/errors.ts';
import type { Incident } from '../core/incident/state.ts';
import { epochMs } from '../core/units.ts';
import { dossierDecisions } from './dossier-decisions.ts';
import { dossierWords } from './dossier-words.ts';
import { fillTemplate } from './fill-template.ts';
import type { CliIo } from './frame-io.ts';
import { readWords } from './language.ts';
import { readableSize } from '../app/mirror/readable-size.ts';
import type { HomeRecord, OperatedHome } from './operated-home.ts';
import { incidentCalled } from './operate-known.ts';
import { createOutput } from './output.ts';
import { timelineWords } from './timeline-words.ts';

interface ExportOptions {
  /** By its id, its reference, or its platform, whose latest it is. */
  readonly called: string;
  readonly out: string | undefined;
  readonly json: boolean;
}

/**
 * `preau dossier export INCIDENT`: put the evidence of one incident into one archive, and the key of
 * its pseudonyms beside it. Neither is ever written over.
 *
 * @throws PreauError `not-found`, `journal-broken`, `dossier-invalid` for one that is too large,
 *   `argument-invalid` for a file that is there already, and as the home's own
 */
export async function dossierExport(
  home: OperatedHome,
  { called, out, json }: ExportOptions,
  io: CliIo,
): Promise<void> {
  const incident = incidentCalled((await home.replay()).state, called);
  const file = out ?? `dossier-${incident.reference}.zip`;
  const key = randomBytes(32);
  const record = await home.record();
  try {
    const dossier = await assemble(record, incident, key);
    const bytes = packDossier(dossier.files);
    await writeNew(`${file}.key`, `${key.toString('hex')}\n`);
    try {
      await writeNew(file, bytes);
    } catch (error) {
      await rm(`${file}.key`);
      throw error;
    }
    tell({ file, sizeBytes: bytes.length, manifest: dossier.manifest }, json, io);
  } finally {
    record.close();
  }
}

function assemble(
  record: HomeRecord,
  { id, platform }: Incident,
  key: Uint8Array,
): Promise<AssembledDossier> {
  const { language, timeZone, name } = record.config.organisation;
  const words = readWords(language);
  const wordings = readNoticeWordings();
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'long',
  });
  const time = (at: number): string => format.format(at);
  return assembleDossier(
    {
      ...record,
      hash: hashOf,
      language,
      words,
      time,
      render: {
        fr: noticeTexts(wordings.fr, timeZone, readWords('fr')),
        en: noticeTexts(wordings.en, timeZone, readWords('en')),
      },
      pseudonym: (channel, address) =>
        createHmac('sha256', key).update(`${channel}:${address}`).digest('hex'),
      describe: (line) =>
        dossierDecisions(line, { platform, language, words, lines: timelineWords(language), time }),
      organisation: name,
      version,
      exportedAt: epochMs(Date.now()),
    },
    id,
  );
}

/** For its owner only: a dossier names people who acted. */
async function writeNew(file: string, data: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, data, { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    throw new PreauError(
      'argument-invalid',
      `expected to write ${file}, got: ${String(cause)}; name another one with --out`,
      { cause },
    );
  }
}

function tell(
  done: {
    readonly file: string;
    readonly sizeBytes: number;
    readonly manifest: AssembledDossier['manifest'];
  },
  json: boolean,
  io: CliIo,
): void {
  const { file, sizeBytes, manifest } = done;
  const output = createOutput(io);
  if (json) return output.json({ file, key: `${file}.key`, sizeBytes, manifest });
  const words = dossierWords(io.language);
  const { incident, journal, observations, files } = manifest;
  const notices = files.filter(({ name }) => /^notices\/\d+\.txt$/.test(name)).length;
  const size = readableSize(sizeBytes, io.language);
  output.line(output.paint.green(fillTemplate(words.written, { file, size })));
  output.line(
    fillTemplate(words.counts, {
      lines: journal.last.seq,
      observations: observations.count,
      notices,
    }),
  );
  if (observations.cut) output.line(output.paint.yellow(words.cut));
  if (incident.closedAt === null) output.line(output.paint.yellow(words.open));
  output.line(fillTemplate(words.head, { ...journal.last }));
  output.line(fillTemplate(words.key, { key: `${file}.key` }));
}
