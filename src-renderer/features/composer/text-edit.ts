/** A captured body as a text box can hold it. */
export type EditableBody =
  | {
      readonly kind: 'text'
      /** With line ends as a text box has them: LF. */
      readonly text: string
      readonly lineEnds: 'lf' | 'crlf' | 'mixed'
    }
  /** Sent by reference: the text box would not give the same bytes back. */
  | { readonly kind: 'kept'; readonly reason: 'binary' | 'compressed' | 'large' }

/** Bytes above which a body is not put into a text box. */
export const EDIT_LIMIT = 256 * 1024

/**
 * Decides whether a body can be edited as text. A text box rewrites CRLF to LF, so what the line ends were is remembered; a byte
 * order mark or a stray byte would be lost, so such bodies are kept by reference.
 */
export function editableBody(bytes: Uint8Array, contentEncoding: string | undefined): EditableBody {
  if ((contentEncoding ?? 'identity').trim().toLowerCase() !== 'identity' && contentEncoding?.trim() !== '')
    return { kind: 'kept', reason: 'compressed' }
  if (bytes.length > EDIT_LIMIT) return { kind: 'kept', reason: 'large' }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { kind: 'kept', reason: 'binary' }
  }
  if (text.includes('\0')) return { kind: 'kept', reason: 'binary' }
  const crlf = text.split('\r\n').length - 1
  const returns = text.split('\r').length - 1
  const feeds = text.split('\n').length - 1
  const lineEnds = returns === 0 ? 'lf' : crlf === returns && crlf === feeds ? 'crlf' : 'mixed'
  return { kind: 'text', text: text.replace(/\r\n?/g, '\n'), lineEnds }
}

/** An edited text as it is to be sent. */
export function textToSend(text: string, lineEnds: 'lf' | 'crlf' | 'mixed'): string {
  return lineEnds === 'crlf' ? text.replaceAll('\n', '\r\n') : text
}
