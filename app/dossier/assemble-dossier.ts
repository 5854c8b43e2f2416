import type { ChainEnd } from '../../core/dossier/chain-of-lines.ts';
import { checkChainOfLines } from '../../core/dossier/chain-of-lines.ts';
import { type IncidentStory, incidentStory } from '../../core/dossier/incident-story.ts';
import { journalLine } from '../../core/dossier/journal-line.ts';
import {
  DOSSIER_FORMAT,
  type DossierFile,
  type DossierManifest,
  JOURNAL_FILE,
  MANIFEST_FILE,
} from '../../core/dossier/manifest.ts';
import { PreauError } from '../../core/errors.ts';
import type { Hash } from '../../core/journal/chain.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { ReplayedLine } from '../../core/journal/replay-under.ts';
import { type Rules, withoutContacts } from '../../core/journal/rules.ts';
import { type EpochMs, epochMs, type IncidentId, type PlatformId } from '../../core/units.ts';
import type { Ports } from '../ports.ts';
import { type GatheredObservations, gatherObservations } from './gather-observations.ts';
import { noticeRecord, type NoticeRecordNeeds } from './notice-record.ts';
import { VERIFY_SCRIPT } from './verify-script.ts';

/** A whole home's record, and how it is worded. */
export interface DossierNeeds extends NoticeRecordNeeds {
  /** From the first line, in order. */
  readonly journal: readonly JournalEntry[];
  readonly rules: readonly Rules[];
  readonly observations: Pick<Ports['observations'], 'between'>;
  readonly hash: Hash;
  /** What people read of one line of the journal; none for most. */
  readonly describe: (line: ReplayedLine) => readonly string[];
  readonly organisation: string;
  readonly version: string;
  readonly exportedAt: EpochMs;
}

/** A dossier before it is packed. */
export interface AssembledDossier {
  readonly manifest: DossierManifest;
  /** By name: the manifest first, the others sorted. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Put the evidence of one incident together: what was measured, decided, said, and by whom. The same
 * record gives the same files, letter by letter.
 *
 * The journal goes in from its very first line, with what it tells of others before: a chain whose
 * beginning is cut off could have been invented, and no reader could see it.
 *
 * @throws PreauError `not-found` for an incident that the journal does not know; `journal-broken`
 *   when its chain does not hold: a dossier of it would prove nothing
 */
export async function assembleDossier(
  needs: DossierNeeds,
  id: IncidentId,
): Promise<AssembledDossier> {
  const home = wholeChain(needs);
  const story = incidentStory(needs.journal, needs.rules, id);
  if (story === null)
    throw new PreauError(
      'not-found',
      `expected an incident of the journal, got "${id}"; "preau cause explain" lists them`,
    );
  const { fellAt, closedAt } = story.incident;
  const to = closedAt ?? epochMs(story.entries.at(-1)?.event.at ?? fellAt);
  const platforms = [story.incident.platform, ...controlsOf(needs.rules, story.incident.platform)];
  const gathered = await gatherObservations(needs.observations, platforms, { fellAt, to });
  const files = new Map<string, string>([
    ...(await noticeFiles(story, needs)),
    [JOURNAL_FILE, linesOf(story.entries.map(journalLine))],
    ['observations.jsonl', linesOf(gathered.seen.map((one) => JSON.stringify(one)))],
    ['verdicts.json', pretty(verdictsOf(story))],
    ['rules.json', pretty(needs.rules.map(withoutContacts))],
    ['decisions.txt', decisionsOf(story, needs)],
    ['verifier.sh', VERIFY_SCRIPT],
    ['LISEZMOI.txt', readMe(story, needs)],
  ]);
  const sorted = [...files].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const manifest = manifestOf(story, gathered, home, sorted, needs);
  return { manifest, files: new Map([[MANIFEST_FILE, pretty(manifest)], ...sorted]) };
}

/** @returns the home's last line */
function wholeChain({ journal, hash }: DossierNeeds): ChainEnd {
  const checked = checkChainOfLines(journal.map(journalLine), hash);
  if (checked.kind === 'whole') return checked.end;
  throw new PreauError(
    'journal-broken',
    `expected a journal whose chain holds, got line ${checked.line}: ${checked.why}. "preau journal verify" shows more; put back a copy from before it was altered`,
  );
}

function controlsOf(rules: readonly Rules[], own: PlatformId): readonly PlatformId[] {
  const all = rules.flatMap(({ policy }) => policy.vantages.flatMap(({ controls }) => controls));
  return [...new Set(all)].filter((id) => id !== own).toSorted();
}

/** `notices/01.txt`, and `notices/01.receipts.jsonl` when anybody was to be told. */
async function noticeFiles(
  { notices }: IncidentStory,
  needs: DossierNeeds,
): Promise<readonly (readonly [string, string])[]> {
  const files: (readonly [string, string])[] = [];
  for (const [index, notice] of notices.entries()) {
    const { text, receipts } = await noticeRecord(notice, needs);
    const name = `notices/${String(index + 1).padStart(2, '0')}`;
    files.push([`${name}.txt`, text]);
    if (receipts !== '') files.push([`${name}.receipts.jsonl`, receipts]);
  }
  return files;
}

const verdictsOf = ({ incident, verdicts }: IncidentStory) => ({
  incident: incident.id,
  verdicts,
  claims: incident.claims,
  confirmedCause: incident.confirmedCause,
  saidCause: incident.saidCause,
  signals: incident.signals,
});

function decisionsOf({ incident, lines }: IncidentStory, needs: DossierNeeds): string {
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
  { words, organisation, time, version }: DossierNeeds,
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

function manifestOf(
  { incident, entries }: IncidentStory,
  { seen, ...gathered }: GatheredObservations,
  home: ChainEnd,
  files: readonly (readonly [string, string])[],
  { hash, rules, organisation, exportedAt, version }: DossierNeeds,
): DossierManifest {
  const { id, reference, platform, drill, fellAt, closedAt } = incident;
  const table = rules.at(-1)?.policy.cause.table;
  const last = entries.at(-1);
  const listed = files.map(([name, text]): DossierFile => {
    const sizeBytes = Buffer.byteLength(text);
    return { name, sha256: hash(text), sizeBytes };
  });
  return {
    format: DOSSIER_FORMAT,
    organisation,
    incident: { id, reference, platform, drill, fellAt, closedAt },
    exportedAt,
    version,
    likelihoods: { version: table?.version ?? '', sha256: hash(JSON.stringify(table ?? null)) },
    journal: { last: { seq: last?.seq ?? 0, hash: last?.hash ?? '' }, home },
    observations: { ...gathered, count: seen.length },
    files: listed,
  };
}

const linesOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

const pretty = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
