import { GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { finding, type Finding } from './finding.ts';

export interface MailDomainNeeds {
  /** `notices.from`; its domain is the identity. */
  readonly from: string;
  /** Whether the stack is deployed that makes the identity. */
  readonly isHomeThere: () => Promise<boolean>;
}

/**
 * Whether SES may send as the address that notices come from, and signs what it sends.
 *
 * The home's stack makes the identity, once: CloudFormation refuses one that is there already.
 */
export async function checkMailDomain(
  client: SESv2Client,
  { from, isHomeThere }: MailDomainNeeds,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase();
  const isThere = await isHomeThere();
  const identity = await client
    .send(new GetEmailIdentityCommand({ EmailIdentity: domain }), { abortSignal })
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'NotFoundException') return null;
      throw error;
    });
  if (!isThere) {
    const code = identity === null ? 'mail-domain-to-come' : 'mail-domain-taken';
    return [finding('mail-domain', code, { domain })];
  }
  if (identity === null) return [finding('mail-domain', 'mail-domain-missing', { domain })];
  if (identity.VerifiedForSendingStatus !== true)
    return [finding('mail-domain', 'mail-domain-unverified', { domain })];
  const {
    SigningEnabled,
    Status = 'none',
    CurrentSigningKeyLength,
  } = identity.DkimAttributes ?? {};
  const signed = SigningEnabled === true && Status === 'SUCCESS';
  if (signed && CurrentSigningKeyLength === 'RSA_1024_BIT')
    return [finding('mail-domain', 'mail-domain-key-short', { domain })];
  return [
    finding('mail-domain', signed ? 'mail-domain-ready' : 'mail-domain-unsigned', {
      domain,
      status: Status,
    }),
  ];
}
