import type { SchoolWithContacts } from '../../app/ports.ts';
import type { NoticeContent } from '../../core/notice/notice.ts';
import type { Platform } from '../../core/platform.ts';
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

/** That many schools, each with a mailbox of its own. */
export async function* schools(count: number): AsyncIterable<SchoolWithContacts> {
  for (let index = 0; index < count; index += 1) {
    const uai = `${String(index).padStart(7, '0')}A` as Uai;
    yield {
      school: {
        uai,
        name: `École ${index}`,
        type: index % 5 === 0 ? 'college' : 'ecole',
        academie: 'Toulouse',
        department: '031',
        commune: 'Toulouse',
        timeZone: 'Europe/Paris',
        state: 'open',
      },
      contacts: [
        {
          uai,
          role: 'office',
          channel: 'mail',
          address: `${uai.toLowerCase()}@ecole.example`,
          language: 'fr',
          origin: 'directory',
        },
      ],
    };
  }
}
