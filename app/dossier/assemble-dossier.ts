import { type ChainEnd, checkChainOfLines } from '../../core/dossier/chain-of-lines.ts';
import { type IncidentStory, incidentStory } from '../../core/dossier/incident-story.ts';
import { journalLine } from '../../core/dossier/journal-line.ts';
import {
  type DossierManifest,
  MANIFEST_FILE,
  SIGNATURE_FILE,
} from '../../core/dossier/manifest.ts';
import { PreauError } from '../../core/errors.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Rules } from '../../core/journal/rules.ts';
import { epochMs, type IncidentId, type PlatformId, type Sha256 } from '../../core/units.ts';
import type { Ports } from '../ports.ts';
import type { DossierFileDraft } from './dossier-file-draft.ts';
import { gatherObservations } from './gather-observations.ts';
import { manifestOf } from './manifest-of.ts';
import type { NoticeRecordNeeds } from './notice-record.ts';
import { observationFiles } from './observation-files.ts';
import { type DossierEvidence, rawFiles, rawRoom } from './raw-files.ts';
import { type StoryFileNeeds, storyFiles } from './story-files.ts';
import { type SummaryNeeds, summarise } from './summary/summarise.ts';
import type { DossierSummary } from './summary/summary.ts';

/** A whole home's record, and how it is worded. */
export interface DossierNeeds
  extends NoticeRecordNeeds,
    Omit<SummaryNeeds, 'deliveries' | 'signer'>,
    Omit<StoryFileNeeds, 'signerPem'> {
  /** From the first line, in order. */
  readonly journal: readonly JournalEntry[];
  readonly rules: readonly Rules[];
  readonly observations: Pick<Ports['observations'], 'between'>;
  readonly evidence: DossierEvidence;
  readonly hash: (data: string | Uint8Array) => Sha256;
  /** Draw the two pages as a PDF, the same bytes for the same words. */
  readonly draw: (summary: DossierSummary) => Promise<Uint8Array>;
  /** The home's key; null for a dossier that nobody signs. */
  readonly key: DossierKey | null;
}

/** What signs a dossier. */
export interface DossierKey {
  readonly publicPem: string;
  /** Of the public key in DER. */
  readonly sha256: Sha256;
  /** Ed25519, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
}

/** A dossier before it is packed. */
export interface AssembledDossier {
  readonly manifest: DossierManifest;
  /** By name: the manifest first, then its signature, the others sorted. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
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
      { said: { key: 'proof.noIncident', values: { id } } },
    );
  const { key, version } = needs;
  const gathered = await gather(story, needs);
  const vantages = new Set(gathered.seen.map(({ vantage }) => vantage)).size;
  const room = rawRoom({ notices: story.notices.length, vantages });
  const raw = await rawFiles(needs.evidence, story.incident, version, room);
  const summary = await summarise(story, gathered, { ...needs, signer: key?.sha256 ?? null });
  const drafts: readonly DossierFileDraft[] = [
    ...observationFiles(gathered.seen, version),
    ...raw.forms,
    ...(await storyFiles(story, {
      ...needs,
      rawList: raw.list,
      summaryPdf: await needs.draw(summary),
      signerPem: key?.publicPem ?? null,
    })),
  ].toSorted((one, other) => (one.name < other.name ? -1 : 1));
  const signer = key === null ? null : ({ algorithm: 'ed25519', sha256: key.sha256 } as const);
  const manifest = manifestOf(story, gathered, drafts, { ...needs, home, signer });
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const files = new Map<string, string | Uint8Array>([[MANIFEST_FILE, text]]);
  if (key !== null) files.set(SIGNATURE_FILE, key.sign(Buffer.from(text)));
  for (const { name, content } of drafts) files.set(name, content);
  return { manifest, files };
}

/** @returns the home's last line */
function wholeChain({ journal, hash }: DossierNeeds): ChainEnd {
  const checked = checkChainOfLines(journal.map(journalLine), hash);
  if (checked.kind === 'whole') return checked.end;
  throw new PreauError(
    'journal-broken',
    `expected a journal whose chain holds, got line ${checked.line}: ${checked.why}. "preau journal verify" shows more; put back a copy from before it was altered`,
    {
      said: {
        key: 'proof.chain',
        values: { line: checked.line, why: { key: `chain.${checked.why}` } },
      },
    },
  );
}

function gather({ incident, entries }: IncidentStory, { rules, observations }: DossierNeeds) {
  const { fellAt, closedAt, platform } = incident;
  const to = closedAt ?? epochMs(entries.at(-1)?.event.at ?? fellAt);
  return gatherObservations(observations, [platform, ...controlsOf(rules, platform)], {
    fellAt,
    to,
  });
}

function controlsOf(rules: readonly Rules[], own: PlatformId): readonly PlatformId[] {
  const all = rules.flatMap(({ policy }) => policy.vantages.flatMap(({ controls }) => controls));
  return [...new Set(all)].filter((id) => id !== own).toSorted();
}
