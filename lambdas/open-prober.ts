import { LambdaClient } from '@aws-sdk/client-lambda';
import { createLambdaProber, type ProbeFunction } from '../adapters/aws/lambda-prober.ts';
import { systemClock } from '../adapters/local/clock.ts';
import type { Prober } from '../app/ports.ts';
import { PROBE_FUNCTION } from '../config/aws-names.ts';
import type { Config } from '../config/schema.ts';

/** Probes by the function of each vantage's Region; one client a Region. */
export function openProber({ vantages }: Pick<Config, 'vantages'>): Prober {
  const clients = new Map<string | undefined, LambdaClient>();
  const functions = new Map(
    vantages.map(({ id, region }): readonly [typeof id, ProbeFunction] => {
      const client =
        clients.get(region) ?? new LambdaClient(region === undefined ? {} : { region });
      clients.set(region, client);
      return [id, { client, functionName: PROBE_FUNCTION }];
    }),
  );
  return createLambdaProber({ functions, clock: systemClock });
}
