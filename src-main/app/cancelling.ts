import type { DeliveryRow } from '#domain/delivery/row.ts'
import type { StoreClient } from './store-client.ts'

/**
 * Cancels all that waits for an Endpoint, a slice at a time: captures come in between. What is being sent at this moment ends by itself.
 * @returns the first of them, for the windows' lists; with thousands these load anew anyway
 */
export async function cancelWaiting(
  write: Pick<StoreClient['write'], 'cancelForEndpoint'>,
  input: { readonly endpointId: number; readonly now: number },
): Promise<DeliveryRow[]> {
  const { rows, more } = await write.cancelForEndpoint(input)
  for (let left = more; left; ) left = (await write.cancelForEndpoint(input)).more
  return rows
}
