import { RefreshCw } from 'lucide-react'
import type { UpdateStatus } from '#contract/updates.ts'
import { checkForUpdate } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { settingsText } from '../../strings/settings.ts'
import { Button } from '../../ui/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { exactTime } from '../../ui/format.ts'
import { notifyError } from '../../ui/toast.tsx'
import { Switch } from '../../ui/toggle.tsx'
import type { SettingsPart } from './appearance.tsx'
import { Section } from './section.tsx'

const t = settingsText.updates

/** Whether there is a newer version, what is new in it, and whether that is wanted at all. */
export function Updates({ settings, onSave }: SettingsPart) {
  const update = useApp(state => state.update)
  if (!update) return null
  const { state, version, notes } = update
  if (state === 'unavailable') {
    return (
      <Section title={t.title}>
        <p className="text-ink-2">{update.message}</p>
      </Section>
    )
  }
  const busy = state === 'checking' || state === 'downloading'
  return (
    <Section title={t.title}>
      <Switch label={t.wanted} hint={t.hint} checked={settings.updates} onChange={updates => onSave({ updates })} />
      {state === 'off' ? null : (
        <div className="flex min-h-7 items-center justify-between gap-4">
          <p role="status" className={state === 'failed' ? 'min-w-0 break-words text-warn' : 'min-w-0 text-ink-2'}>
            {said(update)}
          </p>
          {state === 'ready' ? null : (
            <Button
              icon={<RefreshCw />}
              disabled={busy}
              onClick={() => void checkForUpdate().catch(error => notifyError(t.checkFailed, error))}
            >
              {t.check}
            </Button>
          )}
        </div>
      )}
      {version !== null && notes !== null && state !== 'off' ? (
        <Disclosure title={t.notes(version)}>
          <section
            // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must get to it.
            tabIndex={0}
            aria-label={t.notes(version)}
            className="max-h-60 overflow-y-auto"
          >
            {/* Text, whatever it is made of: somebody else has written it. */}
            <p className="select-text whitespace-pre-wrap break-words text-ink-2">{notes}</p>
          </section>
        </Disclosure>
      ) : null}
    </Section>
  )
}

function said({ state, version, percent, message, checkedAt }: UpdateStatus): string {
  if (state === 'checking') return t.checking
  if (state === 'downloading') return t.downloading(version ?? '', percent ?? 0)
  if (state === 'ready') return t.ready(version ?? '')
  if (state === 'failed') return message ?? ''
  return checkedAt === null ? t.idle : t.current(exactTime(checkedAt))
}
