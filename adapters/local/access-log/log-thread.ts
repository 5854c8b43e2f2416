import { parentPort } from 'node:worker_threads';
import type { FromThread, ToThread } from './thread-lane.ts';
import { createUnitReader } from './unit-reader.ts';

// The other side of thread-lane.ts.

const reader = createUnitReader();
const say = (said: FromThread, transfer: readonly ArrayBuffer[] = []): void =>
  parentPort?.postMessage(said, [...transfer]);

/** The memory of all counts in a result: handed over, it need not be there twice. */
function buffersOf(value: unknown): readonly ArrayBuffer[] {
  const found = new Set<ArrayBuffer>();
  const look = (one: unknown): void => {
    if (ArrayBuffer.isView(one)) {
      if (one.buffer instanceof ArrayBuffer) found.add(one.buffer);
    } else if (typeof one === 'object' && one !== null)
      for (const child of one instanceof Map ? [] : Object.values(one)) look(child);
  };
  look(value);
  return [...found];
}

parentPort?.on('message', (message: ToThread) => {
  try {
    if (message.kind === 'begin') reader.begin(message.job);
    else if (message.kind === 'finish') {
      const result = reader.result();
      say({ kind: 'result', result }, buffersOf(result));
    } else {
      const { work } = message;
      reader.read(work);
      if (work.kind === 'lines') say({ kind: 'ready', spare: work.bytes }, [work.bytes.buffer]);
      else say({ kind: 'ready' });
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'bug';
    say({ kind: 'failed', code, message: error instanceof Error ? error.message : String(error) });
  }
});
