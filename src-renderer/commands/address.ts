import { type Address, parseAddress } from '../state/address.ts'
import { call } from '../state/api.ts'
import { openDelivery, showDeliveries } from '../state/deliveries.ts'
import { selectRequest } from '../state/selection.ts'
import { firstLoad } from '../state/start.ts'
import { app } from '../state/store.ts'
import { openDialog, setFilter, setScope } from '../state/ui.ts'
import { en } from '../strings/en.ts'
import { notify, notifyError } from '../ui/toast.tsx'

/** Follows the window's address, now and when it changes: a link that was opened, or a native alert that was clicked. */
export function followAddress(): () => void {
  const follow = () => {
    const address = parseAddress(location.hash)
    if (!address || (address.kind === 'request' && address.id === app().selectedId)) return
    // Only a Request stays in the address. The same alert clicked again must be a change again.
    if (address.kind !== 'request') history.replaceState(null, '', location.pathname + location.search)
    open(address).catch(error => notifyError(en.address.failed, error))
  }
  window.addEventListener('hashchange', follow)
  follow()
  return () => window.removeEventListener('hashchange', follow)
}

/** Opens what an address or an alert is about. Rejects with a sentence when the core does not know it. */
export async function open(address: Address): Promise<void> {
  if (address.kind === 'request') return selectRequest(address.id, true)
  if (address.kind === 'filter') return setFilter(address.text)
  if (address.kind === 'delivery') {
    // Asked for first, so that one that is gone is told as such and not shown as nothing.
    await call('deliveries.get', { id: address.id })
    return openDelivery(address.id)
  }
  // The forms start from what is known, so it has to be there.
  await firstLoad
  if (address.kind === 'settings') return openDialog({ kind: 'settings' })
  if (address.kind === 'alerts') return openDialog({ kind: 'alerts' })
  if (address.kind === 'tunnel') return openDialog({ kind: 'tunnel' })
  const { id, kind } = address
  const known = kind === 'source' ? app().sources : app().endpoints
  if (!known.some(each => each.id === id)) notify({ tone: 'warn', title: en.address.gone })
  else if (kind === 'source') setScope({ kind, id })
  else showDeliveries({ endpointId: id })
}
