import { useState } from 'react'
import type { RequestDetail, Verification } from '#contract/requests.ts'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { detailText as t } from '../../strings/detail.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { Proof } from './verification-tab.tsx'

const OWN = ''

/** Verifies the stored bytes once more, with another provider, scheme or secret. The core stores nothing of it. */
export function VerifyAgain({ request }: { request: RequestDetail }) {
  const providers = useApp(state => state.providers)
  const [provider, setProvider] = useState(OWN)
  const [scheme, setScheme] = useState(OWN)
  const [secret, setSecret] = useState('')
  const [busy, setBusy] = useState(false)
  const [result, setResult] = useState<{ ok: true; verification: Verification } | { ok: false; message: string } | null>(null)
  const info = providers.find(candidate => candidate.id === (provider === OWN ? request.provider : provider))
  const chosenScheme = info?.schemes.find(candidate => candidate.id === scheme)

  const run = async () => {
    setBusy(true)
    try {
      const verification = await call('requests.verify', {
        id: request.id,
        ...(provider === OWN ? {} : { provider }),
        ...(scheme === OWN ? {} : { scheme }),
        ...(secret === '' ? {} : { secrets: [secret] }),
      })
      setResult({ ok: true, verification })
    } catch (error) {
      setResult({ ok: false, message: error instanceof Error ? error.message : String(error) })
    } finally {
      setBusy(false)
    }
  }

  return (
    <section className="flex flex-col gap-3 rounded-panel border border-line bg-panel p-3">
      <div>
        <h3 className="font-medium">{t.verification.again}</h3>
        <p className="text-ink-2 text-small">{t.verification.againHint}</p>
      </div>
      <form
        className="flex flex-wrap items-start gap-3"
        onSubmit={event => {
          event.preventDefault()
          void run()
        }}
      >
        <div className="min-w-44 flex-1">
          <Field label={t.verification.provider}>
            <Select
              value={provider}
              options={[
                { value: OWN, label: t.verification.asConfigured },
                ...providers.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={next => {
                setProvider(next)
                setScheme(OWN)
              }}
            />
          </Field>
        </div>
        <div className="min-w-44 flex-1">
          <Field label={t.verification.scheme}>
            <Select
              value={scheme}
              options={[
                { value: OWN, label: t.verification.schemeAny },
                ...(info?.schemes ?? []).map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={setScheme}
            />
          </Field>
        </div>
        <div className="min-w-56 flex-[2]">
          <Field label={t.verification.secret} hint={chosenScheme?.secretHint ?? info?.schemes[0]?.secretHint ?? t.verification.secretHint}>
            <Input
              mono
              type="password"
              autoComplete="off"
              value={secret}
              placeholder={t.verification.secretHint}
              onChange={event => setSecret(event.target.value)}
            />
          </Field>
        </div>
        <Button type="submit" className="@md:mt-6" disabled={busy}>
          {t.verification.run}
        </Button>
      </form>
      <div aria-live="polite">
        {result === null ? null : result.ok ? (
          <div className="border-line border-t pt-3">
            <h4 className="mb-2 font-medium">{t.verification.result}</h4>
            <Proof verification={result.verification} label={t.verification.result} />
          </div>
        ) : (
          <Notice tone="bad">{result.message}</Notice>
        )}
      </div>
    </section>
  )
}
