import { Download, Upload } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Job } from '#contract/jobs.ts'
import { uploadBody } from '../../link/bodies.ts'
import { call } from '../../state/api.ts'
import { onJobEnd, startJob } from '../../state/jobs.ts'
import { settingsText } from '../../strings/settings.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { RelativeTime } from '../../ui/relative-time.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'
import { Checkbox } from '../../ui/toggle.tsx'
import { Section } from './section.tsx'

const t = settingsText.workspace
/** So long the core keeps the file of an export, ms. */
const KEPT_MS = 86_400_000

/** The workspace as a file: out, and in. Both are long work; how far they are is seen where all long work is. */
export function Workspace({ onClose }: { onClose(): void }) {
  const [passphrase, setPassphrase] = useState('')
  const [credentials, setCredentials] = useState(false)
  const file = useRef<HTMLInputElement>(null)
  const withPassphrase = passphrase === '' ? {} : { passphrase }

  const exportNow = async () => {
    const stop = onJobEnd(job => {
      if (job.kind !== 'workspace.export') return
      stop()
      if (job.state === 'done') notify({ tone: 'ok', title: t.ready, action: { label: t.download, run: () => download(job.id) } })
    })
    try {
      await startJob({ kind: 'workspace.export', options: { ...withPassphrase, includeCredentials: credentials } })
      onClose()
    } catch (error) {
      stop()
      notifyError(t.exportFailed, error)
    }
  }
  const importNow = async (given: File) => {
    try {
      const { bodyRef } = await uploadBody(given)
      await startJob({ kind: 'workspace.import', options: { ...withPassphrase, bodyRef } })
      onClose()
    } catch (error) {
      notifyError(t.importFailed, error)
    }
  }
  return (
    <Section title={t.title} hint={t.hint}>
      <Field label={t.passphrase} hint={t.passphraseHint}>
        <Input type="password" autoComplete="new-password" value={passphrase} onChange={event => setPassphrase(event.target.value)} />
      </Field>
      <Checkbox label={t.credentials} hint={t.credentialsHint} checked={credentials} onChange={setCredentials} />
      <div className="flex gap-2">
        <Button icon={<Download />} onClick={() => void exportNow()}>
          {t.export}
        </Button>
        <Button icon={<Upload />} onClick={() => file.current?.click()}>
          {t.import}
        </Button>
        <input
          ref={file}
          type="file"
          hidden
          aria-label={t.import}
          accept=".gz,application/gzip"
          onChange={event => {
            const [given] = event.target.files ?? []
            event.target.value = ''
            if (given) void importNow(given)
          }}
        />
      </div>
      <LastExport />
    </Section>
  )
}

/** The way to the file of the last export, as long as there is one: the note that said it was ready is long gone. */
function LastExport() {
  const [last, setLast] = useState<Job | null>(null)
  useEffect(() => {
    let wanted = true
    // Without the list there is nothing to offer, and the next export says where it is.
    call('jobs.list', {}).then(
      ({ rows }) => wanted && setLast(rows.find(({ kind, state }) => kind === 'workspace.export' && state === 'done') ?? null),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [])
  if (last === null || last.updatedAt < Date.now() - KEPT_MS) return null
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-2">
      <span>
        {t.last} <RelativeTime at={last.updatedAt} />
      </span>
      <Button size="small" icon={<Download />} onClick={() => download(last.id)}>
        {t.download}
      </Button>
      <span className="text-ink-3 text-small">{t.kept}</span>
    </p>
  )
}

/** By a link of the page's own, which the host answers as a download. */
function download(jobId: string): void {
  const link = document.createElement('a')
  link.href = `/files/${jobId}`
  link.download = ''
  link.click()
}
