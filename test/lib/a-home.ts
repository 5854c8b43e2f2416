import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { readConfig } from '../../config/read-config.ts';
import { HomeStack } from '../../lib/home-stack.ts';
import { aConfig } from '../config/a-config.ts';

/** A resource as a template has it. */
export interface Made {
  readonly id: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly whole: Readonly<Record<string, unknown>>;
}

/** A first synthesis loads most of the CDK. */
export const SYNTH_MS = 60_000;

/** All that a home can have: a console, a second host, pages of schools, browsers that are told, a second gateway, vantages in two Regions, a zone that is known. */
export const WHOLE = {
  'vantages.1.region': 'eu-central-1',
  'names.zones.0.hostedZoneId': 'Z0123456789EXAMPLE',
  'aws.operators': ['astreinte@region.example', 'nuit@region.example'],
  'aws.secondHost': {
    endpoint: 'https://s3.fr-par.scw.cloud',
    bucket: 'preau-etat',
    secret: 'preau/second-host',
  },
  'notices.sms.fallback': {
    gateway: 'https://passerelle.example/envoi?cle={secret}&a={to}&texte={text}',
    secret: 'preau/passerelle',
    receipts: {},
  },
  'pages.schools': true,
  'pages.push': {},
  'aws.console': { issuer: 'https://connexion.region.example/realms/region', clientId: 'preau' },
};

/**
 * Synthesise the home without bundling.
 *
 * @param changes to the least configuration, by dotted path
 */
export function aHome(changes: Readonly<Record<string, unknown>> = WHOLE) {
  const read = readConfig(aConfig(changes));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const env = { region: 'eu-west-3' };
  const deployment = JSON.stringify({ digest: 'd1' });
  const stack = new HomeStack(app, 'Preau-Home', { env, config: read.config, deployment });
  const template = Template.fromStack(stack);
  const all = (type: string): readonly Made[] =>
    Object.entries(template.findResources(type)).map(([id, whole]) => ({
      id,
      properties: (whole['Properties'] ?? {}) as Readonly<Record<string, unknown>>,
      whole,
    }));
  /** The first of its type whose logical id begins so. */
  const one = (type: string, idStart = ''): Made => {
    const found = all(type).find(({ id }) => id.startsWith(idStart));
    if (found === undefined) throw new Error(`no ${type} ${idStart}`);
    return found;
  };
  return { app, stack, template, all, one, config: read.config };
}

/** What a template says of a resource, short: `<Key.Arn>`, `<AWS::Region>`, joined. */
export function flat(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  const [[kind, of] = ['', '']] = Object.entries(value);
  if (kind === 'Ref') return `<${withoutHash(String(of))}>`;
  if (kind === 'Fn::GetAtt' && Array.isArray(of)) {
    return `<${withoutHash(String(of[0]))}.${String(of[1])}>`;
  }
  if (kind === 'Fn::Join' && Array.isArray(of) && Array.isArray(of[1])) {
    return of[1].map(flat).join(String(of[0]));
  }
  return JSON.stringify(value);
}

const withoutHash = (id: string): string => id.replace(/[0-9A-F]{8}$/, '');
