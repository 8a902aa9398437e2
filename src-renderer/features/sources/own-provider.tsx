import { PencilRuler } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import type { ProviderInfo } from '#contract/app.ts'
import { sourcesText as t } from '../../strings/sources.ts'
import { Button } from '../../ui/button.tsx'

const CustomDialog = lazy(async () => ({ default: (await import('../providers/custom/custom-dialog.tsx')).CustomDialog }))

/** The way to a provider of one's own from where one is chosen: describe a new one, or edit the one that is chosen. */
export function OwnProvider(props: {
  provider: ProviderInfo | undefined
  /** A captured Request to try the description on. */
  requestId: string | null
  onSaved(saved: ProviderInfo): void
  onRemoved(): void
}) {
  const { provider, requestId, onSaved, onRemoved } = props
  const [open, setOpen] = useState(false)
  const own = provider?.evidence === 'custom' ? provider : undefined
  return (
    <>
      <Button size="small" kind="ghost" className="-mr-2" icon={<PencilRuler />} onClick={() => setOpen(true)}>
        {own ? t.editDescription : t.describe}
      </Button>
      {open ? (
        <Suspense fallback={null}>
          <CustomDialog id={own?.id ?? null} requestId={requestId} onClose={() => setOpen(false)} onSaved={onSaved} onRemoved={onRemoved} />
        </Suspense>
      ) : null}
    </>
  )
}
