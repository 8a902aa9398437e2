import type { Endpoint } from '#contract/endpoints.ts'
import type { Source } from '#contract/sources.ts'
import { useApp } from '../../state/store.ts'
import { composerText as t } from '../../strings/composer.ts'
import { cx } from '../../ui/cx.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { Segmented } from '../detail/body/segmented.tsx'
import type { Draft, SecretSource } from './draft.ts'

/** The received signature, or a fresh one; and with whose secret a fresh one is made. */
export function SigningField(props: {
  draft: Draft
  signing: SecretSource
  endpoint: Endpoint | undefined
  source: Source | undefined
  onChange(patch: Partial<Draft>): void
}) {
  const { draft, signing, endpoint, source, onChange } = props
  const providers = useApp(state => state.providers)
  const schemes = providers.flatMap(provider =>
    provider.schemes.map(scheme => ({ value: `${provider.id}/${scheme.id}`, label: `${provider.name}, ${scheme.name}` })),
  )
  const explained = {
    given: t.sign.with.given,
    endpoint: t.sign.with.endpoint(endpoint?.name ?? ''),
    source: t.sign.with.source(source?.name ?? ''),
    none: t.sign.with.none,
    'no-scheme': t.sign.with.noScheme,
  }[signing]
  const missing = signing === 'none' || signing === 'no-scheme'
  return (
    <section aria-label={t.sign.title} className="flex flex-col gap-3">
      <div className="flex flex-col items-start gap-1">
        <h3 className="font-medium text-small">{t.sign.title}</h3>
        <Segmented
          label={t.sign.label}
          value={draft.sign}
          options={[
            { value: 'as-received', label: t.sign.asReceived },
            { value: 'fresh', label: t.sign.fresh },
          ]}
          onChange={sign => onChange({ sign })}
        />
        <p className={cx('text-small', draft.sign === 'fresh' && missing ? 'text-warn' : 'text-ink-2')}>
          {draft.sign === 'fresh' ? explained : t.sign.asReceivedHint}
        </p>
      </div>
      {draft.sign === 'fresh' ? (
        <>
          <Field label={t.sign.scheme}>
            <Select
              value={draft.scheme}
              options={[{ value: '', label: t.sign.schemeAuto }, ...schemes]}
              onChange={scheme => onChange({ scheme })}
            />
          </Field>
          <Field label={t.sign.secret}>
            <Input
              mono
              type="password"
              autoComplete="off"
              value={draft.secret}
              placeholder={t.sign.secretPlaceholder}
              onChange={event => onChange({ secret: event.target.value })}
            />
          </Field>
        </>
      ) : null}
    </section>
  )
}
