import { createHash } from 'node:crypto'
import { type EndpointConfig, NONE } from '#domain/config.ts'
import { subscribes } from '#domain/delivery/subscription.ts'
import { formatId } from '#domain/ids.ts'
import type { NewMessage } from '#store/writer/messages.ts'
import { cancelWaiting } from '../cancelling.ts'
import type { ConfigCache } from '../config/cache.ts'
import { idNumber, notFound } from '../ids.ts'
import type { Services } from '../services.ts'
import { givenBody } from '../stored-request.ts'
import type { DeliveryServiceDeps } from './deliveries.ts'

export interface MessageDeps extends DeliveryServiceDeps {
  readonly config: Pick<ConfigCache, 'endpoint' | 'endpoints' | 'source'>
}

/** `messages.*`. */
export function messageServices(deps: MessageDeps) {
  return {
    'messages.send': async input => {
      const bytes = (await givenBody(deps.store, input)) ?? new Uint8Array()
      const contentType = input.contentType ?? 'application/json'
      const endpoints = input.endpointIds
        ? [...new Set(input.endpointIds)].map(id => mustFind(deps.config, id))
        : deps.config.endpoints().filter(endpoint => endpoint.enabled && subscribes(endpoint.eventTypes, input.eventType))
      const { messageId, deliveryIds } = await makeMessage(deps, {
        kind: 'composed',
        requestId: null,
        eventType: input.eventType,
        method: 'POST',
        path: '',
        headers: ['Content-Type', contentType, 'User-Agent', 'Hookbench'],
        sign: { mode: 'endpoint' },
        body: { bytes },
        idempotency: input.eventId === undefined ? null : { key: input.eventId, hash: fingerprint(input.eventType, contentType, bytes) },
        targets: endpoints.map(endpoint => ({ endpointId: endpoint.id, target: targetOf(endpoint) })),
      })
      return { messageId: formatId('msg', messageId), deliveryIds: deliveryIds.map(id => formatId('dlv', id)) }
    },
  } satisfies Partial<Services>
}

/** Stores a Message with its Deliveries, then tells the engine and the windows. */
export async function makeMessage(deps: DeliveryServiceDeps, message: Omit<NewMessage, 'now'>) {
  const made = await deps.store.write.createMessage({ ...message, now: deps.clock.now() })
  if (made.created)
    await announce(
      deps,
      made.deliveryIds,
      message.targets.map(({ endpointId }) => endpointId),
    )
  return made
}

/** To be called when new Deliveries are on disk. */
export async function announce(deps: DeliveryServiceDeps, deliveryIds: readonly number[], endpointIds: readonly number[]): Promise<void> {
  const reached = [...new Set(endpointIds)]
  // Deleted while they were being made: its own cancelling came before them.
  const gone = reached.filter(id => id !== NONE && deps.config.endpoint(id) === null)
  await Promise.all(gone.map(endpointId => cancelWaiting(deps.store.write, { endpointId, now: deps.clock.now() })))
  deps.wake(reached)
  deps.changed(await deps.store.read.getDeliveries({ ids: deliveryIds }))
}

/** @throws AppError `not_found` */
export function mustFind(config: Pick<ConfigCache, 'endpoint'>, id: string): EndpointConfig {
  const number = idNumber('ep', id)
  const endpoint = number === NONE ? null : config.endpoint(number)
  if (!endpoint) throw notFound('ep', id)
  return endpoint
}

/** What history keeps of an Endpoint. */
export function targetOf({ name, url, local }: EndpointConfig) {
  return { name, url, local }
}

function fingerprint(eventType: string, contentType: string, body: Uint8Array): string {
  return createHash('sha256')
    .update(JSON.stringify([eventType, contentType]))
    .update(body)
    .digest('base64url')
}
