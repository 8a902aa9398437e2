import { useState } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import { call } from '../../state/api.ts'
import { loadSources } from '../../state/config.ts'
import { useRefusal } from '../../state/refusal.ts'
import { useApp } from '../../state/store.ts'
import { baseUrl } from '../../state/tunnel.ts'
import { setScope } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { sourcesText as t } from '../../strings/sources.ts'
import { Button } from '../../ui/button.tsx'
import { CloseButton, Dialog } from '../../ui/dialog.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { notify, notifyError } from '../../ui/toast.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { ConnectButton } from '../connect/connect-button.tsx'
import { ProviderCard } from '../providers/provider-card.tsx'
import { ProviderPicker } from '../providers/provider-picker.tsx'
import { DuplicateFields } from './duplicate-fields.tsx'
import { ForwardFields } from './forward-fields.tsx'
import { OwnProvider } from './own-provider.tsx'
import { ReplyFields } from './reply-fields.tsx'
import { SchemeField } from './scheme-field.tsx'
import { SecretFields } from './secret-fields.tsx'
import { type SourceDraft, slugOf, sourceDraft, sourceErrors, sourceInput, withProvider } from './source-draft.ts'
import { useLearned } from './use-learned.ts'

const refusable = {
  name: 'name',
  slug: 'slug',
  'reply.status': 'status',
  'reply.headers': 'headers',
  'reply.firstN': 'firstN',
  'reply.endpointId': 'passTo',
  duplicateKey: 'key',
} as const

/** Creates or edits a Source. Says where to paste the URL before anything is saved: people have both windows open. */
export function SourceDialog(props: { id: string | null; from?: RequestRow | undefined; provider?: string | undefined; onClose(): void }) {
  const { id, from, onClose } = props
  const source = useApp(state => state.sources.find(candidate => candidate.id === id))
  const providers = useApp(state => state.providers)
  const base = useApp(baseUrl) ?? ''
  const [draft, setDraft] = useState<SourceDraft>(() =>
    sourceDraft(source, props.provider ? { provider: props.provider } : from, providers),
  )
  // As it was when it was opened: what comes meanwhile (a secret by handshake) must not be undone by saving this.
  const [openedAt] = useState(source?.updatedAt)
  const [tried, setTried] = useState(false)
  const [saving, setSaving] = useState(false)
  const refusal = useRefusal(refusable)
  const learned = useLearned(from)
  const errors = { ...refusal.fields, ...(tried ? sourceErrors(draft) : {}) }
  const change = (patch: Partial<SourceDraft>) => {
    refusal.clear()
    setDraft(old => ({ ...old, ...patch }))
  }
  const rename = (name: string) => change({ name, ...(draft.slugTyped ? {} : { slug: slugOf(name) }) })
  const choose = (provider: string, name: string | null) => {
    setDraft(old => withProvider(old, provider, providers))
    if (draft.name === '' && name) rename(name)
  }
  const provider = providers.find(candidate => candidate.id === draft.provider)
  // A secret belongs to the provider that handed it over.
  const adopted = learned?.provider === draft.provider ? learned : null
  const replyWrong = Boolean(errors.status || errors.delay || errors.headers || errors.firstN || errors.faultDelay || errors.passTo)

  const submit = async () => {
    setTried(true)
    refusal.clear()
    if (Object.keys(sourceErrors(draft)).length > 0) return
    setSaving(true)
    try {
      const saved = await call('sources.save', {
        ...sourceInput(draft, source, providers),
        ...(openedAt === undefined ? {} : { ifUpdatedAt: openedAt }),
      })
      if (adopted) {
        await call('handshakes.adopt', { requestId: adopted.requestId, sourceId: saved.id }).catch(error =>
          notifyError(t.learned.failed, error),
        )
      }
      await loadSources()
      if (!source) setScope({ kind: 'source', id: saved.id })
      notify({ tone: 'ok', title: source ? en.source.saved : en.source.created })
      onClose()
    } catch (error) {
      refusal.refuse(error)
      setSaving(false)
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={source ? en.source.editTitle : en.source.createTitle}
      width="wide"
      onSubmit={() => void submit()}
      refused={refusal.text === null ? null : { title: en.source.saveFailed, text: refusal.text }}
      footer={
        <>
          <CloseButton />
          <Button kind="primary" type="submit" disabled={saving}>
            {source ? en.action.save : en.action.create}
          </Button>
        </>
      }
    >
      <Unsaved draft={draft} />
      <div className="grid gap-5 md:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <ProviderPicker
            value={draft.provider}
            onChange={choose}
            aside={
              <OwnProvider
                provider={provider}
                requestId={from?.id ?? null}
                onSaved={({ id: saved, name }) => choose(saved, name)}
                onRemoved={() => choose('', null)}
              />
            }
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
          <SchemeField draft={draft} onChange={change} />
          {adopted ? (
            <Notice tone="ok" title={t.learned.title}>
              {t.learned.text(t.roles[adopted.role].toLowerCase())}
            </Notice>
          ) : null}
          <SecretFields draft={draft} onChange={change} />
          <div className="flex flex-col gap-2">
            <Disclosure title={en.source.advanced} open={replyWrong}>
              <ReplyFields
                draft={draft.reply}
                errors={errors}
                provider={provider}
                onChange={patch => change({ reply: { ...draft.reply, ...patch } })}
              />
              <ForwardFields draft={draft} onChange={change} />
            </Disclosure>
            <Disclosure title={t.duplicates.title} open={Boolean(errors.key)}>
              <DuplicateFields
                draft={draft.duplicates}
                error={errors.key}
                onChange={patch => change({ duplicates: { ...draft.duplicates, ...patch } })}
              />
            </Disclosure>
          </div>
        </div>
        <div className="min-w-0">
          <ProviderCard provider={provider} url={`${base}/${draft.slug}`}>
            <ConnectButton source={source} provider={provider} instead />
          </ProviderCard>
        </div>
      </div>
    </Dialog>
  )
}
