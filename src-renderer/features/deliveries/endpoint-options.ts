import { useMemo } from 'react'
import { keptName } from '../../state/deliveries-view.ts'
import { useApp } from '../../state/store.ts'
import { deliveriesText as t } from '../../strings/deliveries.ts'

/** Endpoints to choose from, and the chosen one when it was deleted: under the name that its Deliveries have kept. */
export function useEndpointOptions(chosenId: string | null): { value: string; label: string }[] {
  const endpoints = useApp(state => state.endpoints)
  const deleted = chosenId !== null && chosenId !== '' && !endpoints.some(({ id }) => id === chosenId)
  const kept = useApp(({ deliveries }) => (deleted ? keptName(deliveries, chosenId) : null))
  return useMemo(
    () => [
      { value: '', label: t.anyEndpoint },
      ...endpoints.map(({ id, name }) => ({ value: id, label: name })),
      ...(deleted ? [{ value: chosenId, label: kept === null ? t.deletedEndpoint : t.deleted(kept) }] : []),
    ],
    [endpoints, deleted, chosenId, kept],
  )
}
