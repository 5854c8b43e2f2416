import { fileURLToPath } from 'node:url';
import { loadLikelihoods } from '../adapters/local/likelihoods.ts';
import { policyFromConfig } from '../config/policy-from-config.ts';
import type { Config } from '../config/schema.ts';
import type { Policy } from '../core/policy.ts';

const LIKELIHOODS = fileURLToPath(new URL('../data/likelihoods.yaml', import.meta.url));

/** Every number that this home decides by: the operator's configuration and Préau's own table. */
export const loadPolicy = (config: Config): Policy =>
  policyFromConfig(config, loadLikelihoods(LIKELIHOODS, config.organisation.language));
