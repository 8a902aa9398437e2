import type { ProviderInfo } from '#contract/app.ts'
import type { Endpoint } from '#contract/endpoints.ts'
import type { InputOf } from '#contract/methods.ts'
import type { Source } from '#contract/sources.ts'
import { checkSetupText as t } from '../../strings/check-setup.ts'
import { type SecretsDraft, secretsDraft, secretsOf } from '../secrets/secrets-draft.ts'

/** A check while it is set up. Numbers are text until they are sent. */
export interface CheckDraft {
  /** An Endpoint's id; '' = the URL. */
  readonly endpointId: string
  readonly url: string
  readonly local: boolean
  /** '' = none. */
  readonly provider: string
  /** '' = the provider's first. */
  readonly scheme: string
  /** Whose secret: `endpoint`, `typed`, or a Source's id. */
  readonly secretFrom: string
  readonly secrets: SecretsDraft
  /** '' = the provider's first sample, `sample:<id>`, or the id of a captured Request. */
  readonly event: string
  readonly observe: 'none' | 'url' | 'command'
  readonly observeUrl: string
  readonly observeCommand: string
  /** Scenarios that were switched off. */
  readonly off: ReadonlySet<string>
  readonly timeoutSeconds: string
  readonly maxSeconds: string
  readonly maxRequests: string
  readonly settleSeconds: string
}

export type CheckErrors = Partial<
  Record<'url' | 'secret' | 'observe' | 'timeoutSeconds' | 'maxSeconds' | 'maxRequests' | 'settleSeconds', string>
>

/** What the window knows, and a draft is read by. */
export interface Known {
  readonly endpoints: readonly Endpoint[]
  readonly sources: readonly Source[]
  readonly providers: readonly ProviderInfo[]
}

interface Beginning {
  readonly endpointId: string | null
  /** The captured Request that is to be the genuine event, with its Source and provider. */
  readonly request: { readonly id: string; readonly sourceId: string | null; readonly provider: string | null } | null
}

/** First values: of the Endpoint that is to be checked, or of the captured Request that it is to be checked with. */
export function checkDraft({ endpointId, request }: Beginning, known: Known): CheckDraft {
  const source = known.sources.find(({ id }) => id === request?.sourceId)
  // A Request most likely belongs to the handler that its Source forwards to.
  const endpoint =
    known.endpoints.find(({ id }) => id === (endpointId ?? source?.forwardTo[0])) ??
    (known.endpoints.length === 1 ? known.endpoints[0] : undefined)
  const [schemeProvider = '', scheme = ''] = (endpoint?.scheme ?? '').split('/')
  const provider = source?.provider ?? request?.provider ?? schemeProvider
  const draft: CheckDraft = {
    endpointId: endpoint?.id ?? '',
    url: '',
    local: false,
    provider,
    scheme: provider === schemeProvider ? scheme : (source?.scheme ?? ''),
    secretFrom: 'typed',
    secrets: secretsDraft([]),
    event: request?.id ?? '',
    observe: 'none',
    observeUrl: '',
    observeCommand: '',
    off: new Set(),
    timeoutSeconds: '',
    maxSeconds: '',
    maxRequests: '',
    settleSeconds: '',
  }
  return withSecrets(draft, known)
}

/** Whose secrets can be taken: those of the Endpoint where it signs for that provider, and of Sources of the provider. */
export function secretChoices(draft: CheckDraft, { endpoints, sources }: Known): { value: string; label: string }[] {
  const endpoint = endpoints.find(({ id }) => id === draft.endpointId)
  const own = endpoint?.secrets[0]
  return [
    ...(own && endpoint.scheme?.split('/')[0] === draft.provider ? [{ value: 'endpoint', label: t.signing.endpoint(own.masked) }] : []),
    ...sources
      .filter(({ provider, secrets }) => provider === draft.provider && secrets.length > 0)
      .map(({ id, name }) => ({ value: id, label: t.signing.source(name) })),
    { value: 'typed', label: t.signing.typed },
  ]
}

/** The draft with a secret that there is, after its target or provider changed. */
export function withSecrets(draft: CheckDraft, known: Known): CheckDraft {
  const choices = secretChoices(draft, known)
  const typed = draft.secrets.typed.some(value => value.trim() !== '')
  const stays = choices.some(({ value }) => value === draft.secretFrom) && (typed || draft.secretFrom !== 'typed')
  return stays ? draft : { ...draft, secretFrom: typed ? 'typed' : (choices[0]?.value ?? 'typed') }
}

export const schemeOf = ({ provider, scheme }: Pick<CheckDraft, 'provider' | 'scheme'>, providers: readonly ProviderInfo[]) => {
  const schemes = providers.find(({ id }) => id === provider)?.schemes ?? []
  return schemes.find(({ id }) => id === scheme) ?? schemes[0]
}

const isUrl = (text: string): boolean => /^https?:$/.test(URL.parse(text.trim())?.protocol ?? '')
const isLimit = (text: string): boolean => text.trim() === '' || Number(text) > 0

/** What has to be mended before a check can start. */
export function checkErrors(draft: CheckDraft, known: Known): CheckErrors {
  const errors: CheckErrors = {}
  if (draft.endpointId === '' && !isUrl(draft.url)) errors.url = t.target.urlMissing
  const needed = draft.secretFrom === 'typed' && schemeOf(draft, known.providers) !== undefined
  if (needed && draft.secrets.typed.every(value => value.trim() === '')) errors.secret = t.signing.secretMissing
  if (draft.observe === 'url' && !isUrl(draft.observeUrl)) errors.observe = t.observation.urlMissing
  if (draft.observe === 'command' && draft.observeCommand.trim() === '') errors.observe = t.observation.commandMissing
  for (const name of ['timeoutSeconds', 'maxSeconds', 'maxRequests', 'settleSeconds'] as const)
    if (!isLimit(draft[name])) errors[name] = t.limits.wrong
  return errors
}

/** What is sent to `checks.plan`: all that is there yet. */
export function planInput(draft: CheckDraft, known: Known): InputOf<'checks.plan'> {
  const scheme = schemeOf(draft, known.providers)
  const typed = draft.secretFrom === 'typed' && scheme ? secretsOf(draft.secrets, scheme.secretRole) : []
  const source = known.sources.find(({ id }) => id === draft.secretFrom)
  return {
    ...(draft.endpointId !== '' ? { endpointId: draft.endpointId } : isUrl(draft.url) ? { url: draft.url.trim() } : {}),
    ...(draft.provider === '' ? {} : { provider: draft.provider }),
    ...(draft.scheme === '' ? {} : { scheme: draft.scheme }),
    ...(source ? { sourceId: source.id } : typed.length > 0 ? { secrets: typed } : {}),
    ...eventInput(draft.event),
    ...(draft.observe === 'url' && isUrl(draft.observeUrl) ? { observe: { url: draft.observeUrl.trim() } } : {}),
    ...(draft.observe === 'command' && draft.observeCommand.trim() !== '' ? { observe: { shell: draft.observeCommand.trim() } } : {}),
  }
}

/** What is sent to `checks.start`. @param ids all scenarios that there are */
export function startInput(draft: CheckDraft, known: Known, ids: readonly string[]): InputOf<'checks.start'> {
  return {
    ...planInput(draft, known),
    ...(draft.endpointId === '' && draft.local ? { local: true } : {}),
    ...(draft.off.size > 0 ? { only: ids.filter(id => !draft.off.has(id)) } : {}),
    ...(draft.timeoutSeconds.trim() === '' ? {} : { timeoutMs: Math.round(Number(draft.timeoutSeconds) * 1000) }),
    ...(draft.settleSeconds.trim() === '' ? {} : { settleMs: Math.round(Number(draft.settleSeconds) * 1000) }),
    ...(draft.maxSeconds.trim() === '' ? {} : { maxSeconds: Math.round(Number(draft.maxSeconds)) }),
    ...(draft.maxRequests.trim() === '' ? {} : { maxRequests: Math.round(Number(draft.maxRequests)) }),
  }
}

function eventInput(event: string): Pick<InputOf<'checks.plan'>, 'event'> {
  if (event === '') return {}
  return { event: event.startsWith('sample:') ? { sample: event.slice('sample:'.length) } : { requestId: event } }
}
