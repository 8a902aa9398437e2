import { useEffect, useState } from 'react'
import type { AlertSettings } from '#contract/alert-channels.ts'
import type { InputOf } from '#contract/methods.ts'
import { call, onAppEvent, onResync } from '../../state/api.ts'

export type SaveChannels = (input: InputOf<'alerts.saveChannels'>) => Promise<void>

/** Where alerts go, up to date (how a notice went out is told as a change of the settings); null while it loads. */
export function useChannels(): { channels: AlertSettings | null; save: SaveChannels } {
  const [channels, setChannels] = useState<AlertSettings | null>(null)
  useEffect(() => {
    let stopped = false
    const load = () => {
      // A lost link: its state is in sight, and `resync` loads again.
      call('alerts.channels', {}).then(
        known => !stopped && setChannels(known),
        () => {},
      )
    }
    const stops = [onAppEvent('config.changed', event => event.what === 'settings' && load()), onResync(load)]
    load()
    return () => {
      stopped = true
      for (const stop of stops) stop()
    }
  }, [])
  return { channels, save: async input => setChannels(await call('alerts.saveChannels', input)) }
}
