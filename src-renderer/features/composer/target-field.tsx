import { useApp } from '../../state/store.ts'
import { composerText as t } from '../../strings/composer.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/toggle.tsx'
import type { Draft } from './draft.ts'

const URL_OPTION = 'url'

/** Where to: an Endpoint, or any URL. */
export function TargetField({ to, onChange }: { to: Draft['to']; onChange(to: Draft['to']): void }) {
  const endpoints = useApp(state => state.endpoints)
  return (
    <section aria-label={t.target.title} className="flex flex-col gap-3">
      <Field label={t.target.label}>
        <Select
          value={to.kind === 'url' ? URL_OPTION : to.endpointId}
          options={[
            ...endpoints.map(({ id, name, url, enabled }) => ({ value: id, label: enabled ? name : t.target.off(name), hint: url })),
            { value: URL_OPTION, label: t.target.urlOption },
          ]}
          onChange={value =>
            onChange(value === URL_OPTION ? { kind: 'url', url: '', local: false } : { kind: 'endpoint', endpointId: value })
          }
        />
      </Field>
      {to.kind === 'url' ? (
        <>
          <Field label={t.target.url}>
            <Input
              mono
              type="url"
              value={to.url}
              placeholder={t.target.urlPlaceholder}
              onChange={event => onChange({ ...to, url: event.target.value })}
            />
          </Field>
          <Switch label={t.target.local} hint={t.target.localHint} checked={to.local} onChange={local => onChange({ ...to, local })} />
        </>
      ) : null}
    </section>
  )
}
