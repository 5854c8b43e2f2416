import { Route53Client } from '@aws-sdk/client-route-53';
import { S3Client } from '@aws-sdk/client-s3';
import { createRoute53Dns } from '../../adapters/aws/dns.ts';
import { createLocalDns } from '../../adapters/local/dns.ts';
import type { Dns } from '../../app/ports.ts';
import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';

// The two makings of the Dns port, both led to one name server: the local one by its control API,
// the other by AWS's own clients and the fronts of Route 53 and S3.

export interface Reach {
  readonly controlPort: number;
  readonly dnsPort: number;
  readonly token: string;
}

export type MakeDns = (reach: Reach, platforms: readonly PairPlatform[]) => Dns;

export const clientsFor = ({ controlPort, token }: Reach) => {
  const options = {
    endpoint: `http://127.0.0.1:${controlPort}`,
    region: 'eu-west-3',
    credentials: { accessKeyId: token, secretAccessKey: 'not checked' },
    maxAttempts: 1,
  };
  return {
    route53: new Route53Client(options),
    s3: new S3Client({ ...options, forcePathStyle: true }),
  };
};

export const homes: Readonly<Record<string, MakeDns>> = {
  local: ({ controlPort, dnsPort, token }, platforms) =>
    createLocalDns({
      platforms,
      controlPort,
      token,
      server: { address: '127.0.0.1', port: dnsPort },
    }),
  aws: (reach, platforms) =>
    createRoute53Dns({
      platforms,
      ...clientsFor(reach),
      holdsBucket: 'preau-holds',
      authorities: [{ address: '127.0.0.1', port: reach.dnsPort }],
    }),
};
