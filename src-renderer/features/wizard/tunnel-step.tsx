import { useApp } from '../../state/store.ts'
import { wizardText } from '../../strings/wizard.ts'
import { TunnelFields } from '../tunnel/tunnel-fields.tsx'
import { TunnelState } from '../tunnel/tunnel-state.tsx'
import type { TunnelForm } from '../tunnel/use-tunnel-form.ts'

const t = wizardText.tunnel

/** A public URL, or none for now. */
export function TunnelStep({ form }: { form: TunnelForm }) {
  const on = useApp(state => (state.tunnel?.state ?? 'off') !== 'off')
  return (
    <div className="flex min-h-64 flex-col gap-4">
      <div>
        <h3 className="font-semibold">{t.title}</h3>
        <p className="text-ink-2">{t.text}</p>
      </div>
      {on ? <TunnelState /> : null}
      <TunnelFields form={form} />
    </div>
  )
}
