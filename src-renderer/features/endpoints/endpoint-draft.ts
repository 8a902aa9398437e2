import type { ProviderInfo } from '#contract/app.ts'
import type { Endpoint } from '#contract/endpoints.ts'
import type { InputOf } from '#contract/methods.ts'
import { en } from '../../strings/en.ts'
import { type SecretsDraft, secretsDraft, secretsOf } from '../secrets/secrets-draft.ts'

export type RetryChoice = 'default' | 'local' | 'none' | 'custom'

/** An Endpoint while it is edited. Lists and numbers are text until they are sent. */
export interface EndpointDraft {
  readonly name: string
  readonly url: string
  readonly local: boolean
  /** The switch was used and no longer follows the URL. */
  readonly localChosen: boolean
  readonly enabled: boolean
  /** `provider/scheme`; '' = unsigned. */
  readonly scheme: string
  readonly secrets: SecretsDraft
  readonly eventTypes: string
  readonly retry: RetryChoice
  readonly retryChosen: boolean
  readonly delays: string
  readonly timeout: string
}

export type EndpointErrors = Partial<Record<'name' | 'url' | 'delays' | 'timeout' | 'secret', string>>

const MAX_DELAY = 30 * 86_400

export function endpointDraft(endpoint: Endpoint | undefined): EndpointDraft {
  const retry = endpoint?.retry
  return {
    name: endpoint?.name ?? '',
    url: endpoint?.url ?? '',
    local: endpoint?.local ?? false,
    localChosen: endpoint !== undefined,
    enabled: endpoint?.enabled ?? true,
    scheme: endpoint?.scheme ?? '',
    secrets: secretsDraft(endpoint?.secrets ?? []),
    eventTypes: endpoint?.eventTypes.join(', ') ?? '',
    retry: retry ? ('preset' in retry ? retry.preset : 'custom') : 'default',
    retryChosen: endpoint !== undefined,
    delays: (endpoint?.delaysSeconds ?? [60, 300, 1800]).join(', '),
    timeout: String((endpoint?.timeoutMs ?? 15_000) / 1000),
  }
}

/** A new URL; an Endpoint on this machine is taken for local and gets its retries, unless the person chose otherwise. */
export function withUrl(draft: EndpointDraft, url: string): EndpointDraft {
  const local = draft.localChosen ? draft.local : isLocalUrl(url)
  const retry = draft.retryChosen ? draft.retry : local ? 'local' : 'default'
  return { ...draft, url, local, retry }
}

export function isLocalUrl(url: string): boolean {
  try {
    const { hostname } = new URL(url)
    return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
  } catch {
    return false
  }
}

/** `1, 5, 30` to numbers; null when one is not a number of seconds in bounds. */
export function parseDelays(text: string): number[] | null {
  const parts = text.split(/[\s,]+/).filter(Boolean)
  const delays = parts.map(Number)
  return delays.every(delay => Number.isFinite(delay) && delay >= 0 && delay <= MAX_DELAY) && delays.length <= 100 ? delays : null
}

const listOf = (text: string): string[] =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(Boolean)

export function endpointErrors(draft: EndpointDraft): EndpointErrors {
  const timeout = Number(draft.timeout)
  const hasSecret = draft.secrets.kept.length > 0 || draft.secrets.typed.some(value => value.trim() !== '')
  return {
    ...(draft.name.trim() === '' ? { name: en.endpoint.nameMissing } : {}),
    ...(/^https?:\/\/[^/]/.test(draft.url.trim()) && URL.canParse(draft.url.trim()) ? {} : { url: en.endpoint.urlWrong }),
    ...(draft.retry === 'custom' && parseDelays(draft.delays) === null ? { delays: en.endpoint.delaysWrong } : {}),
    ...(timeout >= 1 && timeout <= 60 ? {} : { timeout: en.endpoint.timeoutWrong }),
    ...(draft.scheme !== '' && !hasSecret ? { secret: en.endpoint.secretMissing } : {}),
  }
}

/** Every scheme that can sign, as `provider/scheme`. */
export function schemeOptions(providers: readonly ProviderInfo[]): { value: string; label: string }[] {
  return providers.flatMap(provider =>
    provider.schemes.map(scheme => ({
      value: `${provider.id}/${scheme.id}`,
      label: provider.schemes.length > 1 ? `${provider.name} · ${scheme.name}` : provider.name,
    })),
  )
}

/** What `endpoints.save` is called with. */
export function endpointInput(draft: EndpointDraft, id: string | null, providers: readonly ProviderInfo[]): InputOf<'endpoints.save'> {
  const [providerId, schemeId] = draft.scheme.split('/')
  const scheme = providers.find(provider => provider.id === providerId)?.schemes.find(candidate => candidate.id === schemeId)
  return {
    ...(id === null ? {} : { id }),
    name: draft.name.trim(),
    url: draft.url.trim(),
    local: draft.local,
    enabled: draft.enabled,
    scheme: draft.scheme || null,
    secrets: secretsOf(draft.secrets, scheme?.secretRole ?? 'signing'),
    eventTypes: listOf(draft.eventTypes),
    retry: draft.retry === 'custom' ? { delaysSeconds: parseDelays(draft.delays) ?? [], jitter: 0.1 } : { preset: draft.retry },
    timeoutMs: Math.round(Number(draft.timeout) * 1000),
  }
}
