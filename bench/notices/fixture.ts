import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { SchoolWithContacts } from '../../app/ports.ts';
import type { NoticeContent } from '../../core/notice/notice.ts';
import type { Platform } from '../../core/platform.ts';
import { checkLetter } from '../../core/school/uai.ts';
import {
  durationMs,
  epochMs,
  hosterId,
  incidentId,
  platformId,
  type Uai,
} from '../../core/units.ts';

/** The platform whose schools are told. */
export const platform: Platform = {
  id: platformId('ent-bench'),
  name: 'ENT Banc d’essai',
  smsName: 'ENT Banc',
  kind: 'ent',
  hostname: 'ent.example',
  hoster: hosterId('unknown'),
  origin: {
    host: 'o.example',
    addresses: [],
    port: 443,
    path: '/',
    expect: '',
    slowMs: durationMs(1),
  },
  serves: {},
  owners: [],
};

/** What they are told: a fall, with the address of the mirror. */
export const content: NoticeContent = {
  phase: 'outage',
  platform: platform.id,
  platformName: platform.name,
  smsName: platform.smsName,
  incident: incidentId('ent-bench-20210406T064200Z'),
  reference: 'P-0406',
  fellAt: epochMs(Date.UTC(2021, 3, 6, 6, 42)),
  sheltered: true,
  mirrorUrl: 'https://secours.preau.example/',
  statusUrl: 'https://etat.preau.example/',
  cause: 'undetermined',
  rung: 'inconnue',
  open: [],
  facts: ['Le serveur refuse les connexions, vu de trois endroits.'],
  nextWordAt: epochMs(Date.UTC(2021, 3, 6, 7, 15)),
  recoveredAt: null,
  drill: false,
};

/** Prime to ten million: each UAI is another. */
const STRIDE = 7_919;

/**
 * That many schools: those of the sample directories over and over, each with a UAI of its own and
 * its first mail address made its own.
 */
export async function* schools(count: number): AsyncIterable<SchoolWithContacts> {
  const sample = await sampleSchools();
  for (let index = 0; index < count; index += 1) {
    const told = sample[index % sample.length];
    if (told === undefined) throw new Error('expected schools in the sample, got none');
    const digits = String((index * STRIDE) % 10_000_000).padStart(7, '0');
    const uai = `${digits}${checkLetter(digits)}` as Uai;
    yield {
      school: { ...told.school, uai },
      contacts: told.contacts.map((one) => ({
        ...one,
        uai,
        address: one.address.replace('@', `.${index}@`),
      })),
    };
  }
}

const SAMPLE = fileURLToPath(new URL('sample-process.ts', import.meta.url));
/** Chosen, far above the three megabytes that it is. */
const SAMPLE_MAX_BYTES = 64 * 1_024 * 1_024;

let read: Promise<readonly SchoolWithContacts[]> | null = null;

/** Read once a process, before whatever is timed, and by another one: reading it is not planning. */
export function sampleSchools(): Promise<readonly SchoolWithContacts[]> {
  read ??= promisify(execFile)(process.execPath, [SAMPLE], { maxBuffer: SAMPLE_MAX_BYTES }).then(
    ({ stdout }) => JSON.parse(stdout) as readonly SchoolWithContacts[],
  );
  return read;
}
