import { isFormType, isJsonType, mediaType } from '#domain/http/body.ts'
import { firstInvalidUtf8 } from './charset.ts'

export type ViewerName = 'json' | 'pretty' | 'form' | 'xml' | 'multipart' | 'text' | 'image' | 'hex'
/** Image formats that a browser may draw from captured bytes. SVG is a document that can script and load: it stays text. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'

export interface ViewerChoice {
  /** What opens by itself. */
  readonly viewer: ViewerName
  /** What a person may switch to, in the order of the buttons; holds `viewer`. */
  readonly offered: readonly ViewerName[]
}

/** Above this a body is shown only when asked for: laying it out costs more than a glance is worth. */
export const ASK_ABOVE = 2 * 1024 * 1024

/** Chooses by Content-Type; where it is absent or says nothing (octet-stream), by the bytes. */
export function chooseViewer(contentType: string | undefined, bytes: Uint8Array): ViewerChoice {
  const type = mediaType(contentType)
  const image = imageType(bytes)
  const offered: ViewerName[] = ['json', 'pretty', 'text', 'hex']
  if (image) return { viewer: 'image', offered: ['image', 'text', 'hex'] }
  if (type.startsWith('multipart/')) return { viewer: 'multipart', offered: ['multipart', 'text', 'hex'] }
  if (isFormType(type)) return { viewer: 'form', offered: ['form', 'text', 'hex'] }
  if (isJsonType(type)) return { viewer: 'json', offered }
  if (isXmlType(type)) return { viewer: 'xml', offered: ['xml', 'text', 'hex'] }
  if (isTextType(type)) return { viewer: 'text', offered: startsLikeJson(bytes) ? offered : ['text', 'hex'] }
  if (looksBinary(bytes)) return { viewer: 'hex', offered: ['text', 'hex'] }
  return startsLikeJson(bytes) ? { viewer: 'json', offered } : { viewer: 'text', offered: ['text', 'hex'] }
}

/** HTML is none: its tags need not close, and it stays text. SVG is XML, shown as text like the rest. */
const isXmlType = (type: string): boolean => type === 'application/xml' || type === 'text/xml' || type.endsWith('+xml')

const isTextType = (type: string): boolean => type.startsWith('text/') || /^application\/(x-)?(ndjson|yaml|javascript|graphql)$/.test(type)

/** The drawable image format of the bytes, by their signature and never by what a header claims; null for anything else. */
export function imageType(bytes: Uint8Array): ImageType | null {
  const starts = (...signature: number[]) => signature.every((byte, index) => bytes[index] === byte)
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'image/gif'
  if (starts(0x52, 0x49, 0x46, 0x46) && String.fromCharCode(...bytes.subarray(8, 12)) === 'WEBP') return 'image/webp'
  return null
}

/** Judged by the first 4 KiB: control characters that text does not hold, or bytes that are not UTF-8. */
export function looksBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 4096)
  for (const byte of head) if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c && byte !== 0x1b) return true
  const invalid = firstInvalidUtf8(head)
  // A character cut in two by the end of the sample is not damage.
  return invalid >= 0 && (bytes.length <= head.length || invalid < head.length - 3)
}

function startsLikeJson(bytes: Uint8Array): boolean {
  for (const byte of bytes) {
    if (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) continue
    return byte === 0x7b || byte === 0x5b
  }
  return false
}
