import type { UpdateStatus } from '#contract/updates.ts'
import type { EventHub } from '../event-hub.ts'
import type { Updater } from '../ports.ts'
import type { Services } from '../services.ts'

const elsewhere: UpdateStatus = {
  state: 'unavailable',
  version: null,
  notes: null,
  percent: null,
  message: 'This Hookbench runs in a browser: it is updated where it was installed.',
  checkedAt: null,
}

/** `updates.*`, and their event. */
export function updateServices(updater: Updater | undefined, hub: Pick<EventHub, 'publish'>) {
  const status = () => updater?.status() ?? elsewhere
  updater?.onChange(() => hub.publish('update.changed', { update: status() }))
  return {
    'updates.status': async () => status(),
    'updates.check': async () => {
      await updater?.check()
      return status()
    },
  } satisfies Partial<Services>
}
