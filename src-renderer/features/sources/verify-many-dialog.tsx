import { useEffect, useState } from 'react'
import type { Job } from '#contract/jobs.ts'
import { messageOf } from '#domain/error-text.ts'
import { call, onAppEvent } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { sourcesText } from '../../strings/sources.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { count } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { ProviderPicker } from '../providers/provider-picker.tsx'
import { SecretAdvice } from '../secrets/secret-advice.tsx'
import { SecretInput } from '../secrets/secret-input.tsx'

const t = sourcesText.verifyMany
const verdicts = ['verified', 'failed', 'unsigned', 'unconfigured'] as const
const tones: Record<(typeof verdicts)[number], Tone> = { verified: 'ok', failed: 'bad', unsigned: 'warn', unconfigured: 'quiet' }

/** Verifies several captured Requests once more, with another provider or secret, and counts the verdicts. Nothing stored changes. */
export function VerifyManyDialog({ ids, onClose }: { ids: readonly string[]; onClose(): void }) {
  const providers = useApp(state => state.providers)
  const [provider, setProvider] = useState('')
  const [secret, setSecret] = useState('')
  const [error, setError] = useState<string | null>(null)
  const { job, start } = useVerifyJob()
  const info = providers.find(candidate => candidate.id === provider)
  const scheme = info?.schemes[0]

  const run = async () => {
    setError(null)
    try {
      await start(ids, { ...(provider === '' ? {} : { provider }), ...(secret.trim() === '' ? {} : { secrets: [secret.trim()] }) })
    } catch (failure) {
      setError(messageOf(failure))
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      onSubmit={() => void run()}
      title={t.title}
      description={t.description(count(ids.length))}
      footer={
        <>
          <Button onClick={onClose}>{en.action.close}</Button>
          <Button type="submit" kind="primary" disabled={job?.state === 'running'}>
            {job?.state === 'running' ? t.working : t.start}
          </Button>
        </>
      }
    >
      {error === null ? null : (
        <Notice tone="bad" title={t.failed} live>
          {error}
        </Notice>
      )}
      <ProviderPicker value={provider} none={t.asConfigured} onChange={setProvider} />
      <Field label={en.source.secret} hint={scheme?.secretHint}>
        <SecretInput value={secret} placeholder="" onChange={setSecret} />
        <SecretAdvice value={secret} purpose={{ provider, scheme: '', role: scheme?.secretRole ?? 'signing' }} />
      </Field>
      {job === null ? null : <Outcome job={job} />}
    </Dialog>
  )
}

function Outcome({ job }: { job: Job }) {
  const result = job.result ?? {}
  return (
    <section aria-label={t.result} className="flex flex-col gap-2 rounded-panel border border-line bg-panel p-3">
      <p role="status" className="text-ink-2">
        {job.error ?? t.of(count(job.done + job.failed), count(job.total ?? job.done + job.failed))}
      </p>
      <div className="flex flex-wrap gap-2">
        {verdicts.map(verdict => (
          <Badge key={verdict} tone={(result[verdict] ?? 0) > 0 ? tones[verdict] : 'quiet'}>
            {`${t.verdicts[verdict]}: ${count(result[verdict] ?? 0)}`}
          </Badge>
        ))}
      </div>
    </section>
  )
}

/** A job of this dialog's own: its result is read here, beside the strip that shows all work. */
function useVerifyJob() {
  const [job, setJob] = useState<Job | null>(null)
  const id = job?.id
  useEffect(() => {
    if (id === undefined) return
    return onAppEvent('job.changed', event => event.job.id === id && setJob(event.job))
  }, [id])
  const start = async (ids: readonly string[], options: Record<string, unknown>) => {
    const { jobId } = await call('jobs.start', { kind: 'requests.verify', ids: [...ids], options })
    setJob(await call('jobs.get', { id: jobId }))
    // What happened between the two answers was told to nobody.
    setJob(await call('jobs.get', { id: jobId }))
  }
  return { job, start }
}
