import type { UrlForm } from './scheme.ts'

/** What HubSpot's documents list as signed unescaped; other escapes stay. */
const PUNCTUATION = /%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi

/** The URLs that a sender may have signed for one that was received: each once, in the order of the forms. */
export function urlsToTry(url: string, forms: readonly UrlForm[] | undefined): readonly string[] {
  if (forms === undefined) return [url]
  return [...new Set(forms.map(form => written(url, form)))]
}

function written(url: string, form: UrlForm): string {
  switch (form) {
    case 'as-received':
      return url
    case 'without-port':
      return withPort(url, false)
    case 'with-port':
      return withPort(url, true)
    case 'percent-decoded':
      return url.replace(PUNCTUATION, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    case 'normalised':
      return URL.canParse(url) ? new URL(url).toString() : url
  }
}

/** By text and not by `URL`, which would re-encode the query that was signed. The colon of a port comes after an IPv6 bracket. */
function withPort(url: string, wanted: boolean): string {
  const parts = /^(https?):\/\/([^/?#]*?)(:\d+)?(?=[/?#]|$)/i.exec(url)
  if (!parts) return url
  const [start, scheme = '', host = '', port] = parts
  const standard = scheme.toLowerCase() === 'https' ? ':443' : ':80'
  return `${scheme}://${host}${wanted ? (port ?? standard) : ''}${url.slice(start.length)}`
}
