import type { EventHub } from '#app/event-hub.ts'
import type { Log } from '#app/ports.ts'
import type { Services } from '#app/services.ts'
import type { Settings } from '#contract/app.ts'
import type { LoginItem } from './login.ts'

interface Options {
  readonly services: Pick<Services, 'settings.get' | 'settings.save'>
  readonly hub: Pick<EventHub, 'subscribe'>
  readonly log: Log
  readonly login: LoginItem | null
  /** Called when updates are to be looked for, or no longer, and at the start. */
  readonly updates: (wanted: boolean) => void
}

/** Does what the settings say that only the desktop can do. Resolves when it knows them; `current` is always at hand. */
export async function followSettings({ services, hub, log, login, updates }: Options): Promise<{ current(): Settings }> {
  let settings = await services['settings.get']({})
  const follow = (next: Settings): void => {
    const before = settings
    settings = next
    if (next.updates !== before.updates) updates(next.updates)
    if (next.openAtLogin !== before.openAtLogin) setLogin(next.openAtLogin)
  }
  const setLogin = (wanted: boolean): void => {
    try {
      login?.set(wanted)
    } catch (error) {
      log.warn('login_item.not_set', { error: String(error) })
      // The switch goes back to what is true, which is nothing that has to be done.
      settings = { ...settings, openAtLogin: !wanted }
      void services['settings.save']({ openAtLogin: !wanted }).catch(() => undefined)
    }
  }
  hub.subscribe({ topics: ['config.changed'] }, event => {
    if (event.type !== 'config.changed' || event.what !== 'settings') return
    services['settings.get']({}).then(follow, error => log.warn('settings.not_read', { error: String(error) }))
  })

  updates(settings.updates)
  // The system has the last word: whoever took the entry away there does not find it back. One that is there may name a program that was moved.
  if (login && settings.openAtLogin) {
    if (login.get()) setLogin(true)
    else settings = await services['settings.save']({ openAtLogin: false })
  }
  return { current: () => settings }
}
