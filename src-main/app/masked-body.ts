import { headerValue, type RawHeaders } from '#domain/http/headers.ts'
import type { Provider } from '#domain/provider.ts'
import { maskText } from '#domain/redact.ts'
import { decodeBody } from '#intake/decode.ts'

/** Only where a provider marks places in the body is it decoded at all; null when there was nothing to mask, so that it keeps its bytes. */
export function maskedBody(provider: Provider | null, headers: RawHeaders, body: Uint8Array): Uint8Array | null {
  if (!provider || provider.credentials.body.length === 0) return null
  const plain = decodeBody(headerValue(headers, 'content-encoding'), body)
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(plain.ok ? plain.bytes : body)
  const masked = maskText(provider, headerValue(headers, 'content-type'), text)
  return masked === text ? null : new TextEncoder().encode(masked)
}
