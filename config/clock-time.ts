/** The minute of the day of a time such as `08:30`. Apart from the schema: functions read no yaml. */
export const minuteOfDay = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
