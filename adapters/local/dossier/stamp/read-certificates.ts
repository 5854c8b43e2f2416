import { X509Certificate } from 'node:crypto';

/**
 * The certificates of a file in PEM, whatever else stands in it.
 *
 * @returns none of a text without any
 */
export function readCertificates(pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.flatMap((block) => {
    try {
      return [new X509Certificate(block)];
    } catch {
      return [];
    }
  });
}
