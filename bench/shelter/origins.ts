import { connect, type Socket } from 'node:net';
import { type Child, startChild } from '../../home/rehearse/child.ts';
import type { Behaviour, OriginSpec, OriginTells } from './behaviour.ts';
import type { Leftovers } from './leftovers.ts';

/** An instant at which an origin opened or closed, in Unix milliseconds. */
export interface Opening {
  readonly atMs: number;
  readonly isUp: boolean;
}

/** A process of origins, which lives, dies and lives again at the same addresses. */
export interface Origins {
  readonly addresses: readonly string[];
  behave(address: string, behaviour: Behaviour): void;
  /** Every opening and closing of one origin so far, in order. */
  openings(address: string): readonly Opening[];
  kill(): Promise<void>;
  /** SIGSTOP: the kernel goes on taking connections for it. */
  hang(): void;
  /** SIGSTOP, and its full accept queue: a new connection gets no answer at all, not even a no. */
  swallow(): void;
  /** Start again what was killed, go on with what was stopped. @returns once it answers */
  revive(): Promise<void>;
  stop(): Promise<void>;
}

const PROGRAM = new URL('./origin-process.ts', import.meta.url);
/** A process that is told to end has nothing to save. */
const PATIENCE_MS = 1_000;
/** More than the queue takes, so that it is full whatever was in it. Chosen. */
const FILL_BEYOND = 4;

/** Start one process with the origins of `spec`. */
export async function startOrigins(spec: OriginSpec, leftovers: Leftovers): Promise<Origins> {
  const openings = new Map<string, Opening[]>(spec.addresses.map((address) => [address, []]));
  const hear = (told: OriginTells): void => {
    if (told.kind === 'turned') openings.get(told.address)?.push(told);
  };
  const fillers = new Set<Socket>();
  const begin = async (): Promise<Child> => {
    const started = await startChild<OriginTells>(PROGRAM, spec, hear);
    leftovers.pids.add(started.pid);
    void started.gone.then(() => leftovers.pids.delete(started.pid));
    return started;
  };
  let child = await begin();
  let isKilled = false;
  return {
    addresses: spec.addresses,
    behave: (address, behaviour) => child.tell({ address, behaviour }),
    openings: (address) => openings.get(address) ?? [],
    async kill() {
      isKilled = true;
      process.kill(child.pid, 'SIGKILL');
      await child.gone;
    },
    hang: () => void process.kill(child.pid, 'SIGSTOP'),
    swallow() {
      process.kill(child.pid, 'SIGSTOP');
      for (const socket of fillQueues(spec)) fillers.add(socket);
    },
    async revive() {
      if (isKilled) child = await begin();
      else process.kill(child.pid, 'SIGCONT');
      isKilled = false;
      for (const socket of fillers) socket.destroy();
      fillers.clear();
    },
    async stop() {
      for (const socket of fillers) socket.destroy();
      if (isKilled) return;
      process.kill(child.pid, 'SIGCONT');
      await child.stop(PATIENCE_MS);
    },
  };
}

function* fillQueues({ addresses, httpPort, https, backlog }: OriginSpec): Iterable<Socket> {
  const ports = https === null ? [httpPort] : [httpPort, https.port];
  for (const host of addresses) {
    for (const port of ports) {
      for (let index = 0; index < backlog + FILL_BEYOND; index += 1) {
        const socket = connect({ host, port });
        socket.on('error', () => undefined);
        yield socket;
      }
    }
  }
}
