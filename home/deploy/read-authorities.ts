import { X509Certificate } from 'node:crypto';
import { open } from 'node:fs/promises';
import { PreauError, saidOf } from '../../core/errors.ts';

/** A system's whole store of authorities is under a megabyte. */
const MOST_BYTES = 5_000_000;

/**
 * Read the authorities that a home is to trust instead of the system's, in PEM.
 *
 * @throws PreauError `file-unreadable` when the file is absent, too large, or holds no certificate
 */
export async function readAuthorities(path: string): Promise<string> {
  try {
    const file = await open(path);
    try {
      const { size } = await file.stat();
      if (size > MOST_BYTES)
        throw new PreauError('file-unreadable', `${size} bytes`, {
          said: { key: 'got.bytes', values: { bytes: size } },
        });
      const pem = await file.readFile('utf8');
      // Throws for what is no certificate; TLS would say so only at the first probe.
      void new X509Certificate(pem).subject;
      return pem;
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw new PreauError(
      'file-unreadable',
      `expected certificates in PEM in ${path}, got: ${cause instanceof Error ? cause.message : String(cause)}; give the file of your authority (BEGIN CERTIFICATE)`,
      { cause, said: { key: 'pem.authorities', values: { path, why: saidOf(cause) } } },
    );
  }
}
