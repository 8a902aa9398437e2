import type { Encoding, Scheme } from '../scheme.ts'
import type { Variant } from './variant.ts'

/** Other ways to write the same signature: another encoding, or the bare value where `v1=` should be in front. */
export function* spelledSignatures(scheme: Scheme): Generator<Variant<Scheme>> {
  const { signature } = scheme
  const usual = signature.encoding
  // Before base64url, which differs in nothing else where no character 62 or 63 comes up.
  if (usual === 'base64') {
    const explanation = 'The signature is valid, but the “=” padding at the end of its base64 is missing. The sender must keep it.'
    yield { name: 'signature-padding', value: { ...scheme, signature: { ...signature, unpadded: true } }, explanation }
  }
  for (const encoding of ['hex', 'base64', 'base64url'] satisfies Encoding[]) {
    if (encoding === usual) continue
    const explanation = `The signature is valid, but it is encoded as ${encoding}; this scheme uses ${usual}.`
    yield { name: 'signature-encoding', value: { ...scheme, signature: { ...signature, encoding } }, explanation }
  }
  if (signature.field === undefined || signature.assign === undefined || scheme.timestamp?.at.in === 'signature') return
  const start = `${signature.field}${signature.assign}`
  const { field, assign, separator, ...bare } = signature
  const explanation = `The signature is valid, but the “${start}” in front of it is missing.`
  yield { name: 'signature-prefix', value: { ...scheme, signature: bare }, explanation }
}
