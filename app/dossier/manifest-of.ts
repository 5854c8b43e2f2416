import type { ChainEnd } from '../../core/dossier/chain-of-lines.ts';
import type { IncidentStory } from '../../core/dossier/incident-story.ts';
import {
  DOSSIER_FORMAT,
  type DossierFile,
  type DossierManifest,
  type DossierSigner,
  type DossierVantage,
} from '../../core/dossier/manifest.ts';
import type { Rules } from '../../core/journal/rules.ts';
import type { EpochMs, Sha256 } from '../../core/units.ts';
import type { DossierFileDraft } from './dossier-file-draft.ts';
import type { GatheredObservations } from './gather-observations.ts';

/** What a manifest tells beside its story and files. */
export interface ManifestNeeds {
  readonly hash: (data: string | Uint8Array) => Sha256;
  readonly rules: readonly Rules[];
  readonly organisation: string;
  readonly exportedAt: EpochMs;
  readonly version: string;
  readonly home: ChainEnd;
  readonly signer: DossierSigner | null;
}

/** List what lies in a dossier, in the order of `files`. */
export function manifestOf(
  { incident, entries }: IncidentStory,
  { seen, ...gathered }: GatheredObservations,
  files: readonly DossierFileDraft[],
  { hash, rules, organisation, exportedAt, version, home, signer }: ManifestNeeds,
): DossierManifest {
  const { id, reference, platform, drill, fellAt, closedAt } = incident;
  const table = rules.at(-1)?.policy.cause.table;
  const last = entries.at(-1);
  return {
    format: DOSSIER_FORMAT,
    organisation,
    incident: { id, reference, platform, drill, fellAt, closedAt },
    exportedAt,
    version,
    likelihoods: { version: table?.version ?? '', sha256: hash(JSON.stringify(table ?? null)) },
    journal: { last: { seq: last?.seq ?? 0, hash: last?.hash ?? '' }, home },
    observations: { ...gathered, count: seen.length },
    vantages: vantagesOf(rules),
    signer,
    files: files.map((file) => listed(file, hash)),
  };
}

function listed(
  { name, content, collected, collector, vantage }: DossierFileDraft,
  hash: ManifestNeeds['hash'],
): DossierFile {
  return {
    name,
    sha256: hash(content),
    sizeBytes: Buffer.byteLength(content),
    collected: { from: utc(collected.from), to: utc(collected.to) },
    collector,
    ...(vantage !== undefined && { vantage }),
  };
}

/** As the latest rules name them; one that was taken away since, as the last that had it did. */
function vantagesOf(rules: readonly Rules[]): readonly DossierVantage[] {
  const all = rules.flatMap(({ policy }) => policy.vantages);
  const byId = new Map(
    all.map(({ id, name, sourceAddress }) => {
      return [id, { id, name, ...(sourceAddress !== undefined && { sourceAddress }) }];
    }),
  );
  return [...byId.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

const utc = (at: EpochMs): string => new Date(at).toISOString();
