import type { ProviderInfo } from '#contract/app.ts'
import type { Endpoint } from '#contract/endpoints.ts'
import type { InputOf } from '#contract/methods.ts'
import { en } from '../../strings/en.ts'
import { endpointText } from '../../strings/endpoint.ts'
import { type SecretsDraft, secretsDraft, secretsOf } from '../secrets/secrets-draft.ts'
import { type LimitsDraft, type LimitsErrors, limitsDraft, limitsErrors, limitsInput } from './limits-draft.ts'
import { present, type RetryDraft, type RetryErrors, retryChoice, retryDraft, retryErrors } from './retry-draft.ts'

/** An Endpoint while it is edited. Lists and numbers are text until they are sent. */
export interface EndpointDraft extends RetryDraft, LimitsDraft {
  readonly name: string
  readonly url: string
  readonly local: boolean
  /** The switch was used and no longer follows the URL. */
  readonly localChosen: boolean
  /** `provider/scheme`; '' = unsigned. */
  readonly scheme: string
  readonly secrets: SecretsDraft
  /** What Meta's handshake presents; other schemes have none. */
  readonly verifyToken: SecretsDraft
  readonly eventTypes: string
  readonly retryChosen: boolean
  readonly timeout: string
  readonly insecureTls: boolean
  readonly ca: string
}

export type EndpointErrors = RetryErrors & LimitsErrors & Partial<Record<'name' | 'url' | 'timeout' | 'secret' | 'ca', string>>

export function endpointDraft(endpoint: Endpoint | undefined): EndpointDraft {
  const stored = endpoint?.secrets ?? []
  return {
    name: endpoint?.name ?? '',
    url: endpoint?.url ?? '',
    local: endpoint?.local ?? false,
    localChosen: endpoint !== undefined,
    scheme: endpoint?.scheme ?? '',
    secrets: secretsDraft(stored.filter(secret => secret.role !== 'verify-token')),
    verifyToken: secretsDraft(stored.filter(secret => secret.role === 'verify-token')),
    eventTypes: endpoint?.eventTypes.join(', ') ?? '',
    ...retryDraft(endpoint?.retry, endpoint?.delaysSeconds),
    retryChosen: endpoint !== undefined,
    ...limitsDraft(endpoint),
    timeout: String((endpoint?.timeoutMs ?? 15_000) / 1000),
    insecureTls: endpoint?.insecureTls ?? false,
    ca: endpoint?.ca ?? '',
  }
}

/** A new URL; an Endpoint on this machine is taken for local and gets its retries, unless the person chose otherwise. */
export function withUrl(draft: EndpointDraft, url: string): EndpointDraft {
  const local = draft.localChosen ? draft.local : isLocalUrl(url)
  return withLocal({ ...draft, url }, local)
}

/** Whether it is local, and the retries that go with that unless they were chosen. */
export function withLocal(draft: EndpointDraft, local: boolean): EndpointDraft {
  return { ...draft, local, insecureTls: local && draft.insecureTls, retry: draft.retryChosen ? draft.retry : local ? 'local' : 'default' }
}

export function isLocalUrl(url: string): boolean {
  try {
    const { hostname } = new URL(url)
    return hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
  } catch {
    return false
  }
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
    ...present({
      name: draft.name.trim() === '' ? en.endpoint.nameMissing : undefined,
      url: urlError(draft.url.trim()),
      timeout: timeout >= 1 && timeout <= 60 ? undefined : en.endpoint.timeoutWrong,
      secret: draft.scheme !== '' && !hasSecret ? en.endpoint.secretMissing : undefined,
    }),
    ...retryErrors(draft),
    ...limitsErrors(draft),
  }
}

function urlError(url: string): string | undefined {
  if (!/^https?:\/\/[^/]/i.test(url)) return en.endpoint.urlWrong
  if (URL.canParse(url)) return undefined
  const port = /^[^/]+\/\/[^/?#]*:([^/?#\]]*)(?:[/?#]|$)/.exec(url)?.[1]
  return port === undefined || (/^\d*$/.test(port) && Number(port) <= 65_535) ? endpointText.url.wrong : endpointText.url.portWrong
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

/** Whether the scheme's provider presents a verify token when it asks for proof of ownership. */
export function hasVerifyToken(scheme: string, providers: readonly ProviderInfo[]): boolean {
  const provider = providers.find(known => known.id === scheme.split('/')[0])
  return provider?.extraRoles?.some(({ role }) => role === 'verify-token') ?? false
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
    scheme: draft.scheme || null,
    secrets: [...secretsOf(draft.secrets, scheme?.secretRole ?? 'signing'), ...secretsOf(draft.verifyToken, 'verify-token')],
    eventTypes: listOf(draft.eventTypes),
    retry: retryChoice(draft),
    timeoutMs: Math.round(Number(draft.timeout) * 1000),
    ...limitsInput(draft),
    insecureTls: draft.insecureTls,
    ca: draft.ca.trim() === '' ? null : draft.ca,
  }
}
