import { useState } from 'react'
import type { AlertChannel, AlertRules } from '#contract/alert-channels.ts'
import type { AlertKind } from '#contract/alerts.ts'
import { alertsText } from '../../strings/alerts.ts'
import { notifyError } from '../../ui/toast.tsx'
import { Checkbox } from '../../ui/toggle.tsx'
import type { SaveChannels } from './use-channels.ts'

const t = alertsText.channels
const channels: readonly AlertChannel[] = ['native', 'webhook', 'email']

/** Which alerts go by which channel; each is saved when it is changed. */
export function Rules({ rules, save }: { rules: AlertRules; save: SaveChannels }) {
  const kinds = Object.keys(alertsText.kinds) as AlertKind[]
  // As it was clicked, at once; what the core says when it refuses.
  const [chosen, choose] = useState<Readonly<Record<string, boolean>>>({})
  const set = (kind: AlertKind, channel: AlertChannel, wanted: boolean) => {
    const key = `${kind} ${channel}`
    choose(before => ({ ...before, [key]: wanted }))
    save({ rules: { [kind]: { [channel]: wanted } } }).catch(error => {
      choose(({ [key]: _, ...others }) => others)
      notifyError(t.failed, error)
    })
  }
  return (
    <table className="w-full">
      <thead className="text-left text-ink-3 text-small">
        <tr>
          <th className="font-normal">{t.kind}</th>
          {channels.map(channel => (
            <th key={channel} className="w-16 text-center font-normal">
              {t.columns[channel]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {kinds.map(kind => (
          <tr key={kind} className="border-line border-t">
            <th scope="row" className="h-8 py-1 text-left font-normal">
              {alertsText.kinds[kind]}
            </th>
            {channels.map(channel => (
              <td key={channel} className="pt-1 text-center align-top">
                <Checkbox
                  bare
                  label={t.rule(alertsText.kinds[kind], t.columns[channel])}
                  checked={chosen[`${kind} ${channel}`] ?? rules[kind][channel]}
                  onChange={wanted => set(kind, channel, wanted)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
