import { createHash } from 'node:crypto';
import { type NamesSpec, readNamesSpec } from './names-spec.ts';

/** SHA-256 of a spec's content, so that a living process is known to run another one. */
export const specDigest = (spec: NamesSpec): string =>
  createHash('sha256')
    .update(JSON.stringify(readNamesSpec(spec)))
    .digest('hex');
