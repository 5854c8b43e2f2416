/**
 * What a page of the console may read beside the view of now. Each is optional, since a home may not
 * have it: a page then says so in words. Everything that one answers is bounded.
 */
// biome-ignore lint/suspicious/noEmptyInterface: each page adds what it reads
export interface ConsoleSources {}
