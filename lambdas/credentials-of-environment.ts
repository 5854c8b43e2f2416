import { fromEnv } from '@aws-sdk/credential-provider-env';

/**
 * Stands for the SDK's default chain in a bundle: Lambda hands a function its keys by environment
 * variables and nowhere else.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const defaultProvider = fromEnv;
