import { headerValue, type RawHeaders } from '../../http/headers.ts'
import type { Variant } from './variant.ts'

/** Other URLs under which the sender may know us: for schemes that sign the URL, behind proxies and tunnels that change it. */
export function* urlVariants(url: string, headers: RawHeaders): Generator<Variant<string>> {
  const parts = /^(https?):\/\/([^/?#]*)([^?#]*)(\?[^#]*)?/i.exec(url)
  if (!parts) return
  const [, scheme = '', authority = '', path = '', query = ''] = parts
  const other = scheme.toLowerCase() === 'https' ? 'http' : 'https'
  const made = (name: string, value: string, what: string): Variant<string> => {
    return {
      name,
      value,
      explanation: `The signature matches with ${what} in the URL. Use the URL exactly as registered with the provider.`,
    }
  }
  yield made('url-scheme', `${other}://${authority}${path}${query}`, `${other}:// instead of ${scheme}://`)
  for (const name of ['host', 'x-forwarded-host', 'x-original-host', 'forwarded']) {
    const value = headerValue(headers, name)
    const host = name === 'forwarded' ? /host="?([^";,]+)/i.exec(value ?? '')?.[1] : value?.split(',')[0]?.trim()
    if (!host || host === authority) continue
    yield made('url-host', `${scheme}://${host}${path}${query}`, `the host ${host} instead of ${authority}`)
    yield made('url-host', `${other}://${host}${path}${query}`, `${other}:// and the host ${host} instead of ${scheme}://${authority}`)
  }
  const host = authority.replace(/:\d+$/, '')
  if (host !== authority) yield made('url-port', `${scheme}://${host}${path}${query}`, `the host without its port`)
  else {
    const port = scheme.toLowerCase() === 'https' ? 443 : 80
    yield made('url-port', `${scheme}://${host}:${port}${path}${query}`, `the port ${port} after the host`)
  }
  const slashed = path.endsWith('/')
  const changed = slashed ? path.replace(/\/+$/, '') : `${path}/`
  yield made('url-slash', `${scheme}://${authority}${changed}${query}`, `${slashed ? 'no slash' : 'a slash'} at the end of the path`)
  if (query !== '') yield made('url-query', `${scheme}://${authority}${path}`, 'no query')
}
