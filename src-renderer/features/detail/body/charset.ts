/** Bytes as text, with what was wrong on the way. */
export interface Decoded {
  readonly text: string
  /** Name of the encoding that was used, as the browser writes it: `utf-8`, `windows-1252`. */
  readonly encoding: string
  /** A charset that the Content-Type named and nobody knows; the text was then read as UTF-8. */
  readonly unknownCharset: string | null
  /** A byte order mark stood at the start; it is not part of `text`. */
  readonly bom: boolean
  /** First byte that the encoding does not allow; from there on U+FFFD stands for what could not be read. */
  readonly invalid: { readonly offset: number; readonly byte: number } | null
}

/** Value of a Content-Type parameter, unquoted; undefined when absent. */
export function parameter(contentType: string, name: string): string | undefined {
  const match = new RegExp(`;\\s*${name}\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]*))`, 'i').exec(contentType)
  if (!match) return undefined
  return match[1] === undefined ? match[2] : match[1].replace(/\\(.)/g, '$1')
}

/**
 * Decodes by the Content-Type's charset, UTF-8 where it names none.
 * RFC 8259 knows JSON only in UTF-8, so callers that show JSON pass no charset.
 */
export function decodeText(bytes: Uint8Array, charset?: string): Decoded {
  const wanted = charset === undefined || charset === '' ? 'utf-8' : charset
  const decoder = decoderFor(wanted)
  const lossy = decoder ?? new TextDecoder('utf-8')
  const encoding = lossy.encoding
  const bom = encoding === 'utf-8' ? bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf : false
  const offset = encoding === 'utf-8' ? firstInvalidUtf8(bytes) : -1
  return {
    text: lossy.decode(bytes),
    encoding,
    unknownCharset: decoder ? null : wanted,
    bom,
    invalid: offset < 0 ? null : { offset, byte: bytes[offset] ?? 0 },
  }
}

function decoderFor(label: string): TextDecoder | null {
  try {
    return new TextDecoder(label)
  } catch {
    return null
  }
}

/** Offset of the first byte that is not well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates); -1 when all is well. */
export function firstInvalidUtf8(bytes: Uint8Array): number {
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0
    if (lead < 0x80) {
      i++
      continue
    }
    const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
    if (length === 0 || !continues(bytes, i, lead, length)) return i
    i += length
  }
  return -1
}

function continues(bytes: Uint8Array, at: number, lead: number, length: number): boolean {
  const second = bytes[at + 1] ?? 0
  // The second byte is where overlong forms, surrogates and code points above U+10FFFF show themselves.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
  if (second < low || second > high) return false
  for (let k = 2; k < length; k++) if (((bytes[at + k] ?? 0) & 0xc0) !== 0x80) return false
  return true
}
