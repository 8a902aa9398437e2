import { networkInterfaces } from 'node:os'
import type { Clock, Machine } from './ports.ts'

const EVERY_MS = 5000
/** Wall time that passed without the process: less is a busy machine. */
const SLEPT_FROM = 20_000

interface Options {
  readonly clock: Clock
  readonly onWake: () => void
  readonly onNetwork: () => void
  /** Where the system reports a wake-up, it is noticed at once and not at the next check. */
  readonly machine?: Machine | undefined
  /** The machine's addresses as one text; for tests. */
  readonly addresses?: () => string
}

/**
 * Notices that the machine slept or changed its network, in every host alike. A clock that a person sets forward looks like sleep;
 * what follows from that is harmless.
 */
export function watchMachine({ clock, machine, onWake, onNetwork, addresses = localAddresses }: Options) {
  let wall = clock.now()
  let known = addresses()
  let cancel = () => {}
  let stopped = false
  const look = () => {
    const passed = clock.now() - wall
    wall = clock.now()
    const now = addresses()
    const moved = now !== known
    known = now
    cancel = clock.timer(EVERY_MS, look)
    // A machine that wakes up elsewhere has done both; reporting one of them is enough.
    if (passed >= EVERY_MS + SLEPT_FROM) onWake()
    // With no address at all there is nothing to connect with; the next change brings one.
    else if (moved && now !== '') onNetwork()
  }
  const resumed = () => {
    if (stopped) return
    // What the next look would find is told now, once.
    wall = clock.now()
    known = addresses()
    onWake()
  }
  machine?.onResume(resumed)
  cancel = clock.timer(EVERY_MS, look)
  return {
    stop() {
      stopped = true
      cancel()
    },
  }
}

/** Addresses that others can be reached from; link-local ones come and go by themselves. */
function localAddresses(): string {
  return Object.values(networkInterfaces())
    .flat()
    .filter(entry => entry !== undefined && !entry.internal && !entry.address.startsWith('fe80:'))
    .map(entry => entry?.address)
    .sort()
    .join(' ')
}
