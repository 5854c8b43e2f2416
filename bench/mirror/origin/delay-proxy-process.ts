import { inChild } from '../../../home/rehearse/in-child.ts';
import { type DelayProxySpec, startDelayProxy } from './delay-proxy.ts';

// The way to a far server as a process of its own, so that neither the bench nor a crawler pays for it.

inChild<DelayProxySpec>((spec) => startDelayProxy(spec));
