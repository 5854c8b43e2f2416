import type { Work } from './lane.ts';
import { type LogJob, openSink } from './log-job.ts';
import { readRange } from './read-range.ts';
import { BLOCK_BYTES } from './split-lines.ts';

/** What a lane does with its work, be it in a thread of its own or not. */
export function createUnitReader() {
  const block = new Uint8Array(BLOCK_BYTES);
  let job: LogJob | null = null;
  let sink: ReturnType<typeof openSink> | null = null;
  return {
    begin: (begun: LogJob): void => {
      job = begun;
      sink = openSink(begun);
    },
    read: (work: Work): void => {
      const file = job?.files[work.unit.file];
      if (sink === null || file === undefined) return;
      sink.begin(work.unit, file.shape);
      if (work.kind === 'range') readRange(file.path, work.from, work.to, sink, block);
      else if (work.kind === 'lines') sink.take(work.bytes, 0, work.length, work.offset);
      else sink.tooLong(work.offset);
    },
    result: (): unknown => sink?.result(),
  };
}
