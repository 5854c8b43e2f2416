/** A number that Moodle knows something by, as it stands in addresses. '' where there is none. */
export const moodleId = (text: string | undefined): string =>
  text !== undefined && /^\d{1,18}$/.test(text) ? text : '';
