import { useEffect, useMemo, useState } from 'react'
import type { ProviderInfo } from '#contract/app.ts'
import type { CustomProviderDraft } from '#contract/providers.ts'
import { problemsOf } from '#domain/custom/check.ts'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../../state/api.ts'
import { loadProviders } from '../../../state/config.ts'
import { useRefusal } from '../../../state/refusal.ts'
import { useApp } from '../../../state/store.ts'
import { providersText as t } from '../../../strings/providers.ts'
import { Button } from '../../../ui/button.tsx'
import { CloseButton, Dialog } from '../../../ui/dialog.tsx'
import { Field } from '../../../ui/field.tsx'
import { Input } from '../../../ui/input.tsx'
import { Select } from '../../../ui/select.tsx'
import { notify, notifyError } from '../../../ui/toast.tsx'
import { Unsaved } from '../../../ui/unsaved.tsx'
import { blankProvider, tidied } from './custom-draft.ts'
import { CustomForm, problemsBy } from './form.tsx'
import { TrialPane } from './trial-pane.tsx'

const refusable = { 'provider.name': 'name' } as const

/** A provider described in a form, with a live test beside it. `id` null = a new one. */
export function CustomDialog(props: {
  id: string | null
  requestId: string | null
  onClose(): void
  onSaved?(saved: ProviderInfo): void
  onRemoved?(): void
}) {
  const { id, requestId, onClose, onSaved, onRemoved } = props
  const [draft, setDraft] = useState<CustomProviderDraft>(blankProvider)
  const [tried, setTried] = useState(false)
  const refusal = useRefusal(refusable)
  const [loaded, setLoaded] = useState(id === null)
  useEffect(() => {
    if (id === null) return
    const show = (stored: CustomProviderDraft) => {
      setDraft(stored)
      setLoaded(true)
    }
    call('providers.draft', { provider: id }).then(show, error => {
      notifyError(t.loadFailed, error)
      onClose()
    })
  }, [id, onClose])
  const tidy = useMemo(() => tidied(draft), [draft])
  // A name is asked for when it is to be saved, not while the signature is still being worked out.
  const found = useMemo(() => problemsOf(tidy), [tidy])
  const shown = tried ? found : found.filter(({ field }) => field !== 'name')
  const testable = !found.some(({ level, field }) => level === 'error' && field !== 'name')

  const submit = async () => {
    setTried(true)
    refusal.clear()
    if (found.some(({ level }) => level === 'error')) return
    try {
      const saved = await call('providers.save', { ...(id === null ? {} : { id }), provider: tidy })
      await loadProviders()
      notify({ tone: 'ok', title: t.saved(saved.name) })
      onSaved?.(saved)
      onClose()
    } catch (error) {
      refusal.refuse(error)
    }
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={id === null ? t.createTitle : t.editTitle}
      description={t.description}
      width="wide"
      onSubmit={() => void submit()}
      refused={refusal.text === null ? null : { title: t.saveFailed, text: refusal.text }}
      footer={
        <>
          {id === null ? null : (
            <Remove
              id={id}
              onRefused={refusal.tell}
              onDone={() => {
                onRemoved?.()
                onClose()
              }}
            />
          )}
          <span className="flex-1" />
          <CloseButton />
          <Button kind="primary" type="submit">
            {t.save}
          </Button>
        </>
      }
    >
      <Unsaved key={loaded ? 'loaded' : 'empty'} draft={draft} />
      <div className="grid items-start gap-5 md:grid-cols-[minmax(0,1fr)_21rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <div className="grid gap-3 sm:grid-cols-2">
            <Field label={t.name} error={refusal.fields.name ?? problemsBy(shown).error('name')}>
              <Input
                value={draft.name}
                placeholder={t.namePlaceholder}
                maxLength={60}
                onChange={event => {
                  refusal.clear()
                  setDraft({ ...draft, name: event.target.value })
                }}
              />
            </Field>
            <StartFrom onStart={started => setDraft(old => ({ ...started, name: old.name }))} />
          </div>
          <CustomForm draft={draft} problems={problemsBy(shown)} onChange={setDraft} />
        </div>
        <div className="min-w-0 md:sticky md:top-0">
          <TrialPane draft={testable ? tidy : null} requestId={requestId} />
        </div>
      </div>
    </Dialog>
  )
}

const SCRATCH = ''

/** Takes over how another provider signs. The name stays: it is the one thing that is surely not the same. */
function StartFrom({ onStart }: { onStart(draft: CustomProviderDraft): void }) {
  const providers = useApp(state => state.providers)
  const [from, setFrom] = useState(SCRATCH)
  const start = async (provider: string) => {
    if (provider === SCRATCH) {
      setFrom(provider)
      return onStart(blankProvider)
    }
    try {
      onStart(await call('providers.draft', { provider }))
      setFrom(provider)
    } catch (error) {
      notifyError(t.startFailed, error)
    }
  }
  return (
    <Field label={t.start} hint={t.startHint}>
      <Select
        value={from}
        options={[
          { value: SCRATCH, label: t.startNone },
          ...providers.filter(({ schemes }) => schemes.length > 0).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={provider => void start(provider)}
      />
    </Field>
  )
}

function Remove({ id, onRefused, onDone }: { id: string; onRefused(message: string): void; onDone(): void }) {
  const remove = async () => {
    try {
      await call('providers.delete', { id })
      await loadProviders()
      notify({ tone: 'ok', title: t.removed })
      onDone()
    } catch (error) {
      onRefused(messageOf(error))
    }
  }
  return (
    <Button kind="danger" onClick={() => void remove()}>
      {t.remove}
    </Button>
  )
}
