import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { RequestDetail } from '#contract/requests.ts'
import { destinationOf } from '#domain/delivery/target.ts'
import { call } from '../../state/api.ts'
import { useApp } from '../../state/store.ts'
import { composerText as t } from '../../strings/composer.ts'
import { Button } from '../../ui/button.tsx'
import { useNow } from '../../ui/clock.ts'
import { Field } from '../../ui/field.tsx'
import { span } from '../../ui/format.ts'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useRequestReveal } from '../detail/request-reveal.ts'
import { BodyField } from './body-field.tsx'
import { type Draft, isEdited, needsReveal, newDraft, problemOf, resendInput, secretSource, type Warning, warningsOf } from './draft.ts'
import { Frame } from './frame.tsx'
import { HeaderRows } from './header-rows.tsx'
import { SigningField } from './signing-field.tsx'
import { TargetField } from './target-field.tsx'
import { textToSend } from './text-edit.ts'
import { useEditableBody } from './use-editable-body.ts'
import { useSend } from './use-send.ts'

/** Sends a captured Request again, edited or not. */
export function ResendForm({ request, onClose }: { request: RequestDetail; onClose(): void }) {
  const endpoints = useApp(state => state.endpoints)
  const source = useApp(state => state.sources.find(candidate => candidate.id === request.sourceId))
  const [draft, setDraft] = useState<Draft>(() => newDraft(request, source, endpoints))
  const reveal = useRequestReveal(request)
  const captured = useEditableBody(request, reveal.clear !== null)
  const change = (patch: Partial<Draft>) => setDraft(before => ({ ...before, ...patch }))
  const endpointId = draft.to.kind === 'endpoint' ? draft.to.endpointId : null
  const endpoint = endpoints.find(candidate => candidate.id === endpointId)
  const destination = destinationOf(draft.to.kind === 'url' ? draft.to.url.trim() : (endpoint?.url ?? ''), draft.path)
  const signing = secretSource(draft, endpoint, source)
  const problem = problemOf(draft, request, signing)
  const sending = useSend(draft, async () => {
    const lineEnds = captured.kind === 'text' ? captured.lineEnds : 'lf'
    const clear = needsReveal(draft, request) ? (reveal.clear ?? (await call('requests.reveal', { id: request.id }))).headers : null
    const body = draft.body === null ? null : textToSend(draft.body, lineEnds)
    return (await call('requests.resend', resendInput(draft, request, body, clear))).deliveryIds
  })
  return (
    <Frame
      title={t.resendTitle}
      description={t.resendDescription}
      onClose={onClose}
      sending={sending}
      draft={draft}
      problem={problem}
      aside={
        isEdited(draft, request) ? (
          <Button
            icon={<RotateCcw />}
            onClick={() => setDraft({ ...newDraft(request, source, endpoints), to: draft.to, sign: draft.sign })}
          >
            {t.reset}
          </Button>
        ) : null
      }
      side={
        <>
          <TargetField to={draft.to} onChange={to => change({ to })} />
          <SigningField draft={draft} signing={signing} endpoint={endpoint} source={source} onChange={change} />
          <Warnings draft={draft} request={request} />
        </>
      }
    >
      <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-2">
        <Field label={t.method}>
          <Input mono value={draft.method} maxLength={32} onChange={event => change({ method: event.target.value })} />
        </Field>
        <Field label={t.path} hint={destination === null ? t.pathHint : <span className="break-all">{t.goesTo(destination.url)}</span>}>
          <Input mono value={draft.path} onChange={event => change({ path: event.target.value })} />
        </Field>
      </div>
      <HeaderRows rows={draft.headers} onChange={headers => change({ headers })} />
      <BodyField
        captured={captured}
        request={request}
        value={draft.body}
        onChange={body => change({ body })}
        onReveal={() => void reveal.show()}
      />
    </Frame>
  )
}

function Warnings({ draft, request }: { draft: Draft; request: RequestDetail }) {
  // As text, so that the clock's tick renders again only when a warning or the age in words changes.
  const keys = useNow(now => warningsOf(draft, request, now).join(' '))
  const age = useNow(now => span(now - request.receivedAt))
  if (keys === '') return null
  return (
    <Notice tone="warn" title={t.warnings.title} live>
      {(keys.split(' ') as Warning[]).map(key => (
        <p key={key}>{key === 'old' ? t.warnings.old(age) : t.warnings[key]}</p>
      ))}
    </Notice>
  )
}
