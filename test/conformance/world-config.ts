import { readConfig } from '../../config/read-config.ts';
import type { Config } from '../../config/schema.ts';
import type { AwsConfig } from '../../config/schema-aws.ts';
import { BUCKET_NAMES, HOLD_REGION, REGION, SENDER } from './aws-account.ts';

/** Where the world's servers listen on loopback. */
export interface Ports {
  readonly origin: number;
  readonly control: number;
  readonly mirror: number;
}

export const HOSTNAME = 'ent.region.example';
export const ORIGIN = 'origine.region.example';
export const MIRROR = 'secours.region.example';
export const CONTROL = 'temoin.example';
export const PAGE = 'Identifiant';
export const PLATFORM = 'ent';
/** The second vantage's Region; the first is the home's. */
export const OTHER_REGION = 'eu-central-1';

export interface WorldSettings {
  readonly ports: Ports;
  /** Where the other company's store answers. */
  readonly secondHost: string;
  readonly sms: AwsConfig['sms'];
}

/**
 * A region's ENT, a control, two vantages in two Regions. Every wait is as short as the schema
 * allows, or nearly: a whole incident takes less than a minute.
 */
export function worldConfig(settings: WorldSettings): {
  readonly yaml: string;
  readonly config: Config;
} {
  const yaml = text(settings);
  const read = readConfig(yaml, { language: 'fr' });
  if (read.kind === 'read') return { yaml, config: read.config };
  throw new Error(`the world's configuration is wrong: ${JSON.stringify(read.problems)}`);
}

const text = ({ ports, secondHost, sms }: WorldSettings): string => `
organisation: { name: Région Exemple, contact: contact@region.example }
hosters:
  - { id: nord, name: Hébergeur du Nord, region: Lille }
  - { id: sud, name: Hébergeur du Sud, region: Marseille }
platforms:
  - id: ${PLATFORM}
    name: ENT de la région
    smsName: ENT
    kind: ent
    hostname: ${HOSTNAME}
    hoster: nord
    origin: { host: ${ORIGIN}, addresses: [192.0.2.10, "2001:db8::10"], port: ${ports.origin}, path: /login, expect: ${PAGE} }
    mirror:
      hoster: sud
      addresses: [198.51.100.10, "2001:db8:1::10"]
      port: ${ports.mirror}
      ownName: ${MIRROR}
      lessons: lecons
    owners: [{ name: Direction du numérique, mail: astreinte@region.example }]
  - id: temoin
    name: Témoin
    smsName: Temoin
    kind: login
    hostname: ${CONTROL}
    hoster: sud
    origin: { host: ${CONTROL}, addresses: [203.0.113.20], port: ${ports.control}, expect: ${PAGE} }
vantages:
  - { id: paris, name: Paris, controls: [temoin] }
  - { id: francfort, name: Francfort, region: ${OTHER_REGION}, controls: [temoin] }
watch: { interval: 2s, votesToFall: 2, roundsToFall: 2, roundsToRecover: 3 }
shelter: { minHold: 10s, originShares: [0.1, 0.5, 1], shareStep: 1s }
cause: { firstWord: 1s, review: 24h }
notices:
  veto: 0s
  nextWord: 24h
  from: ${SENDER}
  mailsPerSecond: 50
  smsPerSecond: 50
  smsSpacing: 0s
  smsDays: every
  sms: { sender: PREAU }
names: { zones: [{ name: region.example, nameServers: [ns1.region.example] }] }
pages: { url: https://etat.region.example, push: {} }
aws:
  region: ${REGION}
  holdRegion: ${HOLD_REGION}
  holdBucket: ${BUCKET_NAMES.holds}
  sms: ${sms}
  secondHost: { endpoint: "${secondHost}", bucket: ${BUCKET_NAMES.secondHost}, secret: preau/second-host }
`;
