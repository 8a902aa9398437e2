import { useState } from 'react'
import { messageOf } from '#domain/error-text.ts'
import { call } from '../../state/api.ts'
import { connectText } from '../../strings/connect.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { type Api, type ConnectDraft, whereInput } from './connect-draft.ts'

const t = connectText.form

interface Found {
  readonly rows: readonly { readonly target: string; readonly label: string }[]
  readonly complete: boolean
}

/** Which repository, project, team .. : typed, or chosen from what the token may see. */
export function TargetField(props: {
  api: Api
  provider: string
  draft: ConnectDraft
  error: string | undefined
  onChange(patch: Partial<ConnectDraft>): void
}) {
  const { api, provider, draft, error, onChange } = props
  const [found, setFound] = useState<Found | null>(null)
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const kind = api.targets.find(candidate => candidate.kind === draft.kind)

  const ask = async () => {
    setAsking(true)
    setRefused(null)
    try {
      const token = draft.token.trim() === '' ? {} : { token: draft.token.trim() }
      setFound(await call('registrations.targets', { provider, kind: draft.kind, ...token, ...whereInput(draft) }))
    } catch (reason) {
      setRefused(messageOf(reason))
    }
    setAsking(false)
  }

  return (
    <>
      {api.targets.length > 1 ? (
        <Field label={t.kind}>
          <Select
            value={draft.kind}
            options={api.targets.map(({ kind: value, label }) => ({ value, label }))}
            onChange={value => {
              setFound(null)
              onChange({ kind: value, target: '' })
            }}
          />
        </Field>
      ) : null}
      {kind?.needed ? (
        <Field
          label={kind.label}
          hint={found && !found.complete ? t.more : found?.rows.length === 0 ? t.none : kind.hint}
          error={refused ? `${t.chooseFailed}: ${refused}` : error}
          aside={
            kind.choices ? (
              <Button size="small" kind="ghost" disabled={asking} onClick={() => void ask()}>
                {asking ? t.choosing : t.choose}
              </Button>
            ) : null
          }
        >
          {found && found.rows.length > 0 ? (
            <Select
              value={draft.target}
              options={[
                ...(found.rows.some(({ target }) => target === draft.target)
                  ? []
                  : [{ value: draft.target, label: draft.target || t.chosen }]),
                ...found.rows.map(({ target, label }) => ({ value: target, label })),
              ]}
              onChange={target => onChange({ target })}
            />
          ) : (
            <Input mono value={draft.target} placeholder={kind.placeholder} onChange={event => onChange({ target: event.target.value })} />
          )}
        </Field>
      ) : null}
    </>
  )
}
