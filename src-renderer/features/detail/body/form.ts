/** One field of an urlencoded body: decoded, and as it was written where that says more. */
export interface FormField {
  readonly name: string
  readonly value: string
  readonly raw: string
}

/** Fields in order, repeated names kept. Broken percent-encoding stays as written instead of failing the whole form. */
export function formFields(text: string): FormField[] {
  if (text === '') return []
  return text.split('&').map(raw => {
    const equals = raw.indexOf('=')
    const name = equals < 0 ? raw : raw.slice(0, equals)
    return { name: decode(name), value: equals < 0 ? '' : decode(raw.slice(equals + 1)), raw }
  })
}

function decode(part: string): string {
  const spaced = part.replaceAll('+', ' ')
  try {
    return decodeURIComponent(spaced)
  } catch {
    return spaced
  }
}
