import { NETWORKS } from './read-address.ts';

/**
 * A set of networks, one bit each: exact for the /24s of IPv4; of others as many as 100,000 take one
 * more in 170 for seen. Four megabytes, shared by the threads that fill it.
 */
export type NetworkSet = Int32Array<SharedArrayBuffer>;

export const createNetworkSet = (): NetworkSet =>
  new Int32Array(new SharedArrayBuffer(NETWORKS / 8));

/** Safe from several threads at once. */
export function addNetwork(set: NetworkSet, network: number): void {
  const mask = 1 << (network & 31);
  if (((set[network >>> 5] as number) & mask) === 0) Atomics.or(set, network >>> 5, mask);
}

export const hasNetwork = (set: NetworkSet, network: number): boolean =>
  ((set[network >>> 5] as number) & (1 << (network & 31))) !== 0;
