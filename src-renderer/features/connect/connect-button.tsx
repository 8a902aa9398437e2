import { Plug } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { ProviderInfo } from '#contract/app.ts'
import type { Source } from '#contract/sources.ts'
import { call } from '../../state/api.ts'
import { openDialog } from '../../state/ui.ts'
import { connectText as t } from '../../strings/connect.ts'
import { Button } from '../../ui/button.tsx'

/**
 * The way from a Source's dialog to its registration, in the place of that dialog: connecting gives the Source a secret, and a form that
 * was filled before would take it away again. Says so where the Source has to be saved first.
 */
export function ConnectButton({ source, provider }: { source: Source | undefined; provider: ProviderInfo | undefined }) {
  const [makes, setMakes] = useState<string | null>(null)
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
      <Button icon={<Plug />} onClick={() => openDialog({ kind: 'connect', sourceId: source.id })}>
        {t.open(provider.name)}
      </Button>
    </div>
  )
}
