import { RotateCcw, Send } from 'lucide-react'
import { useState } from 'react'
import { app, useApp } from '../../state/store.ts'
import { openDialog } from '../../state/ui.ts'
import { en } from '../../strings/en.ts'
import { samplesText as t } from '../../strings/samples.ts'
import { Button } from '../../ui/button.tsx'
import { cx } from '../../ui/cx.ts'
import { CloseButton, Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { Unsaved } from '../../ui/unsaved.tsx'
import { BodyText } from '../composer/body-field.tsx'
import type { HeaderRow } from '../composer/draft.ts'
import { HeaderRows } from '../composer/header-rows.tsx'
import { OwnKey } from './own-key.tsx'
import { SampleList } from './sample-list.tsx'
import { SampleResult } from './sample-result.tsx'
import { ANY, type SampleTarget, targetHint, usualTarget } from './sample-target.ts'
import { useRendered, useSamples } from './use-samples.ts'
import { useSendSample } from './use-send-sample.ts'

/** Edits that belong to one rendering of one sample; another sample begins without any. */
interface Edits {
  readonly of: string
  readonly body: string | null
  readonly headers: readonly HeaderRow[] | null
}

/** A provider's event, edited if need be, signed with the Source's own secret and sent through the real receiver, or to an Endpoint. */
export function SampleComposer({ sourceId, onClose }: { sourceId: string | null; onClose(): void }) {
  const sources = useApp(state => state.sources)
  const endpoints = useApp(state => state.endpoints)
  const providers = useApp(state => state.providers)
  const samples = useSamples() ?? []
  const [wanted, setWanted] = useState(() => firstProvider(sourceId))
  const provided = [...new Set(samples.map(row => row.provider))]
  const provider = provided.includes(wanted) ? wanted : ANY
  const rows = samples.filter(row => row.provider === provider)
  const [chosen, setChosen] = useState('')
  const sample = rows.find(row => row.id === chosen) ?? rows[0]
  const { rendered, again } = useRendered(sample)
  const [target, setTarget] = useState<SampleTarget>(() =>
    sourceId === null ? usualTarget(wanted, app().sources) : { kind: 'source', id: sourceId },
  )
  const [edits, setEdits] = useState<Edits>({ of: '', body: null, headers: null })
  const { send, busy, error, outcome, sent } = useSendSample()
  const key = sample ? `${sample.provider}/${sample.id}` : ''
  const own = edits.of === key ? edits : { of: key, body: null, headers: null }
  const body = own.body ?? rendered?.body ?? ''
  const headers = own.headers ?? headerRows(rendered?.headers ?? [])
  const hint = targetHint(target, provider, sources, providers)
  const nameOf = (id: string) => (id === ANY ? t.any : (providers.find(known => known.id === id)?.name ?? id))
  const options = provided.map(id => ({ value: id, label: nameOf(id) })).sort(byLabel)

  const choose = (id: string) => {
    setWanted(id)
    setChosen('')
    // A Source that the dialog was opened for stays; else each provider's samples go to its own.
    if (sourceId === null && target.kind !== 'endpoint') setTarget(usualTarget(id, sources))
  }
  const run = async () => {
    if (!sample || !rendered) return
    await send({ provider, sample: sample.id, rendered, headers: own.headers, body, target })
    // The next one is another event, unless somebody has written this one.
    if (own.body === null && own.headers === null) again()
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={t.title}
      description={t.description}
      width="wide"
      refused={error === null ? null : { title: t.failed, text: error }}
      footer={
        <>
          <span className="flex-1" />
          <CloseButton>{en.action.close}</CloseButton>
          <Button kind="primary" icon={<Send />} disabled={busy || !rendered} onClick={() => void run()}>
            {busy ? t.sending : outcome ? t.again : t.send}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for what the Send button does */}
      <div
        className="flex flex-col gap-4"
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          void run()
        }}
      >
        <Unsaved key={sent} draft={own.body === null && own.headers === null ? null : own} />
        {outcome === null ? null : <SampleResult outcome={outcome} />}
        <div className="grid gap-5 md:grid-cols-[17rem_minmax(0,1fr)]">
          <div className="flex min-w-0 flex-col gap-4">
            <Field label={t.provider}>
              <Select value={provider} options={options} onChange={choose} />
            </Field>
            <SampleList rows={rows} chosen={sample?.id ?? ''} onChoose={setChosen} />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            <div className="flex flex-col gap-1">
              <Field label={t.to}>
                <Select
                  value={target.kind === 'inbox' ? 'inbox' : target.id}
                  options={[
                    ...sources.map(({ id, name, url }) => ({ value: id, label: name, hint: t.sourceHint(url) })),
                    { value: 'inbox', label: t.inbox },
                    ...endpoints.map(({ id, name, url }) => ({ value: id, label: t.toEndpoint(name), hint: url })),
                  ]}
                  onChange={id =>
                    setTarget(
                      id === 'inbox' ? { kind: 'inbox' } : { kind: sources.some(source => source.id === id) ? 'source' : 'endpoint', id },
                    )
                  }
                />
              </Field>
              <p className={cx('text-small', hint.warn ? 'text-warn' : 'text-ink-2')}>{hint.text}</p>
              {provider !== ANY && !sources.some(source => source.provider === provider) ? (
                <div>
                  <Button size="small" onClick={() => openDialog({ kind: 'source', id: null, provider })}>
                    {t.newSource(nameOf(provider))}
                  </Button>
                </div>
              ) : null}
            </div>
            {target.kind === 'source' ? <OwnKey source={sources.find(({ id }) => id === target.id)} /> : null}
            {target.kind === 'endpoint' ? null : <HeaderRows rows={headers} onChange={next => setEdits({ ...own, headers: next })} />}
            <BodyText
              value={body}
              contentType={rendered?.contentType}
              hint=""
              edited={own.body !== null}
              onChange={next => setEdits({ ...own, body: next })}
            />
            {own.body === null && own.headers === null ? null : (
              <div>
                <Button size="small" kind="ghost" icon={<RotateCcw />} onClick={() => setEdits({ of: key, body: null, headers: null })}>
                  {t.reset}
                </Button>
              </div>
            )}
          </div>
        </div>
      </div>
    </Dialog>
  )
}

/** That of the Source which the dialog is for, else of the one that the list shows, else of the first one. */
function firstProvider(sourceId: string | null): string {
  const { sources, scope } = app()
  const id = sourceId ?? (scope.kind === 'source' ? scope.id : null)
  const source = sources.find(candidate => candidate.id === id) ?? sources.find(candidate => candidate.provider !== null)
  return source?.provider ?? 'stripe'
}

function headerRows(headers: readonly (readonly [string, string])[]): HeaderRow[] {
  return headers.map(([name, value], index) => ({ key: index, name, value, origin: index }))
}

const byLabel = (a: { label: string }, b: { label: string }): number => a.label.localeCompare(b.label)
