import type { ProviderInfo } from '#contract/app.ts'
import { useApp } from '../../state/store.ts'
import { en } from '../../strings/en.ts'
import { sourcesText } from '../../strings/sources.ts'
import { Field } from '../../ui/field.tsx'
import { span } from '../../ui/format.ts'
import { Input, TextArea } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { delayOf, isSlow, type ReplyDraft, type ReplyErrors } from './reply-draft.ts'

const t = sourcesText.reply
const modes = (['strict', 'accept', 'custom', 'fault', 'pass-through'] as const).map(value => ({ value, ...t.modes[value] }))
const faults = (['fail', 'timeout', 'reset', 'drip', 'bad-length'] as const).map(value => ({ value, ...t.faults[value] }))

interface Props {
  draft: ReplyDraft
  errors: ReplyErrors
  provider: ProviderInfo | undefined
  onChange(patch: Partial<ReplyDraft>): void
}

/** How the Source answers: by verdict, in a way of one's own, badly on purpose, or as the app does. */
export function ReplyFields(props: Props) {
  const { draft, provider, onChange } = props
  return (
    <>
      <Field label={en.source.reply} hint={t.modes[draft.mode].hint}>
        <Select value={draft.mode} options={modes} onChange={mode => onChange({ mode })} />
      </Field>
      {draft.mode === 'custom' ? <Custom {...props} /> : null}
      {draft.mode === 'fault' ? <Fault {...props} /> : null}
      {draft.mode === 'pass-through' ? <PassThrough {...props} /> : null}
      <TooLong draft={draft} provider={provider} />
    </>
  )
}

function Custom({ draft, errors, onChange }: Props) {
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <Field label={en.source.replyStatus} error={errors.status}>
          <Input inputMode="numeric" value={draft.status} onChange={event => onChange({ status: event.target.value })} />
        </Field>
        <Field label={en.source.replyDelay} error={errors.delay}>
          <Input inputMode="numeric" value={draft.delay} onChange={event => onChange({ delay: event.target.value })} />
        </Field>
      </div>
      <Field label={t.headers} hint={t.headersHint} error={errors.headers}>
        <TextArea mono rows={2} value={draft.headers} maxLength={16_384} onChange={event => onChange({ headers: event.target.value })} />
      </Field>
      <Field label={en.source.replyBody} hint={t.bodyHint}>
        <TextArea mono rows={4} value={draft.body} maxLength={65_536} onChange={event => onChange({ body: event.target.value })} />
      </Field>
    </>
  )
}

function Fault({ draft, errors, onChange }: Props) {
  return (
    <>
      <Field label={t.fault} hint={t.faults[draft.fault].hint}>
        <Select value={draft.fault} options={faults} onChange={fault => onChange({ fault })} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t.firstN} hint={t.firstNHint} error={errors.firstN}>
          <Input inputMode="numeric" value={draft.firstN} onChange={event => onChange({ firstN: event.target.value })} />
        </Field>
        {isSlow(draft.fault) ? (
          <Field label={t.faultDelay} hint={t.faultDelayHint} error={errors.faultDelay}>
            <Input inputMode="numeric" value={draft.faultDelay} onChange={event => onChange({ faultDelay: event.target.value })} />
          </Field>
        ) : null}
      </div>
    </>
  )
}

function PassThrough({ draft, errors, provider, onChange }: Props) {
  const endpoints = useApp(state => state.endpoints)
  const limit = provider?.timeoutMs ? span(Math.max(1000, provider.timeoutMs - 1000)) : null
  return (
    <>
      {endpoints.length === 0 ? (
        <p className="text-ink-2 text-small">{t.passNone}</p>
      ) : (
        <Field label={t.passTo} error={errors.passTo}>
          <Select
            value={draft.passTo}
            options={[{ value: '', label: t.passChoose }, ...endpoints.map(({ id, name, url }) => ({ value: id, label: name, hint: url }))]}
            onChange={passTo => onChange({ passTo })}
          />
        </Field>
      )}
      <Notice tone="warn" title={t.latency}>
        {t.latencyText(limit)}
      </Notice>
    </>
  )
}

/** A reply that is put off for longer than the provider waits makes it send the Event again. */
function TooLong({ draft, provider }: Pick<Props, 'draft' | 'provider'>) {
  const timeout = provider?.timeoutMs
  const delay = delayOf(draft)
  if (!timeout || delay === null || delay < timeout) return null
  return (
    <Notice tone="warn" title={t.beyond} live>
      {t.beyondText(provider.name, span(timeout))}
    </Notice>
  )
}
