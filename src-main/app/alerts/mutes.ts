import { isMuted, type Mute, withMute } from '#domain/alerts.ts'
import type { ConfigCache } from '../config/cache.ts'
import type { Clock } from '../ports.ts'

const KEY = 'alertMutes'

/** What a person does not want to hear of for a while: kept with the settings, so that it outlives a restart. */
export function createMutes(config: Pick<ConfigCache, 'setting' | 'saveSettings' | 'exclusively'>, clock: Pick<Clock, 'now'>) {
  const saved = (): readonly Mute[] => (config.setting(KEY) as readonly Mute[] | undefined) ?? []
  const active = () => saved().filter(mute => mute.until > clock.now())
  return {
    active,
    muted: (alert: Parameters<typeof isMuted>[1]): boolean => saved().length > 0 && isMuted(saved(), alert, clock.now()),
    /** `forMs` 0 ends it. */
    mute: (what: Pick<Mute, 'kind' | 'target'>, forMs: number) =>
      config.exclusively(async () => {
        const now = clock.now()
        await config.saveSettings({ [KEY]: withMute(saved(), { ...what, until: now + forMs }, now) })
        return active()
      }),
  }
}
export type Mutes = ReturnType<typeof createMutes>
