import type { Observation } from '#check/observe.ts'
import { AppError } from '#contract/errors.ts'
import type { SecretRole } from '#domain/secret.ts'
import { resolveScheme } from '#providers/index.ts'
import type { ConfigCache } from '../config/cache.ts'
import { mergeSecrets } from '../config/secrets.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Services } from '../services.ts'
import type { StoreClient } from '../store-client.ts'
import { loadBody, loadRequest } from '../stored-request.ts'
import { permitted } from './permission.ts'
import { type CheckSpec, type EventChoice, specDefaults } from './spec.ts'
import { withRoles } from './target-secrets.ts'

interface Deps {
  readonly store: Pick<StoreClient, 'read'>
  readonly config: ConfigCache
  readonly mintSecretId: () => string
  /** Whether others on the network may reach the API: then nobody gets to run commands by it. */
  readonly exposed: boolean
}

type Input = Parameters<Services['checks.start']>[0]
type TargetInput = Parameters<Services['checks.plan']>[0]

/** Larger events would be sent hundreds of times. */
const MAX_EVENT = 1024 * 1024

/** A check that may be started: everything is there, and the host may be fired at. @throws AppError */
export async function startable(deps: Deps, input: Input): Promise<CheckSpec> {
  const spec = await givenSpec(deps, input)
  refuseCommands(deps, spec.observe)
  const endpoint = spec.endpointId === null ? null : deps.config.endpoint(spec.endpointId)
  const local = permitted({
    url: spec.url,
    endpointLocal: endpoint?.local ?? false,
    local: input.local ?? false,
    confirmHost: input.confirmHost,
  })
  return { ...spec, local }
}

/** @throws AppError `unsupported` */
export function refuseCommands({ exposed }: Pick<Deps, 'exposed'>, observe: Observation | null): void {
  if (!exposed || observe === null || 'url' in observe) return
  throw new AppError(
    'unsupported',
    'Hookbench listens on the network here, so it does not run commands for its callers. Give a URL that answers with the number of side effects.',
  )
}

/** @throws AppError for what is missing or does not exist */
export async function givenSpec(deps: Deps, input: TargetInput & Partial<Input>): Promise<CheckSpec> {
  const { config } = deps
  const endpoint = input.endpointId === undefined ? null : config.endpoint(idNumber('ep', input.endpointId))
  if (input.endpointId !== undefined && !endpoint) throw notFound('ep', input.endpointId)
  const source = input.sourceId === undefined ? null : config.source(idNumber('src', input.sourceId))
  if (input.sourceId !== undefined && !source) throw notFound('src', input.sourceId)
  if (input.url !== undefined && endpoint) throw new AppError('invalid_input', 'Name an Endpoint or a URL, not both.')
  const url = input.url ?? endpoint?.url
  if (url === undefined) throw new AppError('invalid_input', 'Name what to check: a URL, or an Endpoint by its id.')
  const scheme = endpoint?.scheme ? resolveScheme(endpoint.scheme) : null
  const given = input.secrets ?? (input.secret === undefined ? undefined : [input.secret])
  const provider = input.provider ?? source?.provider ?? scheme?.provider.id ?? null
  const schemeId =
    input.scheme ??
    (provider === source?.provider ? (source?.scheme ?? null) : provider === scheme?.provider.id ? (scheme?.scheme ?? null) : null)
  const asNamed = (_: string, named: SecretRole | undefined): SecretRole => named ?? 'signing'
  return {
    ...specDefaults,
    url,
    tls: endpoint ? { insecure: endpoint.insecureTls, ca: endpoint.ca } : null,
    endpointId: endpoint?.id ?? null,
    provider,
    scheme: schemeId,
    secrets: given
      ? withRoles(provider, schemeId, mergeSecrets([], given, deps.mintSecretId, asNamed))
      : (source?.secrets ?? endpoint?.secrets ?? []),
    event: await eventFrom(deps, input),
    observe: input.observe ?? null,
    only: input.only ?? null,
    timeoutMs: input.timeoutMs ?? null,
    settleMs: input.settleMs ?? specDefaults.settleMs,
    maxRequests: input.maxRequests ?? specDefaults.maxRequests,
    maxSeconds: input.maxSeconds ?? specDefaults.maxSeconds,
  }
}

async function eventFrom({ store }: Deps, { event }: TargetInput): Promise<EventChoice> {
  if (!event || 'sample' in event) return { kind: 'sample', sample: event?.sample ?? null }
  const request = await loadRequest(store, event.requestId)
  if (request.row.size > MAX_EVENT) {
    throw new AppError(
      'too_large',
      'That request is larger than 1 MiB, and a check would send it hundreds of times. Choose a smaller one, or a sample.',
    )
  }
  const body = Buffer.from(await loadBody(store, request)).toString('base64')
  return { kind: 'captured', id: event.requestId, method: request.row.method, headers: request.headers, body }
}
