import type { InputOf } from '#contract/methods.ts'
import type { ConnectOptions } from '#contract/registration.ts'
import { connectText as t } from '../../strings/connect.ts'

export type Api = NonNullable<ConnectOptions['api']>

/** What is to be registered, while it is filled in. */
export interface ConnectDraft {
  readonly token: string
  readonly kind: string
  readonly target: string
  readonly baseUrl: string
  readonly local: boolean
  readonly events: readonly string[]
  /** Events beside those that are offered, as typed. */
  readonly moreEvents: string
  readonly publicUrl: string
  readonly keepInStep: boolean
  readonly removeOnStop: boolean
  readonly backfillAuto: boolean
  readonly forwardFetched: boolean
}
export type ConnectErrors = Partial<Record<'token' | 'target' | 'events' | 'publicUrl', string>>

export function connectDraft(api: Api): ConnectDraft {
  return {
    token: '',
    kind: api.targets[0]?.kind ?? '',
    target: '',
    baseUrl: '',
    local: false,
    events: api.events.usual,
    moreEvents: '',
    publicUrl: '',
    keepInStep: true,
    removeOnStop: false,
    backfillAuto: true,
    forwardFetched: false,
  }
}

const typedEvents = (text: string): string[] =>
  text
    .split(/[\s,]+/)
    .map(name => name.trim())
    .filter(Boolean)

/** @param known a token for this API was given before */
export function connectErrors(draft: ConnectDraft, api: Api, tunnel: string | null, known: boolean): ConnectErrors {
  const needed = api.targets.find(({ kind }) => kind === draft.kind)?.needed ?? false
  const noEvents = api.events.options.length > 0 && draft.events.length + typedEvents(draft.moreEvents).length === 0
  return {
    ...(draft.token.trim() === '' && !known ? { token: t.form.missing } : {}),
    ...(needed && draft.target.trim() === '' ? { target: t.form.missing } : {}),
    ...(noEvents ? { events: t.form.missing } : {}),
    ...(tunnel === null && draft.publicUrl.trim() === '' ? { publicUrl: t.form.missing } : {}),
  }
}

export function connectInput(draft: ConnectDraft, sourceId: string, api: Api): InputOf<'sources.connect'> {
  const needed = api.targets.find(({ kind }) => kind === draft.kind)?.needed ?? false
  return {
    id: sourceId,
    kind: draft.kind,
    target: needed ? draft.target.trim() : '',
    ...(draft.token.trim() === '' ? {} : { token: draft.token.trim() }),
    ...whereInput(draft),
    events: [...new Set([...draft.events, ...typedEvents(draft.moreEvents)])],
    ...(draft.publicUrl.trim() === '' ? {} : { publicUrl: draft.publicUrl.trim() }),
    keepInStep: draft.keepInStep,
    removeOnStop: draft.removeOnStop,
    backfillAuto: draft.backfillAuto,
    forwardFetched: draft.forwardFetched,
  }
}

export function whereInput({ baseUrl, local }: Pick<ConnectDraft, 'baseUrl' | 'local'>) {
  return baseUrl.trim() === '' ? {} : { baseUrl: baseUrl.trim(), local }
}
