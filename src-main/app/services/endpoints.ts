import { AppError } from '#contract/errors.ts'
import { checkUrl, namesThisMachine, refusalText } from '#domain/address-guard/guard.ts'
import type { EndpointConfig } from '#domain/config.ts'
import { endpointDefaults } from '#domain/delivery/endpoint-defaults.ts'
import type { Sending } from '#domain/delivery/sending.ts'
import { resolveScheme } from '#providers/index.ts'
import type { ConfigCache, EndpointDraft } from '../config/cache.ts'
import { mergeSecrets } from '../config/secrets.ts'
import { refusedAt } from '../errors.ts'
import { idNumber, notFound } from '../ids.ts'
import { isCertificate } from '../pem.ts'
import type { Services } from '../services.ts'
import { mustBeAsOpened } from './as-opened.ts'
import { endpointRoles, freshSecret, mustSign, signingRole } from './endpoint-secrets.ts'
import { showEndpoint } from './endpoint-view.ts'

const blank: EndpointDraft = {
  name: '',
  url: '',
  scheme: null,
  secrets: [],
  eventTypes: [],
  retry: { preset: 'default' },
  timeoutMs: 15_000,
  rateLimit: null,
  concurrency: 8,
  enabled: true,
  disabledReason: null,
  local: false,
  ...endpointDefaults(false),
}

/** Signs Messages when a secret is given and no scheme is named: the one scheme that is nobody's own. */
const USUAL_SCHEME = 'standard-webhooks'

interface Deps {
  readonly config: ConfigCache
  readonly mintSecretId: () => string
  readonly randomBytes: (count: number) => Uint8Array
  /** Cancels what is pending for an Endpoint that is gone. */
  readonly cancelPending: (endpointId: number) => Promise<unknown>
  readonly care: EndpointCare
  readonly now: () => number
}

/** What the engine knows of an Endpoint and can be told about it. */
export interface EndpointCare {
  sendingOf(endpoint: EndpointConfig): Sending
  /** Forgets that it has failed: it was switched on again, or a person wants it tried now. */
  forgive(endpointId: number): Promise<void>
  /** Lets it be tried now, once. */
  probe(endpointId: number): Promise<void>
}

/** `endpoints.*`. */
export function endpointServices({ config, mintSecretId, randomBytes, cancelPending, care }: Deps) {
  const show = (endpoint: EndpointConfig) => showEndpoint(endpoint, care.sendingOf(endpoint))
  return {
    'endpoints.list': async () => ({ rows: config.endpoints().map(show) }),

    'endpoints.save': input =>
      config.exclusively(async () => {
        const id = input.id === undefined ? null : idNumber('ep', input.id)
        const current = id === null ? null : config.endpoint(id)
        if (id !== null && !current) throw notFound('ep', id)
        mustBeAsOpened('Endpoint', current, input.ifUpdatedAt)
        const before: EndpointDraft = current ?? blank
        const url = input.url ?? before.url
        if (url === '') throw refusedAt('url', 'invalid_input', 'An endpoint needs a URL, for example http://localhost:3000/webhooks.')
        const local = input.local ?? (current && url === current.url ? current.local : namesThisMachine(new URL(url).hostname))
        mustBeAllowed(url, local)
        const insecureTls = input.insecureTls ?? (local && before.insecureTls)
        if (insecureTls && !local) {
          throw new AppError('invalid_input', 'Only a local endpoint can skip the certificate check. Mark it as local, or give its CA.')
        }
        if (input.ca) mustBeCertificate(input.ca)
        const given = input.secrets ?? (input.secret === undefined ? undefined : [input.secret])
        const scheme = schemeOf(input.scheme === undefined ? (before.scheme ?? (given?.length ? USUAL_SCHEME : null)) : input.scheme)
        const merged = given ? mergeSecrets(before.secrets, given, mintSecretId, endpointRoles(scheme)) : before.secrets
        // Only what changes: what an older version kept must not stand in the way of another setting.
        const known = scheme === before.scheme ? before.secrets : []
        const changes = given !== undefined || scheme !== before.scheme || merged.length === 0
        const lacking = scheme !== null && changes && !merged.some(({ role }) => role === signingRole(scheme))
        const secrets = lacking ? [...merged, freshSecret(scheme, mintSecretId, randomBytes)] : merged
        const added = secrets.filter(secret => !known.some(({ id, value }) => id === secret.id && value === secret.value))
        if (scheme !== null && (scheme !== before.scheme || added.length > 0)) mustSign(scheme, added)
        const enabled = input.enabled ?? before.enabled
        const reopened = current !== null && enabled && !before.enabled
        if (reopened && input.waiting === 'cancel') await cancelPending(current.id)
        if (reopened) await care.forgive(current.id)
        const usual = careOf(current, local)
        const saved = await config.saveEndpoint(id, {
          name: input.name ?? (before.name || new URL(url).host),
          url,
          scheme,
          secrets,
          eventTypes: input.eventTypes ?? before.eventTypes,
          retry: input.retry ?? (current ? before.retry : { preset: local ? 'local' : 'default' }),
          timeoutMs: input.timeoutMs ?? before.timeoutMs,
          rateLimit: input.rateLimit === undefined ? before.rateLimit : input.rateLimit,
          concurrency: input.concurrency ?? before.concurrency,
          enabled,
          disabledReason: enabled ? null : before.enabled ? 'Disabled by you.' : before.disabledReason,
          local,
          ordered: input.ordered ?? usual.ordered,
          headBlockMs: input.headBlockSeconds === undefined ? usual.headBlockMs : input.headBlockSeconds * 1000,
          paused: input.paused ?? usual.paused,
          circuit: input.circuit === undefined ? usual.circuit : input.circuit,
          autoDisable: input.autoDisable === undefined ? usual.autoDisable : input.autoDisable,
          insecureTls,
          ca: input.ca === undefined ? usual.ca : input.ca,
          registration: current && url === current.url ? current.registration : null,
        })
        // What was learned of a receiver says nothing of another one.
        if (current && new URL(url).origin !== new URL(current.url).origin) await care.forgive(current.id)
        else if (current?.circuit && saved.circuit === null) await care.probe(current.id)
        return show(saved)
      }),

    'endpoints.delete': ({ id }) =>
      config.exclusively(async () => {
        const number = idNumber('ep', id)
        if (!(await config.deleteEndpoint(number))) throw notFound('ep', id)
        for (const source of config.sources()) {
          if (source.forwardTo.includes(number)) {
            await config.saveSource(source.id, { ...source, forwardTo: source.forwardTo.filter(other => other !== number) })
          }
        }
        await cancelPending(number)
        return { ok: true as const }
      }),
  } satisfies Partial<Services>
}

/** How an Endpoint is cared for where the call does not say; one that becomes local is no longer left alone or switched off for failing. */
function careOf(current: EndpointConfig | null, local: boolean) {
  if (current === null) return endpointDefaults(local)
  const { circuit, autoDisable } = endpointDefaults(true)
  return local && !current.local ? { ...current, circuit, autoDisable } : current
}

/** The full `provider/scheme` of what was given. @throws AppError `invalid_input` for one that is not known */
function schemeOf(text: string | null): string | null {
  if (text === null) return null
  const found = resolveScheme(text)
  if (!found)
    throw new AppError(
      'invalid_input',
      `There is no scheme "${text}"; write provider/scheme as providers.list names them, e.g. standard-webhooks/v1.`,
    )
  return `${found.provider.id}/${found.scheme}`
}

/** @throws AppError `invalid_input` */
export function mustHaveNoUser(url: string): void {
  const { username, password } = new URL(url)
  if (username === '' && password === '') return
  throw refusedAt(
    'url',
    'invalid_input',
    'Remove the user and password from the URL: they would not be sent, and would show wherever the URL does.',
  )
}

/** What the guard would refuse at every attempt is refused while the caller is still there to hear it. Names are checked after DNS. */
export function mustBeAllowed(url: string, local: boolean): void {
  mustHaveNoUser(url)
  const answer = checkUrl(url, { local, callerTrusted: true })
  if (!answer.ok) throw refusedAt('url', 'address_refused', `${url} is refused: ${refusalText(answer, 'endpoint')}`)
}

function mustBeCertificate(pem: string): void {
  if (isCertificate(pem)) return
  throw refusedAt('ca', 'invalid_input', 'That is not a certificate. Paste the CA as PEM, starting with -----BEGIN CERTIFICATE-----.')
}
