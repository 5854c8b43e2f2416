import { z } from 'zod';

/** Longer words are cut off nowhere: the item is refused. Chosen. */
const text = z.string().max(2_000);
const kind = z.string().min(1).max(80);
const amount = z.number().nonnegative().max(1e15);
/** A number that nobody published is null as often as absent. */
const maybe = <Schema extends z.ZodType>(schema: Schema) => schema.nullish();

/** Who is spoken of; a scenario's other fields are lists, and are read item by item. */
export const scenarioHead = z.object({
  id: z.string().min(1).max(200),
  title: maybe(text),
  date: maybe(z.string().max(40)),
  label: maybe(z.string().max(80)),
  acceptable: maybe(z.array(z.string().max(80)).max(20)),
  /** Only said beside the score: what cannot be read is taken as sure. */
  labelConfidence: maybe(z.number().min(0).max(1)).catch(null),
});

export const findingItem = z.object({ kind });

export const serviceItem = z.object({
  name: text,
  hoster: maybe(text),
  region: maybe(text),
  affected: z.boolean(),
  cdn: maybe(text),
  dns: maybe(text),
  login: maybe(text),
  vendor: maybe(text),
});

export const claimItem = z.object({
  role: z.string().min(1).max(80),
  asserts: z.string().min(1).max(80),
  who: maybe(text),
  says: maybe(text),
  knownWithin24h: maybe(z.boolean()),
  /** As a home's own claims say it. */
  denies: maybe(z.boolean()),
  statement: maybe(text),
  source: maybe(text),
});

/** A signal as a home journals it: what a home's own closed incidents are written with. */
export const signalItem = z.object({
  feature: kind,
  at: maybe(z.union([z.number(), text])),
  provenance: maybe(z.enum(['measured', 'declared', 'claimed'])),
  source: maybe(text),
  statement: maybe(text),
});

/** Only what could have been known within the day; every other figure is counted and left. */
export const trafficFields = z.object({
  amplification: maybe(amount),
  amplificationPercent: maybe(amount),
  peakAmplification: maybe(amount),
  volumeGbps: maybe(amount),
  mpps: maybe(amount),
  sources: maybe(z.union([amount, text])),
  countries: maybe(amount),
  sourceGeo: maybe(text),
  nonSchoolShare: maybe(z.number().min(0).max(1)),
  pathConcentration: maybe(z.number().min(0).max(1)),
  shape: maybe(text),
});

export type ScenarioHead = z.output<typeof scenarioHead>;
export type ServiceItem = z.output<typeof serviceItem>;
export type ClaimItem = z.output<typeof claimItem>;
export type SignalItem = z.output<typeof signalItem>;
export type TrafficFields = z.output<typeof trafficFields>;
