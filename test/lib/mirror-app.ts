import { App } from 'aws-cdk-lib';
import { readConfig } from '../../config/read-config.ts';
import type { Config } from '../../config/schema.ts';
import { CertificatesStack } from '../../lib/certificates-stack.ts';
import { MirrorStack } from '../../lib/mirror-stack.ts';
import { PagesStack } from '../../lib/pages-stack.ts';
import { ZonesStack } from '../../lib/zones-stack.ts';
import { aConfig } from '../config/a-config.ts';

/** One platform that Préau mirrors itself. */
const MIRRORED = {
  'platforms.0.mirror.cloudFront': true,
  'platforms.0.mirror.addresses': [],
  'aws.mirrors': { bucket: 'preau-miroirs-exemple', region: 'eu-central-1' },
  'hosters.1.region': 'Francfort',
};

const WORDS = {
  'mirror.unavailable.title': 'Service momentanément indisponible',
  'mirror.unavailable.detail': 'Réessayez dans dix minutes.',
};

export function configWith(changes: Readonly<Record<string, unknown>> = {}): Config {
  const read = readConfig(aConfig({ ...MIRRORED, ...changes }));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return read.config;
}

export interface MirrorApp {
  readonly app: App;
  readonly certificates: CertificatesStack;
  readonly mirror: MirrorStack;
  readonly pages: PagesStack;
}

/** The stacks of certificates, mirrors and pages, without bundles. */
export function mirrorApp(config: Config = configWith()): MirrorApp {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } });
  const global = { env: { region: 'us-east-1' } };
  const zones = new ZonesStack(app, 'Zones', { ...global, config, crossRegionReferences: true });
  const certificates = new CertificatesStack(app, 'Certificates', { ...global, config, zones });
  const shared = { config, certificates, zones };
  const mirror = new MirrorStack(app, 'Mirror', {
    ...shared,
    env: { region: config.aws?.mirrors?.region ?? '' },
    deployment: JSON.stringify({ words: WORDS }),
  });
  const pages = new PagesStack(app, 'Pages', {
    ...shared,
    env: { region: 'eu-west-3' },
    apiDomain: 'abc123.execute-api.eu-west-3.amazonaws.com',
    healthDomain: 'def456.execute-api.eu-west-3.amazonaws.com',
  });
  return { app, certificates, mirror, pages };
}
