import {
  AWS_REGIONS,
  CHECKER_REGIONS,
  REGIONS_WITHOUT,
  type RegionalService,
} from '../aws-regions.ts';
import type { ConfigPath, Finding } from '../problem.ts';
import type { Rule } from './rule.ts';

/** Every Region exists; the home's has what sends notices; checkers look from where Route 53 has some. */
export const regionsServe: Rule = ({ aws, vantages, given }) => {
  if (!given(['aws'])) return [];
  const named: readonly (readonly [string | undefined, ConfigPath])[] = [
    [aws.region, ['aws', 'region']],
    [aws.holdRegion, ['aws', 'holdRegion']],
    [aws.mirrors?.region, ['aws', 'mirrors', 'region']],
    ...vantages.map(({ region }, index) => [region, ['vantages', index, 'region']] as const),
  ];
  return [
    ...named.flatMap(([region, path]) => unknown(region, path)),
    ...lacking('Amazon SES', aws.region),
    ...(given(['notices', 'sms']) ? lacking('AWS End User Messaging SMS', aws.region) : []),
    ...(aws.checkerRegions ?? []).flatMap((region, index) => unknownChecker(region, index)),
  ];
};

function unknown(region: string | undefined, path: ConfigPath): readonly Finding[] {
  if (region === undefined || AWS_REGIONS.includes(region)) return [];
  return [{ code: 'region-unknown', path, values: { near: neighbours(region) } }];
}

/** Those of the same part of the world; else those of Europe. */
function neighbours(region: string): string {
  const [part = ''] = region.split('-');
  const same = AWS_REGIONS.filter((one) => one.startsWith(`${part}-`));
  return (same.length > 0 ? same : AWS_REGIONS.filter((one) => one.startsWith('eu-'))).join(', ');
}

/** SNS hands its SMS to End User Messaging: both need it. */
function lacking(service: RegionalService, region: string | undefined): readonly Finding[] {
  if (region === undefined || !REGIONS_WITHOUT[service].includes(region)) return [];
  return [{ code: 'region-lacks-service', path: ['aws', 'region'], values: { service } }];
}

function unknownChecker(region: string, index: number): readonly Finding[] {
  if (CHECKER_REGIONS.includes(region)) return [];
  const path = ['aws', 'checkerRegions', index];
  return [{ code: 'checker-region-unknown', path, values: { known: CHECKER_REGIONS.join(', ') } }];
}
