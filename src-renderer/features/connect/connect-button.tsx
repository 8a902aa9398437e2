import { Plug } from 'lucide-react'
import { lazy, Suspense, useEffect, useState } from 'react'
import type { ProviderInfo } from '#contract/app.ts'
import type { Source } from '#contract/sources.ts'
import { call } from '../../state/api.ts'
import { openDialog } from '../../state/ui.ts'
import { connectText as t } from '../../strings/connect.ts'
import { Button } from '../../ui/button.tsx'

const ConnectDialog = lazy(async () => ({ default: (await import('./connect-dialog.tsx')).ConnectDialog }))

/**
 * The way to a Source's registration, or word that the Source has to be saved first. Opens above what is there; with `instead`, in its
 * place: connecting gives the Source a secret, and a form that was filled before would take it away again.
 */
export function ConnectButton(props: { source: Source | undefined; provider: ProviderInfo | undefined; instead?: boolean }) {
  const { source, provider, instead } = props
  const [makes, setMakes] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const id = provider?.id ?? null
  useEffect(() => {
    // Without an answer there is no button, and the way by hand stands above it.
    call('registrations.options', { provider: id }).then(
      ({ api }) => setMakes(api?.makes ? id : null),
      () => setMakes(null),
    )
  }, [id])
  if (!provider || makes !== provider.id) return null
  // What is stored is connected, not what is being typed.
  if (source?.provider !== provider.id)
    return <p className="border-line border-t pt-3 text-ink-2 text-small">{t.saveFirst(provider.name)}</p>
  return (
    <div className="border-line border-t pt-3">
      <Button icon={<Plug />} onClick={() => (instead ? openDialog({ kind: 'connect', sourceId: source.id }) : setOpen(true))}>
        {t.open(provider.name)}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <ConnectDialog sourceId={source.id} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  )
}
