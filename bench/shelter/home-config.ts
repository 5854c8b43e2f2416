import { type Config, configSchema } from '../../config/schema.ts';
import { PAGE, PATH } from './behaviour.ts';
import type { Scenery } from './scenery.ts';

/** The control's address: an unrelated site, which proves that the watcher sees. */
export const CONTROL = '127.0.30.1';

/**
 * A whole home's configuration for a scenery: two vantages with a control, the shortest sensible
 * rounds and error window, and everything else as it comes: a hold of 10 minutes, shares on the way back.
 *
 * @param lessons the folder that every mirror is built from
 */
export const homeConfig = (scenery: Scenery, lessons: string, folder: string): Config =>
  configSchema.parse({
    organisation: { name: 'Région d’Essai', contact: 'numerique@lecons.test' },
    hosters: [
      { id: 'nord', name: 'Hébergeur du Nord', region: 'Lille' },
      { id: 'sud', name: 'Hébergeur du Sud', region: 'Marseille' },
      { id: 'ouest', name: 'Hébergeur de l’Ouest', region: 'Brest' },
    ],
    platforms: [
      ...scenery.watched.map(({ id, origin, mirror }) => ({
        id,
        name: `ENT ${id}`,
        smsName: `ENT ${id}`,
        kind: 'ent',
        hostname: `${id}.${scenery.zone}`,
        hoster: 'nord',
        origin: originOf(id, origin, scenery),
        mirror: {
          hoster: 'sud',
          addresses: [mirror],
          port: scenery.httpsPort,
          ownName: ownNameOf(id, scenery.zone),
          lessons,
        },
      })),
      {
        id: 'temoin',
        name: 'Témoin',
        smsName: 'Temoin',
        kind: 'login',
        hostname: `temoin.${scenery.zone}`,
        hoster: 'ouest',
        origin: originOf('temoin', CONTROL, scenery),
      },
    ],
    vantages: [
      { id: 'un', name: 'Un', sourceAddress: '127.0.40.1', controls: ['temoin'] },
      { id: 'deux', name: 'Deux', sourceAddress: '127.0.40.2', controls: ['temoin'] },
    ],
    watch: {
      interval: '2s',
      votesToFall: 2,
      roundsToFall: 3,
      roundsToRecover: 3,
      errorWindow: '2m',
    },
    notices: {
      from: 'preau@lecons.test',
      // Nobody listens and nobody is told: this home has no school.
      smtp: { host: '127.0.0.1', port: 9, security: 'none' },
    },
    names: {
      zones: [{ name: scenery.zone, nameServers: [`ns1.${scenery.zone}`] }],
      ttl: `${scenery.ttlSec}s`,
    },
    pages: { folder, url: 'https://etat.lecons.test' },
  });

/** The name of a platform's mirror, reachable always. */
export const ownNameOf = (id: string, zone: string): string => `secours-${id}.${zone}`;

/** The origin's own name, which its certificate must carry. */
export const originNameOf = (id: string, zone: string): string => `origine-${id}.${zone}`;

const originOf = (id: string, address: string, { zone, httpsPort }: Scenery) => ({
  host: originNameOf(id, zone),
  addresses: [address],
  port: httpsPort,
  path: PATH,
  expect: PAGE.trim(),
});
