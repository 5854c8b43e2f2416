import { join } from 'node:path';
import {
  type BounceAddresses,
  createBounceAddresses,
} from '../../adapters/local/bounce/bounce-addresses.ts';
import { readOptOutSecret } from '../opt-out-secret.ts';

/** By the secret of this home's links: what it made before a restart it knows after it. */
export const openBounceAddresses = (dataFolder: string, address: string): BounceAddresses =>
  createBounceAddresses(readOptOutSecret(join(dataFolder, 'opt-out-secret')), address);
