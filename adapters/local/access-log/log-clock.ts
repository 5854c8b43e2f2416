/** Reads the instants of a log, remembering the last day: a day has millions of lines. */
export interface LogClock {
  /** `06/Apr/2021:08:00:00 +0200` at `from`. @returns seconds since 1970; NaN when it is not one */
  common(bytes: Uint8Array, from: number): number;
  /** ISO 8601 from `from` until `to`, with its zone. @returns seconds since 1970; NaN when it is not one */
  iso(bytes: Uint8Array, from: number, to: number): number;
  /** A day `2021-04-06` at `day` and a time `08:00:00` at `time`, UTC. @returns as `iso` */
  dayAndTime(bytes: Uint8Array, day: number, time: number): number;
  /** Minutes east of Greenwich of the last instant read. */
  zoneMin(): number;
}

const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const DAY_SEC = 86_400;
const [PLUS, MINUS, LETTER_T, SPACE, LETTER_Z, DOT] = [43, 45, 84, 32, 90, 46];

export function createLogClock(): LogClock {
  const commonDay = remembered(11, commonMidnight);
  const isoDay = remembered(10, isoMidnight);
  let zone = 0;
  return {
    common: (bytes, from) => {
      const midnight = commonDay(bytes, from);
      const time = clockSec(bytes, from + 12);
      const zoneSec = signedZoneSec(bytes, from + 21);
      zone = zoneSec / 60;
      return midnight + time - zoneSec;
    },
    iso: (bytes, from, to) => {
      const mark = bytes[from + 10];
      if (to - from < 20 || (mark !== LETTER_T && mark !== SPACE)) return Number.NaN;
      const zoneSec = isoZoneSec(bytes, from + 19, to);
      zone = zoneSec / 60;
      return isoDay(bytes, from) + clockSec(bytes, from + 11) - zoneSec;
    },
    dayAndTime: (bytes, day, time) => {
      zone = 0;
      return isoDay(bytes, day) + clockSec(bytes, time);
    },
    zoneMin: () => zone,
  };
}

/** The midnight of a day's text, which is worked out only when the text changes. */
function remembered(length: number, midnight: (text: string) => number) {
  const last = new Uint8Array(length);
  let value = Number.NaN;
  return (bytes: Uint8Array, from: number): number => {
    for (let at = length - 1; at >= 0; at -= 1) {
      if (bytes[from + at] === last[at]) continue;
      last.set(bytes.subarray(from, from + length));
      value = midnight(String.fromCharCode(...last));
      break;
    }
    return value;
  };
}

/** @see https://httpd.apache.org/docs/2.4/mod/mod_log_config.html `%t` */
function commonMidnight(text: string): number {
  const found = /^(\d\d)\/([A-Z][a-z]{2})\/(\d{4})$/.exec(text);
  const month = MONTHS.indexOf(found?.[2] ?? '?') / 3;
  if (found === null || month < 0 || !Number.isInteger(month)) return Number.NaN;
  return Date.UTC(Number(found[3]), month, Number(found[1])) / 1_000;
}

const isoMidnight = (text: string): number =>
  /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) / 1_000 : Number.NaN;

/** `08:00:00` in seconds of its day; NaN when it is not one. A leap second counts as its minute's last. */
function clockSec(bytes: Uint8Array, from: number): number {
  const hour = twoDigits(bytes, from);
  const minute = twoDigits(bytes, from + 3);
  const second = twoDigits(bytes, from + 6);
  const sane = hour < 24 && minute < 60 && second <= 60;
  return sane ? hour * 3_600 + minute * 60 + second : Number.NaN;
}

function twoDigits(bytes: Uint8Array, from: number): number {
  const tens = (bytes[from] as number) - 48;
  const ones = (bytes[from + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}

/** `+0200`, in seconds. */
function signedZoneSec(bytes: Uint8Array, from: number): number {
  const mark = bytes[from];
  if (mark !== PLUS && mark !== MINUS) return Number.NaN;
  const size = twoDigits(bytes, from + 1) * 3_600 + twoDigits(bytes, from + 3) * 60;
  const zone = mark === MINUS ? -size : size;
  return size < DAY_SEC ? zone : Number.NaN;
}

/** After the seconds: a fraction, then `Z`, `+02:00` or `+0200`. Without a zone it would be anybody's. */
function isoZoneSec(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  if (bytes[at] === DOT) {
    at += 1;
    while (at < to && (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57) at += 1;
  }
  if (bytes[at] === LETTER_Z && at + 1 === to) return 0;
  const hasColon = to - at === 6 && bytes[at + 3] === 58;
  if (to - at !== 5 && !hasColon) return Number.NaN;
  if (!hasColon) return signedZoneSec(bytes, at);
  const mark = bytes[at];
  const size = twoDigits(bytes, at + 1) * 3_600 + twoDigits(bytes, at + 4) * 60;
  if (mark !== PLUS && mark !== MINUS) return Number.NaN;
  return mark === MINUS ? -size : size;
}
