import { useEffect, useState } from 'react'
import type { RequestRow } from '#contract/requests.ts'
import type { SampleRow } from '#contract/samples.ts'
import { call } from '../../state/api.ts'
import { checkSetupText } from '../../strings/check-setup.ts'
import { Field } from '../../ui/field.tsx'
import { exactTime } from '../../ui/format.ts'
import { Select } from '../../ui/select.tsx'
import type { FieldsProps } from './fields.ts'
import { Section } from './section.tsx'

const t = checkSetupText.event
/** Samples for any provider belong to this one. */
const ANY = 'hookbench'

/** The event that is right in every way: a sample, or a captured Request. */
export function EventField({ draft, onChange }: FieldsProps) {
  const { samples, requests } = useEvents(draft.provider, draft.event)
  const options = [
    { value: '', label: t.first },
    ...requests.map(row => ({
      value: row.id,
      label: row.eventType ?? `${row.method} ${row.path}`,
      hint: `${t.captured}, ${exactTime(row.receivedAt)}, ${row.method} ${row.path}`,
    })),
    ...samples.map(({ id, title, eventType }) => ({
      value: `sample:${id}`,
      label: title,
      hint: [t.sample, eventType].filter(Boolean).join(', '),
    })),
  ]
  return (
    <Section title={t.title}>
      <Field label={t.label} hint={t.hint}>
        <Select value={draft.event} options={options} onChange={event => onChange({ event })} />
      </Field>
    </Section>
  )
}

interface Events {
  readonly samples: readonly SampleRow[]
  readonly requests: readonly RequestRow[]
}

/** Samples of the provider, its newest captured Requests, and the one that is chosen. A list that cannot be had is short, not wrong. */
function useEvents(provider: string, chosen: string): Events {
  const [events, setEvents] = useState<Events>({ samples: [], requests: [] })
  const request = chosen === '' || chosen.startsWith('sample:') ? null : chosen
  useEffect(() => {
    let current = true
    const load = async () => {
      const none = { rows: [] }
      const [own, any, captured, one] = await Promise.all([
        provider === '' ? none : call('samples.list', { provider }).catch(() => none),
        call('samples.list', { provider: ANY }).catch(() => none),
        provider === '' ? none : call('requests.list', { filter: `provider:${provider}`, limit: 20 }).catch(() => none),
        request === null ? null : call('requests.get', { id: request }).catch(() => null),
      ])
      if (!current) return
      const rows = captured.rows.filter(({ id, handshake, problem }) => handshake === null && problem === null && id !== request)
      setEvents({ samples: [...own.rows, ...any.rows], requests: one ? [one, ...rows] : rows })
    }
    void load()
    return () => {
      current = false
    }
  }, [provider, request])
  return events
}
