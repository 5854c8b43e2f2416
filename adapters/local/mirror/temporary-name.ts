import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { hours } from '../../../core/units.ts';
import { codeOf } from './at-store.ts';

/** This machine, or this container: process numbers mean nothing elsewhere. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** What another machine began, or nobody knows who, is left for as long. No build lasts a day. Chosen. */
const FOREIGN_MS = hours(24);

const NAME = /^\.(?:current|draft|file)-(?:([0-9a-f]{8}-[1-9]\d{0,9})-)?[0-9a-f]{12}$/;

/** Who is writing: machine and process. */
export const OWNER = `${HOST}-${process.pid}`;

/** A name in a mirror's store for what is not whole yet. It says who is writing it. */
export const temporaryName = (kind: 'current' | 'draft' | 'file'): string =>
  `.${kind}-${OWNER}-${randomBytes(6).toString('hex')}`;

/** Whether a file or folder of a store is what a killed process left half written. */
export function isLeftBehind(name: string, ageMs: number): boolean {
  const found = NAME.exec(name);
  if (found === null) return false;
  return ageMs > FOREIGN_MS || (found[1] !== undefined && isDead(found[1]));
}

/** Whether an owner is a process of this machine that has ended. Of another machine nobody knows. */
export function isDead(owner: string): boolean {
  const [host, pid = ''] = owner.split('-');
  if (host !== HOST || !/^[1-9]\d{0,9}$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    // Somebody else's process lives too.
    return codeOf(error) === 'ESRCH';
  }
}
