import { useState } from 'react'
import type { Endpoint } from '#contract/endpoints.ts'
import type { OutputOf } from '#contract/methods.ts'
import { call } from '../../state/api.ts'
import { loadEndpoints } from '../../state/config.ts'
import { endpointText } from '../../strings/endpoint.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { exactTime, span } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'

const t = endpointText.check
type Handshake = keyof typeof t.handshakes
const options = (Object.keys(t.handshakes) as Handshake[]).map(value => ({ value, label: t.handshakes[value] }))
const isHandshake = (text: string | undefined): text is Handshake => text !== undefined && Object.hasOwn(t.handshakes, text)

/** Acts out a registration handshake with the Endpoint as it is saved, and says why it failed when it did. */
export function CheckField({ endpoint }: { endpoint: Endpoint | undefined }) {
  const proof = endpoint?.registration
  const [handshake, choose] = useState<Handshake>(isHandshake(proof?.handshake) ? proof.handshake : 'challenge')
  const [result, setResult] = useState<OutputOf<'endpoints.check'> | { ok: false; reason: string } | null>(null)
  const [busy, setBusy] = useState(false)
  if (!endpoint) return <p className="text-ink-2">{t.saveFirst}</p>
  const run = async () => {
    setBusy(true)
    try {
      setResult(await call('endpoints.check', { id: endpoint.id, handshake }))
      await loadEndpoints()
    } catch (error) {
      setResult({ ok: false, reason: error instanceof Error ? error.message : String(error) })
    }
    setBusy(false)
  }
  return (
    <>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field label={t.handshake}>
            <Select<Handshake> value={handshake} options={options} onChange={choose} />
          </Field>
        </div>
        <Button disabled={busy} onClick={() => void run()}>
          {busy ? t.running : t.run}
        </Button>
      </div>
      <p className="text-ink-3 text-small">{t.hint}</p>
      {result === null ? null : result.ok ? (
        <Notice tone="ok" live>
          {t.ok(span(result.durationMs))}
        </Notice>
      ) : (
        <Notice tone="bad" title={t.failed} live>
          {result.reason}
        </Notice>
      )}
      {result === null && proof?.verifiedAt ? (
        <p className="text-ink-2 text-small">
          {t.verified}: {exactTime(proof.verifiedAt)}
        </p>
      ) : null}
    </>
  )
}
