import { useEffect, useState } from 'react'
import type { AlertSettings } from '#contract/alert-channels.ts'
import type { InputOf } from '#contract/methods.ts'
import { call, onAppEvent, onResync } from '../../state/api.ts'
import { renewing } from '../../state/fresh.ts'

export type SaveChannels = (input: InputOf<'alerts.saveChannels'>) => Promise<void>

/** Where alerts go, up to date (how a notice went out is told as a change of the settings); null while it loads. */
export function useChannels(): { channels: AlertSettings | null; save: SaveChannels } {
  const [channels, setChannels] = useState<AlertSettings | null>(null)
  useEffect(() => {
    const { renew, stop } = renewing(() => call('alerts.channels', {}), setChannels)
    const stops = [stop, onAppEvent('config.changed', event => event.what === 'settings' && renew()), onResync(renew)]
    renew()
    return () => {
      for (const each of stops) each()
    }
  }, [])
  return { channels, save: async input => setChannels(await call('alerts.saveChannels', input)) }
}
