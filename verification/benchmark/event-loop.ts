// Loaded into a server with --import: tells the process that started it, when asked, for how long its event loop stood
// still at most since it was last asked, and how long its thread computed at most in one go. On a busy machine the first
// is longer: others had the processor.

import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Milliseconds. */
export interface Pause {
  readonly stoodStill: number;
  readonly computed: number;
}

const RESOLUTION = 5;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION });
delays.enable();

const computedSoFar = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
};
let last = computedSoFar();
let computed = 0;
setInterval(() => {
  const now = computedSoFar();
  computed = Math.max(computed, now - last);
  last = now;
}, RESOLUTION).unref();

process.on('message', () => {
  // The timer that measures comes every few milliseconds by itself.
  const pause: Pause = { stoodStill: Math.max(0, delays.max / 1e6 - RESOLUTION), computed };
  process.send?.(pause);
  delays.reset();
  last = computedSoFar();
  computed = 0;
});
process.channel?.unref();
