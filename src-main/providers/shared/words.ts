import type { Provider } from '#domain/provider.ts'
import type { KeyFormat } from '#domain/signature/scheme.ts'

/** Words that several providers share. Nothing of a vendor's own belongs here. */

/** A signing secret that is used as the text that it is. */
export const textKey = (hint: string): KeyFormat => ({ role: 'signing', decode: 'utf8', hint })

/** No places that hold credentials, beside those that are always masked. */
export const noCredentials: Provider['credentials'] = { headers: [], query: [], body: [] }

export const retriesUnknown = 'Its retry schedule is not given here, because no second source confirms it.'
