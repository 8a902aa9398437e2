import { AppError } from '#contract/errors.ts'
import type { Signer } from '#delivery/types.ts'
import { checkUrl, refusalText } from '#domain/address-guard/guard.ts'
import { type EndpointConfig, NONE } from '#domain/config.ts'
import type { Target } from '#domain/delivery/row.ts'
import { freshSigning, type SignPlan } from '#domain/delivery/sign-plan.ts'
import { destinationOf } from '#domain/delivery/target.ts'
import { flatHeaders } from '#domain/http/headers.ts'
import { formatId } from '#domain/ids.ts'
import { restOf } from '#intake/match.ts'
import { resolveScheme } from '#providers/index.ts'
import type { NewMessage } from '#store/writer/messages.ts'
import { idNumber } from '../ids.ts'
import type { Secrets } from '../ports.ts'
import type { Services } from '../services.ts'
import { givenBody, loadBody, loadRequest, type StoredRequest } from '../stored-request.ts'
import { mustHaveNoUser } from './endpoints.ts'
import { announce, type MessageDeps, mustFind, targetOf } from './messages.ts'

export interface ResendDeps extends MessageDeps {
  readonly signer: Signer
  readonly secrets: Pick<Secrets, 'seal'>
}
export type ResendInput = Parameters<Services['requests.resend']>[0]

/** What a job adds to a call of `requests.resend`. */
export interface ResendMore {
  /** When each is due, ms since epoch, in the order of `ids`. */
  readonly dueAt: readonly number[]
  /** Makes the same call, made again after a crash, find what it has made before. */
  readonly token: string
}

interface Goal {
  readonly endpointId: number
  readonly endpoint: EndpointConfig | null
  readonly target: Target
}

/** `requests.resend` and `requests.forward`: captured Requests on their way again. */
export function resendServices(deps: ResendDeps) {
  return {
    'requests.resend': async input => ({ deliveryIds: (await resendEach(deps, input, null)).deliveryIds }),

    'requests.forward': async ({ id }) => {
      const request = await loadRequest(deps.store, id)
      const source = request.row.sourceId === null ? null : deps.config.source(idNumber('src', request.row.sourceId))
      if (!source)
        throw new AppError('conflict', 'This request belongs to no source, so nothing says where to forward it. Resend it instead.')
      if (request.row.repetition === 'loop') {
        throw new AppError('conflict', 'This request is one of our own deliveries that came back; forwarding it would create a loop.')
      }
      const endpoints = source.forwardTo.map(endpointId => deps.config.endpoint(endpointId)).filter(endpoint => endpoint !== null)
      if (endpoints.length === 0)
        throw new AppError('conflict', `${source.name} does not forward to any endpoint. Choose one in its settings.`)
      const { method, eventType, size } = request.row
      const ids = await Promise.all(
        endpoints.map(endpoint =>
          deps.store.write.createForward({
            requestId: request.number,
            endpointId: endpoint.id,
            target: targetOf(endpoint),
            path: restOf(request.target),
            method,
            eventType,
            size,
            now: deps.clock.now(),
          }),
        ),
      )
      const reached = endpoints.map(endpoint => endpoint.id)
      await announce(deps, ids, reached)
      return { deliveryIds: ids.map(delivery => formatId('dlv', delivery)) }
    },
  } satisfies Partial<Services>
}

/**
 * Makes the Deliveries in the order of `ids`. Those whose Request is gone are left out for a job, and refuse the whole of a single call.
 * @throws AppError `not_found`, `cannot_sign`, `address_refused` ..
 */
export async function resendEach(
  deps: ResendDeps,
  input: ResendInput,
  more: ResendMore | null,
): Promise<{ deliveryIds: string[]; missing: number }> {
  const goal = goalOf(deps, input.to)
  if (input.scheme !== undefined && !resolveScheme(input.scheme)) {
    throw new AppError('invalid_input', `There is no scheme "${input.scheme}"; write provider/scheme as providers.list names them.`)
  }
  const loaded = await Promise.all(
    input.ids.map(id => loadRequest(deps.store, id).catch(error => (more ? goneOr(error) : Promise.reject(error)))),
  )
  const edited = input.edit ? await givenBody(deps.store, input.edit) : null
  const first = loaded.find(request => request !== null)
  if (first && input.sign === 'fresh') await mustSign(deps, input, goal, first, edited)
  const sign = await planOf(deps, input, edited !== null)
  const now = deps.clock.now()
  // All are asked for before the first is answered: they keep their order and share a commit.
  const made = await Promise.all(
    loaded.flatMap((request, i) => {
      if (request === null) return []
      const message: NewMessage = {
        kind: 'resend',
        requestId: request.number,
        eventType: request.row.eventType,
        sign,
        ...draftOf(request, input.edit),
        body: edited ? { bytes: edited } : { requestId: request.number, size: request.row.size },
        idempotency: more ? { key: `${more.token}:${request.row.id}`, hash: '' } : null,
        targets: [goal],
        now,
        ...(more ? { dueAt: more.dueAt[i] ?? now } : {}),
      }
      return [deps.store.write.createMessage(message)]
    }),
  )
  const ids = made.flatMap(({ deliveryIds }) => deliveryIds)
  await announce(deps, ids, [goal.endpointId])
  return { deliveryIds: ids.map(id => formatId('dlv', id)), missing: loaded.filter(request => request === null).length }
}

function goneOr(error: unknown): null {
  if (error instanceof AppError && error.code === 'not_found') return null
  throw error
}

/** @throws AppError `not_found` or `address_refused` */
export function goalOf(deps: Pick<ResendDeps, 'config'>, to: ResendInput['to']): Goal {
  if ('endpointId' in to) {
    const endpoint = mustFind(deps.config, to.endpointId)
    return { endpointId: endpoint.id, endpoint, target: targetOf(endpoint) }
  }
  mustHaveNoUser(to.url)
  // Names are looked up, and checked again, when it is sent; a literal is refused while the caller is still there to hear it.
  const answer = checkUrl(to.url, { local: to.local ?? false, callerTrusted: true })
  if (!answer.ok) throw new AppError('address_refused', `${to.url} is refused: ${refusalText(answer, 'url')}`)
  return { endpointId: NONE, endpoint: null, target: { name: new URL(to.url).host, url: to.url, local: to.local ?? false } }
}

/**
 * Method, path and headers to send. The path is what is appended to the target's URL: for a Request of a Source what follows its slug,
 * for one of the Inbox only the query, for its path is one of ours.
 */
function draftOf(request: StoredRequest, edit: ResendInput['edit']) {
  const { target } = request
  const query = target.includes('?') ? target.slice(target.indexOf('?')) : ''
  return {
    method: edit?.method ?? request.row.method,
    path: edit?.path ?? (request.row.sourceId === null ? query : restOf(target)),
    headers: edit?.headers ? flatHeaders(edit.headers) : request.headers,
  }
}

async function planOf(deps: ResendDeps, input: ResendInput, edited: boolean): Promise<SignPlan> {
  if (input.sign === 'as-received') return { mode: 'as-received', edited }
  const sealedSecret = input.secret === undefined ? null : await deps.secrets.seal(input.secret)
  return { mode: 'fresh', scheme: input.scheme ?? null, sealedSecret }
}

/** Signs once for trial, so that a missing or malformed secret is told now and not by a dead letter. @throws AppError `cannot_sign` */
async function mustSign(
  deps: ResendDeps,
  input: ResendInput,
  goal: Goal,
  request: StoredRequest,
  edited: Uint8Array | null,
): Promise<void> {
  const source = request.row.sourceId === null ? null : deps.config.source(idNumber('src', request.row.sourceId))
  const signing = freshSigning(
    { scheme: input.scheme ?? null, secret: input.secret ?? null },
    goal.endpoint,
    source,
    deps.signer.signsAlone,
  )
  if (!signing.ok) throw new AppError('cannot_sign', `It cannot be signed: ${signing.reason}`)
  const draft = draftOf(request, input.edit)
  const signed = deps.signer.sign(
    signing.scheme,
    {
      method: draft.method,
      url: destinationOf(goal.target.url, draft.path)?.url ?? goal.target.url,
      headers: draft.headers,
      body: edited ?? (await loadBody(deps.store, request)),
    },
    signing.secrets,
    { now: deps.clock.now(), messageId: 'msg_trial' },
  )
  if (!signed.ok) throw new AppError('cannot_sign', `It cannot be signed: ${signed.reason}`)
}
