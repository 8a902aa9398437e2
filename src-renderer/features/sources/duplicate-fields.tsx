import { sourcesText } from '../../strings/sources.ts'
import { Field } from '../../ui/field.tsx'
import { span } from '../../ui/format.ts'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/toggle.tsx'
import type { DuplicateDraft } from './duplicate-draft.ts'

const t = sourcesText.duplicates
const DAY = 86_400_000
const windows = [
  { value: String(DAY / 24), label: t.windows.hour },
  { value: String(DAY), label: t.windows.day },
  { value: String(7 * DAY), label: t.windows.week },
  { value: String(30 * DAY), label: t.windows.month },
  { value: String(90 * DAY), label: t.windows.quarter },
]
const policies = (['suppress', 'forward', 'answer-as-before'] as const).map(value => ({ value, ...t.policies[value] }))
const keys = (['none', 'header', 'path'] as const).map(value => ({ value, label: t.keys[value] }))

/** What counts as the same Event again, and what is done then. */
export function DuplicateFields(props: {
  draft: DuplicateDraft
  error: string | undefined
  onChange(patch: Partial<DuplicateDraft>): void
}) {
  const { draft, error, onChange } = props
  const own = String(draft.windowMs)
  const other = windows.some(({ value }) => value === own) ? [] : [{ value: own, label: t.windowOther(span(draft.windowMs)) }]
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Field label={t.policy} hint={t.policies[draft.policy].hint}>
          <Select value={draft.policy} options={policies} onChange={policy => onChange({ policy })} />
        </Field>
        <Field label={t.window}>
          <Select value={own} options={[...windows, ...other]} onChange={value => onChange({ windowMs: Number(value) })} />
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Field label={t.key} hint={t.keyHint}>
          <Select value={draft.key} options={keys} onChange={key => onChange({ key })} />
        </Field>
        {draft.key === 'none' ? null : (
          <Field
            label={draft.key === 'header' ? t.keyHeader : t.keyPath}
            hint={draft.key === 'path' ? t.keyPathHint : undefined}
            error={error}
          >
            <Input mono value={draft.keyValue} maxLength={200} onChange={event => onChange({ keyValue: event.target.value })} />
          </Field>
        )}
      </div>
      <Switch label={t.byBody} hint={t.byBodyHint} checked={draft.byBody} onChange={byBody => onChange({ byBody })} />
      <Switch label={t.asVendor} hint={t.asVendorHint} checked={draft.asVendor} onChange={asVendor => onChange({ asVendor })} />
    </>
  )
}
