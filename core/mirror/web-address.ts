/** Whether lessons are those of a web site, rather than a folder or a file. */
export const isWebAddress = (place: string): boolean => /^https?:\/\//i.test(place);
