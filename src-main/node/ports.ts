import type { Ports } from '#app/ports.ts'
import { systemClock } from './clock.ts'
import { stderrLog } from './log.ts'
import { pageNotifier } from './notifier.ts'
import { pathsFrom } from './paths.ts'
import { systemRandom } from './random.ts'
import { keyFileSecrets } from './secrets.ts'

/** Everything the core needs, from plain Node. The data folder must be there and ours. */
export function nodePorts(entry: string, dataDir: string): Ports {
  return {
    clock: systemClock,
    random: systemRandom,
    secrets: keyFileSecrets(dataDir),
    notifier: pageNotifier,
    log: stderrLog(),
    paths: pathsFrom(entry, dataDir),
  }
}
