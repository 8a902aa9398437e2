import { en } from '../../strings/en.ts'
import { Field } from '../../ui/field.tsx'
import { Input, TextArea } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import type { DraftErrors, SourceDraft } from './source-draft.ts'

const modes = (['strict', 'accept', 'custom'] as const).map(value => ({ value, ...en.source.replyModes[value] }))

/** How the Source answers. */
export function ReplyFields(props: { draft: SourceDraft; errors: DraftErrors; onChange(patch: Partial<SourceDraft>): void }) {
  const { draft, errors, onChange } = props
  return (
    <>
      <Field label={en.source.reply} hint={en.source.replyModes[draft.mode].hint}>
        <Select value={draft.mode} options={modes} onChange={mode => onChange({ mode })} />
      </Field>
      {draft.mode === 'custom' ? (
        <>
          <div className="grid grid-cols-2 gap-4">
            <Field label={en.source.replyStatus} error={errors.status}>
              <Input inputMode="numeric" value={draft.status} onChange={event => onChange({ status: event.target.value })} />
            </Field>
            <Field label={en.source.replyDelay} error={errors.delay}>
              <Input inputMode="numeric" value={draft.delay} onChange={event => onChange({ delay: event.target.value })} />
            </Field>
          </div>
          <Field label={en.source.replyBody}>
            <TextArea mono rows={3} value={draft.body} maxLength={65_536} onChange={event => onChange({ body: event.target.value })} />
          </Field>
        </>
      ) : null}
    </>
  )
}
