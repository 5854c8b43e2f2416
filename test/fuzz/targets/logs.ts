import {
  chooseShape,
  LOG_FORMATS,
  openReader,
} from '../../../adapters/local/access-log/choose-reader.ts';
import { createLogRecord } from '../../../adapters/local/access-log/log-record.ts';
import { createSurvey } from '../../../adapters/local/access-log/survey-lines.ts';
import { w3cLayoutOf } from '../../../adapters/local/access-log/read-w3c.ts';
import { type FuzzTarget, mustHold } from '../target.ts';

const WORDS = [
  '"GET / HTTP/1.1"',
  '[06/Apr/2021:08:00:00 +0200]',
  '127.0.0.1 - - ',
  '::ffff:127.0.0.1',
  '#Fields: date time c-ip',
  '\\"',
  ' 503 ',
  '{"time":"2021-04-06T06:00:00Z"',
  'https 2021-04-06T06:00:00.123Z app/x ',
  '\t',
  '"',
  '\n',
];

/** Places of the record lie in the line, and figures are figures. */
function lookAt(record: ReturnType<typeof createLogRecord>, from: number, to: number): void {
  const { pathFrom, pathTo, queryFrom, queryTo, agentFrom, agentTo, atSec, status } = record;
  for (const place of [pathFrom, pathTo, queryFrom, queryTo, agentFrom, agentTo])
    mustHold(place >= from && place <= to, `a place outside its line: ${place} of ${from}-${to}`);
  mustHold(Number.isFinite(atSec) && Number.isInteger(status), 'a figure that is none');
}

/** A server's log in any of its forms, told apart by its lines; every reader is given every line. */
const accessLog: FuzzTarget = {
  name: 'access-log',
  shape: 'text',
  maxBytes: 131_072,
  words: WORDS,
  run: (input) => {
    const shape = chooseShape(input.subarray(0, 65_536));
    const lines = Buffer.from(input).toString('latin1').split('\n').slice(0, 50);
    const layout = lines.map(w3cLayoutOf).find((one) => one !== null) ?? null;
    const record = createLogRecord();
    for (const format of LOG_FORMATS) {
      const reader = openReader({ format, layout }, 7);
      for (const line of lines) {
        const bytes = Buffer.from(line, 'latin1');
        if (bytes.length > 16_384) continue;
        reader.atSec(bytes, 0, bytes.length);
        if (reader.read(bytes, 0, bytes.length, record)) lookAt(record, 0, bytes.length);
      }
    }
    if (shape === null) return 'no log';
    const survey = createSurvey({ key: 7, stepBytes: 0 });
    survey.begin({ file: 0, unit: 0 }, shape);
    survey.take(input, 0, input.length, 0);
    return `${shape.format} ${survey.result().units.length}`;
  },
};

export const targets = [accessLog];
