import { GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { finding, type Finding } from './finding.ts';

/**
 * Whether SES may send as the address that notices come from, and signs what it sends.
 *
 * @param from `notices.from`; its domain is the identity
 */
export async function checkMailDomain(
  client: SESv2Client,
  from: string,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const identity = await client
    .send(new GetEmailIdentityCommand({ EmailIdentity: domain }), { abortSignal })
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'NotFoundException') return null;
      throw error;
    });
  if (identity === null) return [finding('mail-domain', 'mail-domain-missing', { domain })];
  if (identity.VerifiedForSendingStatus !== true)
    return [finding('mail-domain', 'mail-domain-unverified', { domain })];
  const { SigningEnabled, Status = 'none' } = identity.DkimAttributes ?? {};
  const signed = SigningEnabled === true && Status === 'SUCCESS';
  return [
    finding('mail-domain', signed ? 'mail-domain-ready' : 'mail-domain-unsigned', {
      domain,
      status: Status,
    }),
  ];
}
