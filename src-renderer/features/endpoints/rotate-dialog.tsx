import { useState } from 'react'
import { call } from '../../state/api.ts'
import { loadEndpoints } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { endpointText } from '../../strings/endpoint.ts'
import { Button } from '../../ui/button.tsx'
import { CloseButton, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { exactTime } from '../../ui/format.ts'
import { Input } from '../../ui/input.tsx'
import { ValueBox } from '../../ui/mono.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { SecretInput } from '../secrets/secret-input.tsx'
import { numberError } from './retry-draft.ts'

const t = endpointText.signing

/** Gives an Endpoint a new secret while the old one goes on signing beside it; a made one is shown this once. */
export function RotateDialog({ id, onClose }: { id: string; onClose(): void }) {
  const endpoint = useApp(state => state.endpoints.find(candidate => candidate.id === id))
  const [own, setOwn] = useState('')
  const [hours, setHours] = useState('24')
  const [made, setMade] = useState<{ secret: string; previousValidUntil: number } | null>(null)
  const [error, setError] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const wrong = numberError(hours, 0, 2400)
  if (!endpoint) return null
  const rotate = async () => {
    if (wrong !== undefined) return
    setBusy(true)
    try {
      const secret = own.trim()
      setMade(await call('endpoints.rotateSecret', { id, overlapHours: Number(hours), ...(secret === '' ? {} : { secret }) }))
      await loadEndpoints()
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
    }
    setBusy(false)
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.rotateTitle(endpoint.name)}
      description={t.rotateHint}
      width="small"
      refused={error === null ? null : { title: t.failed, text: error }}
      onSubmit={() => (made === null ? void rotate() : onClose())}
      footer={
        made === null ? (
          <>
            <CloseButton />
            <Button kind="primary" type="submit" disabled={busy}>
              {t.rotate_}
            </Button>
          </>
        ) : (
          <Button kind="primary" type="submit">
            {en.action.close}
          </Button>
        )
      }
    >
      {made === null ? (
        <>
          <Unsaved draft={own} />
          <Field label={t.own}>
            <SecretInput value={own} placeholder={t.ownPlaceholder} onChange={setOwn} />
          </Field>
          <Field label={t.overlap} error={wrong}>
            <Input inputMode="decimal" value={hours} onChange={event => setHours(event.target.value)} />
          </Field>
        </>
      ) : (
        <>
          <Notice tone="ok" title={t.once} live>
            {Number(hours) === 0 ? t.ended : t.until(exactTime(made.previousValidUntil))}
          </Notice>
          <ValueBox value={made.secret} what={t.generated} />
        </>
      )}
    </Dialog>
  )
}
