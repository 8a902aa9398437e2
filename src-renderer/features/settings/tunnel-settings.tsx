import type { Settings } from '#contract/app.ts'
import { useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { tunnelText as t } from '../../strings/tunnel.ts'
import { Button } from '../../ui/button.tsx'
import { Switch } from '../../ui/toggle.tsx'
import { Section } from './section.tsx'

/** What belongs to the tunnel and is not in its own dialog's way: starting by itself, and how many requests it costs. */
export function TunnelSettings({ onSave }: { onSave(patch: Partial<Settings>): void }) {
  const atStart = useApp(state => state.settings?.tunnelAtStart ?? false)
  const tests = useApp(state => state.tunnel?.tests)
  const state = useApp(store => store.tunnel?.state ?? 'off')
  return (
    <Section title={t.title} hint={t.testsHint}>
      <Switch label={t.atStart} checked={atStart} onChange={tunnelAtStart => onSave({ tunnelAtStart })} />
      <div className="flex min-h-7 items-center justify-between gap-4">
        <p>
          {t.facts.tests}
          {tests ? <span className="text-ink-2"> · {t.facts.testsOf(tests.today, tests.atMost)}</span> : null}
        </p>
        <Button onClick={() => openDialog({ kind: 'tunnel' })}>{t.open(t.states[state])}</Button>
      </div>
    </Section>
  )
}
