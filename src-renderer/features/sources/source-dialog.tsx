import { useState } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import { call } from '../../state/api.ts'
import { loadSources } from '../../state/config.ts'
import { useApp } from '../../state/store.ts'
import { setScope } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { notify } from '../../ui/toast.tsx'
import { SecretsField } from '../secrets/secrets-field.tsx'
import { ForwardFields } from './forward-fields.tsx'
import { ProviderPicker } from './provider-picker.tsx'
import { ReplyFields } from './reply-fields.tsx'
import { SchemeField } from './scheme-field.tsx'
import { Setup } from './setup.tsx'
import { type SourceDraft, schemeOf, slugOf, sourceDraft, sourceErrors, sourceInput } from './source-draft.ts'

/** Creates or edits a Source. Says where to paste the URL before anything is saved: people have both windows open. */
export function SourceDialog({ id, from, onClose }: { id: string | null; from?: RequestRow | undefined; onClose(): void }) {
  const source = useApp(state => state.sources.find(candidate => candidate.id === id))
  const providers = useApp(state => state.providers)
  const receiver = useApp(state => state.info?.receiver ?? '')
  const [draft, setDraft] = useState<SourceDraft>(() => sourceDraft(source, from, providers))
  const [tried, setTried] = useState(false)
  const [saving, setSaving] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const errors = tried ? sourceErrors(draft) : {}
  const change = (patch: Partial<SourceDraft>) => setDraft(old => ({ ...old, ...patch }))
  const rename = (name: string) => change({ name, ...(draft.slugTyped ? {} : { slug: slugOf(name) }) })
  const scheme = schemeOf(draft, providers)

  const submit = async () => {
    setTried(true)
    if (Object.keys(sourceErrors(draft)).length > 0) return
    setSaving(true)
    try {
      const saved = await call('sources.save', sourceInput(draft, source, providers))
      await loadSources()
      if (!source) setScope({ kind: 'source', id: saved.id })
      notify({ tone: 'ok', title: source ? en.source.saved : en.source.created })
      onClose()
    } catch (error) {
      setRefused(error instanceof Error ? error.message : String(error))
      setSaving(false)
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={source ? en.source.editTitle : en.source.createTitle}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>{en.action.cancel}</Button>
          <Button kind="primary" type="submit" disabled={saving}>
            {source ? en.action.save : en.action.create}
          </Button>
        </>
      }
    >
      <ProviderPicker
        value={draft.provider}
        onChange={(provider, name) => {
          change({ provider, scheme: '' })
          if (draft.name === '' && name) rename(name)
        }}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={en.source.name} error={errors.name}>
          <Input
            value={draft.name}
            placeholder={en.source.namePlaceholder}
            maxLength={100}
            onChange={event => rename(event.target.value)}
          />
        </Field>
        <Field label={en.source.slug} hint={en.source.slugHint} error={errors.slug}>
          <Input
            mono
            value={draft.slug}
            maxLength={64}
            onChange={event => change({ slug: event.target.value.replace(/^\//, ''), slugTyped: true })}
          />
        </Field>
      </div>
      <Setup provider={draft.provider} url={`${receiver}/${draft.slug}`} />
      <SchemeField draft={draft} onChange={change} />
      <SecretsField
        label={scheme?.name ? en.source.secretOf(scheme.name) : en.source.secret}
        hint={scheme?.secretHint ?? ''}
        draft={draft.secrets}
        onChange={secrets => change({ secrets })}
      />
      <Disclosure title={en.source.advanced} open={Boolean(errors.status || errors.delay)}>
        <ReplyFields draft={draft} errors={errors} onChange={change} />
        <ForwardFields draft={draft} onChange={change} />
      </Disclosure>
      {refused ? (
        <Notice tone="bad" title={en.source.saveFailed} live>
          {refused}
        </Notice>
      ) : null}
    </Dialog>
  )
}
