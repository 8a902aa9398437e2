import type { Endpoint } from '#contract/endpoints.ts'
import { AppError } from '#contract/errors.ts'
import { namesThisMachine } from '#domain/address-guard/guard.ts'
import type { EndpointConfig, RetryChoice } from '#domain/config.ts'
import { formatId } from '#domain/ids.ts'
import { resolvePolicy } from '#domain/retry/policy.ts'
import { newSecret } from '#domain/signature/sign.ts'
import { resolveScheme } from '#providers/index.ts'
import type { ConfigCache, EndpointDraft } from '../config/cache.ts'
import { maskSecrets, mergeSecrets } from '../config/secrets.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Services } from '../services.ts'

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
}

/** Signs Messages when a secret is given and no scheme is named: the one scheme that is nobody's own. */
const USUAL_SCHEME = 'standard-webhooks'

interface Deps {
  readonly config: ConfigCache
  readonly mintSecretId: () => string
  readonly randomBytes: (count: number) => Uint8Array
  /** Cancels what is pending for an Endpoint that is gone. */
  readonly cancelPending: (endpointId: number) => Promise<unknown>
}

/** `endpoints.*`. */
export function endpointServices({ config, mintSecretId, randomBytes, cancelPending }: Deps) {
  return {
    'endpoints.list': async () => ({ rows: config.endpoints().map(showEndpoint) }),

    'endpoints.save': input =>
      config.exclusively(async () => {
        const id = input.id === undefined ? null : idNumber('ep', input.id)
        const current = id === null ? null : config.endpoint(id)
        if (id !== null && !current) throw notFound('ep', id)
        const before: EndpointDraft = current ?? blank
        const url = input.url ?? before.url
        if (url === '') throw new AppError('invalid_input', 'An Endpoint needs a URL, for example http://localhost:3000/webhooks.')
        if (new URL(url).username !== '' || new URL(url).password !== '') {
          throw new AppError(
            'invalid_input',
            'Take user and password out of the URL: they would be dropped on the way, and shown wherever the URL is.',
          )
        }
        const local = input.local ?? (current && url === current.url ? current.local : namesThisMachine(new URL(url).hostname))
        const given = input.secrets ?? (input.secret === undefined ? undefined : [input.secret])
        const scheme = schemeOf(input.scheme === undefined ? (before.scheme ?? (given?.length ? USUAL_SCHEME : null)) : input.scheme)
        const enabled = input.enabled ?? before.enabled
        const secrets = given ? mergeSecrets(before.secrets, given, mintSecretId) : before.secrets
        const saved = await config.saveEndpoint(id, {
          name: input.name ?? (before.name || new URL(url).host),
          url,
          scheme,
          secrets: scheme !== null && secrets.length === 0 ? [freshSecret(scheme, mintSecretId, randomBytes)] : secrets,
          eventTypes: input.eventTypes ?? before.eventTypes,
          retry: input.retry ?? (current ? before.retry : { preset: local ? 'local' : 'default' }),
          timeoutMs: input.timeoutMs ?? before.timeoutMs,
          rateLimit: input.rateLimit === undefined ? before.rateLimit : input.rateLimit,
          concurrency: input.concurrency ?? before.concurrency,
          enabled,
          disabledReason: enabled ? null : before.enabled ? 'Switched off by you.' : before.disabledReason,
          local,
        })
        return showEndpoint(saved)
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

export function showEndpoint(endpoint: EndpointConfig): Endpoint {
  return {
    ...endpoint,
    id: formatId('ep', endpoint.id),
    secrets: maskSecrets(endpoint.secrets),
    eventTypes: [...endpoint.eventTypes],
    retry: showRetry(endpoint.retry),
    delaysSeconds: resolvePolicy(endpoint.retry).delaysMs.map(ms => ms / 1000),
  }
}

function showRetry(retry: RetryChoice): Endpoint['retry'] {
  return 'preset' in retry ? retry : { delaysSeconds: [...retry.delaysSeconds], jitter: retry.jitter }
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

function freshSecret(
  scheme: string,
  mintSecretId: () => string,
  randomBytes: (count: number) => Uint8Array,
): EndpointConfig['secrets'][number] {
  const found = resolveScheme(scheme)
  const format = found?.provider.schemes.find(known => known.id === found.scheme)
  if (!found || !format) throw new AppError('invalid_input', `There is no scheme "${scheme}".`)
  const value = newSecret(found.provider, found.scheme, randomBytes(32))
  return { id: mintSecretId(), role: (format.signingKey ?? format.key).role, label: null, value, validUntil: null }
}
