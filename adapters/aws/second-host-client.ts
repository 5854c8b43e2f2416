import { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { PreauError } from '../../core/errors.ts';

/** What lets Préau write to the other company's store. */
export interface SecondHostKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface SecondHostOptions {
  /** E.g. `https://s3.fr-par.scw.cloud`; plain http on loopback only. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** The secret's text, `{"accessKeyId": …, "secretAccessKey": …}`; asked again after a failure. */
  readonly keys: () => Promise<string>;
}

const keysSchema = z.object({
  accessKeyId: z.string().check(z.minLength(1), z.maxLength(256)),
  secretAccessKey: z.string().check(z.minLength(1), z.maxLength(256)),
});

/**
 * A client of any S3-compatible store at another company, addressed by path, with none of the
 * checksums that only Amazon's own store takes.
 *
 * @throws PreauError `config-invalid` for keys or an endpoint of another shape, whose values are not
 *   shown
 */
export async function secondHostClient({
  endpoint,
  region,
  keys,
}: SecondHostOptions): Promise<S3Client> {
  const { protocol, hostname } = new URL(endpoint);
  if (protocol !== 'https:' && !/^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname))
    throw new PreauError(
      'config-invalid',
      `Expected aws.secondHost.endpoint to begin with https://, got ${protocol}//${hostname}: keys do not travel in the clear.`,
    );
  return new S3Client({
    endpoint,
    region,
    credentials: readKeys(await keys()),
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}

function readKeys(text: string): SecondHostKeys {
  const read = z.safeParse(keysSchema, parseJson(text));
  if (read.success) return read.data;
  throw new PreauError(
    'config-invalid',
    'Expected the secret of aws.secondHost to be {"accessKeyId": …, "secretAccessKey": …}, got something else. Put the keys of its store there.',
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
