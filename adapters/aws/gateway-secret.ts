import * as z from 'zod/mini';
import { PreauError } from '../../core/errors.ts';

/** What is shared with the second SMS gateway of a home on AWS. */
export interface GatewaySecret {
  /** Stands for `{secret}` in its address; empty where it is not asked for one. */
  readonly gateway: string;
  /** Signs what it posts; empty where it is not heard. */
  readonly receipts: string;
}

/** In characters; of HMAC-SHA256 a shorter one is the weak part. Chosen. */
const SIGNING_MIN = 32;

const schema = z.object({
  gateway: z.optional(z.string().check(z.maxLength(512))),
  receipts: z.optional(z.string().check(z.minLength(SIGNING_MIN), z.maxLength(4_096))),
});

/**
 * Read the secret that `notices.sms.fallback.secret` names: `{"gateway": …, "receipts": …}`, either
 * of which may be absent. Nothing of it is ever told.
 *
 * @throws PreauError `config-invalid`
 */
export function readGatewaySecret(bytes: Uint8Array): GatewaySecret {
  const read = z.safeParse(schema, parse(new TextDecoder().decode(bytes)));
  if (read.success) {
    const { gateway = '', receipts = '' } = read.data;
    return { gateway, receipts };
  }
  throw new PreauError(
    'config-invalid',
    `Expected {"gateway": …, "receipts": …} in the secret that notices.sms.fallback.secret names, the latter of ${SIGNING_MIN} characters or more, got something else. Put them there, in JSON.`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
