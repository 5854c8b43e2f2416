import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { Clock } from '../app/ports.ts';
import type { IncidentId } from '../core/units.ts';
import type {
  DossierDesk,
  DossierStanding,
  MadeDossier,
} from '../web/console/dossier/dossier-desk.ts';
import type { runCommand } from './deploy/run-command.ts';

/** A region's day takes seconds; beyond this something hangs. Chosen. */
const MAKE_MAX_MS = 10 * 60_000;

interface DeskNeeds {
  readonly dataFolder: string;
  readonly language: 'fr' | 'en';
  readonly clock: Pick<Clock, 'now'>;
  readonly run: typeof runCommand;
  /** Told whenever it stands otherwise. */
  readonly changed: () => void;
  /** Ends what is being made. */
  readonly signal: AbortSignal;
}

const exported = z.object({
  sizeBytes: z.number(),
  stamping: z.object({ kind: z.enum(['stamped', 'failed', 'not-asked']) }),
  manifest: z.object({
    journal: z.object({ last: z.object({ seq: z.number(), hash: z.string() }) }),
  }),
});

const failure = z.object({
  error: z.object({ message: z.string(), said: z.string().optional() }),
});

/** An exit code of `preau dossier export`: written, though no authority stamped it. */
const WRITTEN = [0, 5];

/**
 * Makes dossiers by `preau dossier export` in a process of its own, of low priority: putting one together
 * replays the whole journal, and probes have a second. The last one is kept in the folder `dossiers` of
 * the data folder, for its owner only, until another is made or the home starts again.
 */
export function createDossierDesk(needs: DeskNeeds): DossierDesk {
  const { dataFolder, clock, changed } = needs;
  const folder = join(dataFolder, 'dossiers');
  let latest: { readonly incident: IncidentId; readonly standing: DossierStanding } | null = null;
  let files: { readonly made: MadeDossier; readonly reference: string } | null = null;
  let emptied = rm(folder, { recursive: true, force: true }).catch(() => undefined);
  const stand = (incident: IncidentId, standing: DossierStanding): void => {
    latest = { incident, standing };
    changed();
  };
  return {
    standing(incident) {
      if (latest?.incident === incident) return latest.standing;
      return { kind: latest?.standing.kind === 'making' ? 'busy' : 'none' };
    },
    make(incident, reference) {
      if (latest?.standing.kind === 'making') return;
      files = null;
      stand(incident, { kind: 'making', since: clock.now() });
      emptied = emptied.then(() => remade(folder)).catch(() => undefined);
      void emptied
        .then(() => exportInto(folder, incident, needs))
        .catch((error: unknown): DossierStanding => ({ kind: 'failed', why: String(error) }))
        .then((standing) => {
          if (standing.kind === 'made') files = { made: standing.made, reference };
          stand(incident, standing);
        });
    },
    file(name) {
      if (files === null) return null;
      const { made, reference } = files;
      const at = { path: join(folder, basename(name)), downloadAs: `dossier-${reference}.zip` };
      if (name === made.archive) return { ...at, type: 'application/zip' };
      if (name !== made.key) return null;
      return { ...at, downloadAs: `${at.downloadAs}.key`, type: 'application/octet-stream' };
    },
  };
}

async function remade(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
}

async function exportInto(
  folder: string,
  incident: IncidentId,
  { dataFolder, language, clock, run, signal }: DeskNeeds,
): Promise<DossierStanding> {
  const archive = `${randomBytes(16).toString('hex')}.zip`;
  const out = join(folder, archive);
  const line = ['dossier', 'export', incident, '--data', dataFolder, '--out', out];
  const until = AbortSignal.any([signal, AbortSignal.timeout(MAKE_MAX_MS)]);
  const { code, said, words } = await run([...line, '--lang', language], () => undefined, until);
  if (code === null || !WRITTEN.includes(code)) return { kind: 'failed', why: whyOf(words) };
  const { sizeBytes, stamping, manifest } = exported.parse(JSON.parse(said));
  const { last } = manifest.journal;
  const at = clock.now();
  const made = { at, sizeBytes, archive, key: `${archive}.key`, last, stamping: stamping.kind };
  return { kind: 'made', made };
}

/** The command's own words where it said any; the end of what it wrote where it died. */
function whyOf(words: string): string {
  try {
    const { said, message } = failure.parse(JSON.parse(words)).error;
    return said ?? message;
  } catch {
    return words === '' ? '–' : words;
  }
}
