/** What a link from outside may ask for: to see one thing, never to do anything. */
export interface DeepLink {
  readonly type: 'request' | 'delivery' | 'endpoint' | 'source' | 'settings'
  readonly id: string | null
}

/** The scheme that the system knows us by; the page's own `app://` is never told to anybody. */
export const DEEP_LINK_SCHEME = 'hookbench'

const prefixes = { request: 'req', delivery: 'dlv', endpoint: 'ep', source: 'src' } as const

/** `hookbench://request/req_..`, `hookbench://settings`; null for everything else, which is ignored: links come from anywhere. */
export function parseDeepLink(text: string): DeepLink | null {
  const [, type = '', id = ''] = /^hookbench:\/\/([a-z]+)(?:\/([^/?#]*))?\/?$/.exec(text) ?? []
  if (type === 'settings' && id === '') return { type, id: null }
  if (!Object.hasOwn(prefixes, type)) return null
  const kind = type as keyof typeof prefixes
  return new RegExp(`^${prefixes[kind]}_[0-9a-z]{1,40}$`).test(id) ? { type: kind, id } : null
}

/** The link among the arguments of a launch, as Windows and Linux hand it over. */
export function deepLinkIn(argv: readonly string[]): DeepLink | null {
  for (const argument of argv) {
    const link = parseDeepLink(argument)
    if (link) return link
  }
  return null
}
