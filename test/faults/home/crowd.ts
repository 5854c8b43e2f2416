import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Connections that somebody holds open to be in the way. */
export interface Crowd {
  /** How many connected at some time. */
  readonly came: () => number;
  /** How many were not ended by the other side. */
  readonly stay: () => number;
  leave(): void;
}

interface CrowdWish {
  readonly address?: string;
  readonly port: number;
  readonly size: number;
  /** What each sends, a letter every half second; a slow loris. @default nothing */
  readonly drip?: string;
}

/** As many as one machine makes at once without losing some for want of room in the queue. Chosen. */
const WAVE = 250;
const DRIP_MS = 500;

/** Let a crowd come in waves. @returns once all have tried */
export async function crowd({
  address = '127.0.0.1',
  port,
  size,
  drip = '',
}: CrowdWish): Promise<Crowd> {
  const all: Socket[] = [];
  let came = 0;
  for (let left = size; left > 0; left -= WAVE) {
    for (let n = 0; n < Math.min(WAVE, left); n += 1) {
      const socket = connect(port, address);
      socket.on('error', () => undefined);
      socket.on('connect', () => void (came += 1));
      // Read to its end, or the other side's end would never be seen.
      socket.resume();
      all.push(socket);
    }
    await delay(50);
  }
  let at = 0;
  const dripping = setInterval(() => {
    const letter = drip[at % Math.max(1, drip.length)];
    at += 1;
    for (const socket of all) if (letter !== undefined && socket.writable) socket.write(letter);
  }, DRIP_MS);
  return {
    came: () => came,
    stay: () =>
      all.filter(({ destroyed, readyState }) => !destroyed && readyState === 'open').length,
    leave: () => {
      clearInterval(dripping);
      for (const socket of all) socket.destroy();
    },
  };
}
