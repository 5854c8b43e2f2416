import {
  type ACMClient,
  type CertificateSummary,
  ListCertificatesCommand,
} from '@aws-sdk/client-acm';
import { finding, type Finding } from './finding.ts';

const PAGES_MAX = 20;
const DAY_MS = 86_400_000;
/** ACM renews 45 days before the end; what is not renewed by then needs a person. Chosen. */
const ENDS_DAYS = 21;

/**
 * Whether each name that CloudFront serves has a certificate that was issued and lasts.
 *
 * @param client in us-east-1, where CloudFront looks
 */
export async function checkCertificates(
  client: ACMClient,
  hostnames: readonly string[],
  now: number,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  if (hostnames.length === 0) return [finding('certificates', 'certificates-unneeded')];
  const all = await listAll(client, abortSignal);
  return hostnames.map((hostname) => judge(hostname, all, now));
}

async function listAll(
  client: ACMClient,
  abortSignal: AbortSignal,
): Promise<readonly CertificateSummary[]> {
  const all: CertificateSummary[] = [];
  let NextToken: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const asked = new ListCertificatesCommand({ MaxItems: 100, ...(NextToken && { NextToken }) });
    const answer = await client.send(asked, { abortSignal });
    all.push(...(answer.CertificateSummaryList ?? []));
    NextToken = answer.NextToken;
    if (!NextToken) break;
  }
  return all;
}

/** The best of those that name it: issued, and the longest. */
function judge(hostname: string, all: readonly CertificateSummary[], now: number): Finding {
  const its = all.filter(({ DomainName, SubjectAlternativeNameSummaries = [] }) =>
    [DomainName, ...SubjectAlternativeNameSummaries].includes(hostname),
  );
  const issued = its
    .filter(({ Status }) => Status === 'ISSUED')
    .map(({ NotAfter }) => Math.floor(((NotAfter?.getTime() ?? now) - now) / DAY_MS));
  const days = Math.max(...issued);
  if (issued.length > 0)
    return finding('certificates', days < ENDS_DAYS ? 'certificate-ends' : 'certificate-ready', {
      hostname,
      days,
    });
  const [pending] = its;
  if (pending === undefined) return finding('certificates', 'certificate-to-come', { hostname });
  const status = pending.Status ?? '-';
  return finding('certificates', 'certificate-pending', { hostname, status });
}
