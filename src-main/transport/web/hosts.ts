import { isIP } from 'node:net'

/** The local end of a socket. */
export interface Address {
  readonly address: string | undefined
}

/** `::1` as it stands in a URL or a Host header: `[::1]`. */
export function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}

/** An IPv4 address that came in on a socket for both families looks like `::ffff:10.0.0.5`. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').toLowerCase()
}

/**
 * Values of the Host header that mean this listener: loopback's names (a container's published port and an SSH tunnel arrive under
 * them, and no attacker can have them), the host it was told to listen on, and the address that the socket was really reached at.
 */
export function ownHosts(host: string, port: number, local: Address): ReadonlySet<string> {
  const names = ['localhost', '127.0.0.1', '[::1]', bracketed(host.toLowerCase())]
  if (local.address) names.push(bracketed(plainAddress(local.address)))
  const withPort = names.map(name => `${name}:${port}`)
  return new Set(port === 80 ? [...names, ...withPort] : withPort)
}

/** A URL host that a browser on this machine can open, for the address to print: a wildcard is nothing to click on. */
export function reachableHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? '127.0.0.1' : bracketed(host)
}
