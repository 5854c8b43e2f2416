import type { Pages } from '../../app/ports.ts';
import { createS3Pages } from './s3-pages.ts';
import { type SecondHostOptions, secondHostClient } from './second-host-client.ts';

/**
 * The status page in any S3-compatible store at another company, addressed by path, with none of
 * the checksums that only Amazon's own store takes.
 *
 * @throws PreauError `config-invalid` for keys or an endpoint of another shape, whose values are
 *   not shown; as {@link createS3Pages}
 */
export function createSecondHostPages(options: SecondHostOptions): Pages {
  let open: Pages | null = null;
  return {
    publish: async (files) => {
      open ??= createS3Pages({ client: await secondHostClient(options), bucket: options.bucket });
      try {
        await open.publish(files);
      } catch (error) {
        // The keys may have been changed since: they are read again for the next publication.
        open = null;
        throw error;
      }
    },
  };
}
