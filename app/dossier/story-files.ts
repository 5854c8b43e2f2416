import { legalClocks } from '../../core/cause/legal-clock.ts';
import type { IncidentStory } from '../../core/dossier/incident-story.ts';
import { journalLine } from '../../core/dossier/journal-line.ts';
import { JOURNAL_FILE, SIGNER_FILE, SUMMARY_FILE } from '../../core/dossier/manifest.ts';
import type { ReplayedLine } from '../../core/journal/replay-under.ts';
import { type Rules, withoutContacts } from '../../core/journal/rules.ts';
import type { EpochMs } from '../../core/units.ts';
import type { Words } from '../views/words.ts';
import type { DossierFileDraft } from './dossier-file-draft.ts';
import { noticeRecord, type NoticeRecordNeeds } from './notice-record.ts';
import { VERIFY_SCRIPT } from './verify-script.ts';

/** What the files that are written for a dossier are worded by. */
export interface StoryFileNeeds {
  readonly rules: readonly Rules[];
  /** What people read of one line of the journal; none for most. */
  readonly describe: (line: ReplayedLine) => readonly string[];
  readonly words: Words;
  readonly time: (at: number) => string;
  readonly organisation: string;
  readonly version: string;
  readonly exportedAt: EpochMs;
  /** Null for a dossier that nobody signs. */
  readonly signerPem: string | null;
}

interface Parts {
  readonly rawList: string;
  readonly summaryPdf: Uint8Array;
}

/** Every file that tells the story, measurements and raw forms apart. */
export async function storyFiles(
  story: IncidentStory,
  needs: StoryFileNeeds & NoticeRecordNeeds & Parts,
): Promise<readonly DossierFileDraft[]> {
  const { version, exportedAt, signerPem } = needs;
  const { entries, verdicts } = story;
  const collector = `preau ${version}`;
  const now = { from: exportedAt, to: exportedAt };
  const span = (times: readonly EpochMs[]) => {
    return { from: times[0] ?? exportedAt, to: times.at(-1) ?? exportedAt };
  };
  const made = (name: string, content: string | Uint8Array, collected = now): DossierFileDraft => {
    return { name, content, collected, collector };
  };
  const lived = span(entries.map(({ event }) => event.at));
  const judged = span(verdicts.map(({ verdict }) => verdict.at));
  return [
    ...(await noticeFiles(story, needs)),
    made(JOURNAL_FILE, entries.map((entry) => `${journalLine(entry)}\n`).join(''), lived),
    made('verdicts.json', pretty(verdictsOf(story)), judged),
    made('rules.json', pretty(needs.rules.map(withoutContacts))),
    made('decisions.txt', decisionsOf(story, needs), lived),
    made('raw.json', needs.rawList),
    made(SUMMARY_FILE, needs.summaryPdf),
    ...(signerPem === null ? [] : [made(SIGNER_FILE, signerPem)]),
    made('verifier.sh', VERIFY_SCRIPT),
    made('LISEZMOI.txt', readMe(story, needs)),
  ];
}

/** `notices/01.txt`, and `notices/01.receipts.jsonl` when anybody was to be told. */
async function noticeFiles(
  { notices }: IncidentStory,
  needs: StoryFileNeeds & NoticeRecordNeeds,
): Promise<readonly DossierFileDraft[]> {
  const files: DossierFileDraft[] = [];
  const collector = `preau ${needs.version}`;
  for (const [index, notice] of notices.entries()) {
    const { text, receipts } = await noticeRecord(notice, needs);
    const name = `notices/${String(index + 1).padStart(2, '0')}`;
    // Receipts may come after the last message left: up to now.
    const collected = { from: notice.plannedAt, to: needs.exportedAt };
    files.push({ name: `${name}.txt`, content: text, collected, collector });
    if (receipts !== '')
      files.push({ name: `${name}.receipts.jsonl`, content: receipts, collected, collector });
  }
  return files;
}

const verdictsOf = ({ incident, verdicts }: IncidentStory) => ({
  incident: incident.id,
  verdicts,
  claims: incident.claims,
  confirmedCause: incident.confirmedCause,
  recorded: incident.recorded ?? [],
  legalClocks: legalClocks(incident),
  saidCause: incident.saidCause,
  signals: incident.signals,
});

function decisionsOf({ incident, lines }: IncidentStory, needs: StoryFileNeeds): string {
  const { describe, time, words } = needs;
  const title = words('dossier.decisions', {
    reference: incident.reference,
    platform: incident.platform,
  });
  const told = lines.flatMap((line) =>
    describe(line).map((text) => `${time(line.entry.event.at)}  [${line.entry.seq}]  ${text}`),
  );
  return `${[title, '', ...told].join('\n')}\n`;
}

function readMe(
  { incident, entries }: IncidentStory,
  { words, organisation, time, version }: StoryFileNeeds,
): string {
  return words('dossier.readMe', {
    reference: incident.reference,
    incident: incident.id,
    organisation,
    fellAt: time(incident.fellAt),
    lines: entries.length,
    version,
  });
}

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
