/** A day that the administrator knows beforehand to bring crowds. Never decides a cause alone. */
export interface CalendarEntry {
  /** `2021-04-06`, in the organisation's time zone. */
  readonly date: string;
  readonly kind:
    | 'first-remote-day'
    | 'remote-day'
    | 'return'
    | 'results'
    | 'deadline'
    | 'launch'
    | 'exams';
  readonly label: string;
}
