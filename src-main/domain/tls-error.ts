/**
 * Why a TLS connection failed, in OpenSSL's or node's few words and without a full stop. OpenSSL's own message is a line of its error
 * queue, `<thread>:error:<code>:<library>:<function>:<reason>:<file>:<line>:<more>`, of which only the reason says something to a person;
 * node adds an option of its command line that nobody here can set.
 */
export function tlsReason(message: string): string {
  const queued = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/i.exec(message)?.[1]
  const text = queued ?? message.replace(/; if the root CA is installed locally, .*$/s, '')
  return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '')
}

/** Nobody whom we trust vouches for the certificate; its own authority could. */
export function isUntrusted(code: string): boolean {
  return untrusted.has(code)
}

const untrusted: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_UNTRUSTED',
])

/** The other side answers, but in something else than TLS. */
export function isNoTls(code: string): boolean {
  return code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG' || code === 'ERR_SSL_HTTP_REQUEST'
}
