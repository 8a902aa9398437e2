/** What an address of the window can ask for, by its hash. The same routes serve links, the browser's address bar and native alerts. */
export type Address =
  | { readonly kind: 'request' | 'delivery' | 'endpoint' | 'source'; readonly id: string }
  | { readonly kind: 'settings' }
  | { readonly kind: 'alerts' }
  | { readonly kind: 'tunnel' }
  /** What the list is to be filtered by; not checked yet. */
  | { readonly kind: 'filter'; readonly text: string }

const prefixes = { request: 'req', delivery: 'dlv', endpoint: 'ep', source: 'src' } as const

/** `#/request/<id>`, `#/settings`, `#/filter/<text>` ..; null for anything else, which is ignored: links come from anywhere. */
export function parseAddress(hash: string): Address | null {
  const [, route = '', rest = ''] = /^#\/([a-z]+)(?:\/(.*))?$/s.exec(hash) ?? []
  if (route === 'settings') return { kind: 'settings' }
  if (route === 'alerts') return { kind: 'alerts' }
  if (route === 'tunnel') return { kind: 'tunnel' }
  const text = decoded(rest)
  if (text === null) return null
  if (route === 'filter') return text === '' ? null : { kind: 'filter', text }
  if (!Object.hasOwn(prefixes, route)) return null
  const kind = route as keyof typeof prefixes
  return new RegExp(`^${prefixes[kind]}_[0-9a-z]{1,40}$`).test(text) ? { kind, id: text } : null
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
