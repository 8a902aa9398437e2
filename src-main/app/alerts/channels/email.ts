import { promises as dns } from 'node:dns'
import { classifyAddress } from '#domain/address-guard/classify.ts'
import { mayReach, reachOf, refusalText } from '#domain/address-guard/guard.ts'
import { emailOf } from '#domain/alerts.ts'
import { tlsReason } from '#domain/tls-error.ts'
import type { Channel, ChannelResult } from '../channel.ts'

const TIMEOUT_MS = 10_000

export interface MailServer {
  readonly host: string
  readonly port: number
  readonly security: 'starttls' | 'tls' | 'none'
  readonly user: string
  /** '' = none. */
  readonly password: string
  readonly from: string
  readonly to: readonly string[]
  readonly local: boolean
  readonly ca: string | null
}

/**
 * Sends alerts by SMTP. The name is looked up and its addresses are checked here, and the connection is made to a checked one: the mail
 * library would look it up again. @param server as it is set now; null = there is none
 */
export function emailChannel(server: () => Promise<MailServer | null>): Channel {
  return {
    async send(alert) {
      const to = await server()
      if (!to || to.host === '' || to.to.length === 0) {
        return { ok: false, message: 'Set a mail server and at least one recipient first.', again: false }
      }
      const found = await addressOf(to)
      if ('message' in found) return found
      let failure: unknown
      for (const address of found.addresses) {
        try {
          return await deliver(to, address, emailOf(alert))
        } catch (error) {
          failure = error
          // Another address of the name may be the one that is listened at; what was answered is not asked elsewhere.
          if (!(error instanceof Error && 'command' in error && error.command === 'CONN')) break
        }
      }
      return failed(to, failure)
    },
  }
}

/** @throws what nodemailer has to say */
async function deliver(to: MailServer, address: string, mail: ReturnType<typeof emailOf>): Promise<ChannelResult> {
  // Loaded when it is needed: most people never set it up.
  const { createTransport } = await import('nodemailer')
  const transport = createTransport({
    host: address,
    port: to.port,
    secure: to.security === 'tls',
    requireTLS: to.security === 'starttls',
    ignoreTLS: to.security === 'none',
    tls: { servername: classifyAddress(to.host) === null ? to.host : '', ...(to.ca === null ? {} : { ca: to.ca }) },
    ...(to.user === '' ? {} : { auth: { user: to.user, pass: to.password } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: 2 * TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const sent = await transport.sendMail({ from: to.from, to: [...to.to], ...mail })
    const refused = sent.rejected.map(String)
    if (refused.length === 0) return { ok: true, message: `${to.host} accepted the message.` }
    return { ok: false, message: `${to.host} accepted the message, but not for ${refused.join(', ')}. Check that address.`, again: false }
  } finally {
    transport.close()
  }
}

async function addressOf({ host, local }: MailServer): Promise<{ addresses: readonly string[] } | ChannelResult> {
  const reach = reachOf(host, { local, callerTrusted: true })
  try {
    const found = classifyAddress(host) === null ? await dns.lookup(host, { all: true }) : [{ address: host }]
    for (const { address } of found) {
      const answer = mayReach(address, reach)
      if (answer.ok) continue
      return { ok: false, message: `${host} was not contacted: ${refusalText(answer, 'alerts')}`, again: false }
    }
    if (found.length > 0) return { addresses: found.map(({ address }) => address) }
  } catch {
    // Told below, as a name without an address.
  }
  return { ok: false, message: `The name ${host} could not be looked up. Check it, and the network.`, again: true }
}

/** nodemailer's codes (lib/errors): what a person can do about each. */
function failed({ host, port, security }: MailServer, error: unknown): ChannelResult {
  const at = (key: string): unknown => (error instanceof Error && key in error ? Reflect.get(error, key) : undefined)
  const code = String(at('code') ?? '')
  const said = typeof at('response') === 'string' ? ` It said: ${String(at('response')).slice(0, 200)}` : ''
  const reply = Number(at('responseCode') ?? 0)
  const again = reply === 0 ? !['EAUTH', 'EENVELOPE', 'ETLS'].includes(code) : reply < 500
  const sentence = (text: string): ChannelResult => ({ ok: false, message: `${text}${said}`, again })
  if (code === 'EAUTH') return sentence(`${host} did not accept the user and password. Check them, or create an app password.`)
  // Its own word, before the server was asked: addresses that were set before they were checked.
  if (code === 'EENVELOPE' && at('command') === 'API')
    return sentence('Nothing was sent: the sender or a recipient is not an email address. Correct them in the settings of alerts.')
  if (code === 'EENVELOPE') return sentence(`${host} refused the sender or a recipient. Check the addresses.`)
  const raw = error instanceof Error ? error.message : String(error)
  const text = tlsReason(raw)
  if (code === 'ETLS' || /certificate|self.signed|ssl|tls/i.test(raw)) {
    const help = 'Check the port and its certificate; if that is your own, enter its certificate authority.'
    return sentence(
      security === 'starttls'
        ? `${host} could not be reached over STARTTLS: ${text}. ${help}`
        : `The TLS connection to ${host} failed: ${text}. ${help}`,
    )
  }
  if (/ECONNREFUSED/.test(text)) return sentence(`Nothing is listening at ${host}:${port}. Check the server and the port.`)
  if (code === 'ETIMEDOUT') return sentence(`${host}:${port} did not respond in time. Check the port and any firewall in between.`)
  return sentence(`${host}:${port} did not accept the message: ${text}.`)
}
