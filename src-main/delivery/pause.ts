import type { Clock } from './types.ts'

/** Resolves after `ms` of the given clock. */
export function pause(clock: Pick<Clock, 'timer'>, ms: number): Promise<void> {
  return new Promise(resolve => {
    clock.timer(ms, resolve)
  })
}
