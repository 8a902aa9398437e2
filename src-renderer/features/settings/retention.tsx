import { useEffect, useState } from 'react'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { settingsText } from '../../strings/settings.ts'
import { bytes } from '../../ui/format.ts'
import type { SettingsPart } from './appearance.tsx'
import { NumberSetting } from './number-setting.tsx'
import { Section } from './section.tsx'

const GIB = 1024 ** 3
const t = settingsText.now

/** How much is kept, and what that would delete now. */
export function Retention({ settings, onSave }: SettingsPart) {
  const { maxBytes, inboxMaxBytes, inboxMaxDays } = settings
  return (
    <Section title={en.settings.retention} hint={en.settings.retentionHint}>
      <div className="grid gap-4 sm:grid-cols-3">
        <NumberSetting label={en.settings.maxBytes} value={maxBytes} unit={GIB} onSave={value => onSave({ maxBytes: value })} />
        <NumberSetting
          label={en.settings.inboxMaxBytes}
          value={inboxMaxBytes}
          unit={GIB}
          onSave={value => onSave({ inboxMaxBytes: value })}
        />
        <NumberSetting label={en.settings.inboxMaxDays} value={inboxMaxDays} unit={1} onSave={value => onSave({ inboxMaxDays: value })} />
      </div>
      <Forecast maxBytes={maxBytes} days={inboxMaxDays} />
    </Section>
  )
}

function Forecast({ maxBytes, days }: { maxBytes: number; days: number }) {
  const used = useApp(state => state.info?.storeBytes ?? 0)
  const [old, setOld] = useState<{ count: number; text: string } | null>(null)
  useEffect(() => {
    let current = true
    call('requests.count', { filter: `source:inbox -is:pinned before:${Math.max(1, Math.round(days))}d` })
      .then(answer => current && setOld(answer))
      // The link's state is in sight; nothing is said that is not known.
      .catch(() => {})
    return () => {
      current = false
    }
  }, [days])
  return (
    <div role="status" aria-label={t.label} className="text-ink-2 text-small">
      <p>{used > maxBytes ? t.over(bytes(used - maxBytes)) : t.fits(bytes(used), bytes(maxBytes))}</p>
      {old && old.count > 0 ? <p>{t.inbox(old.text)}</p> : null}
    </div>
  )
}
