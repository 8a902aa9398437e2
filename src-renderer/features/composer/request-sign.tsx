import type { Endpoint } from '#contract/endpoints.ts'
import { useApp } from '../../state/store.ts'
import { composeText } from '../../strings/compose.ts'
import { composerText } from '../../strings/composer.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import type { RequestForm, SignWith } from './request-draft.ts'

const t = composeText.sign

/** With whose secret it is signed: nobody's, the Endpoint's, a Source's, or one that is given here. */
export function RequestSign(props: { form: RequestForm; endpoint: Endpoint | undefined; onChange(patch: Partial<RequestForm>): void }) {
  const { form, endpoint, onChange } = props
  const providers = useApp(state => state.providers)
  const sources = useApp(state => state.sources).filter(source => source.provider !== null && source.secrets.length > 0)
  const schemes = providers.flatMap(provider =>
    provider.schemes.map(scheme => ({ value: `${provider.id}/${scheme.id}`, label: `${provider.name}, ${scheme.name}` })),
  )
  const source = sources.find(({ id }) => form.sign === `source:${id}`)
  const hint =
    form.sign === 'none'
      ? t.noneHint
      : form.sign === 'endpoint'
        ? endpoint
          ? endpoint.scheme === null
            ? t.endpointBare(endpoint.name)
            : t.endpointHint(endpoint.name)
          : t.endpointNone
        : form.sign === 'secret'
          ? t.secretHint
          : t.sourceHint(providers.find(({ id }) => id === source?.provider)?.name ?? '')
  return (
    <div className="flex flex-col gap-3">
      <Field label={t.label} hint={`${hint}${form.sign === 'none' ? '' : ` ${t.after}`}`}>
        <Select<SignWith>
          value={form.sign}
          options={[
            { value: 'none', label: t.none },
            ...(form.to.kind === 'endpoint' || form.sign === 'endpoint' ? [{ value: 'endpoint' as const, label: t.endpoint }] : []),
            ...sources.map(({ id, name }) => ({ value: `source:${id}` as const, label: t.source(name) })),
            { value: 'secret', label: t.secret },
          ]}
          onChange={sign => onChange({ sign })}
        />
      </Field>
      {form.sign === 'secret' ? (
        <>
          <Field label={composerText.sign.scheme}>
            <Select
              value={form.scheme}
              options={[{ value: '', label: t.chooseScheme }, ...schemes]}
              onChange={scheme => onChange({ scheme })}
            />
          </Field>
          <Field label={composerText.sign.secret}>
            <Input
              mono
              type="password"
              autoComplete="off"
              value={form.secret}
              onChange={event => onChange({ secret: event.target.value })}
            />
          </Field>
        </>
      ) : null}
    </div>
  )
}
