import type { Sender } from '#delivery/sender.ts'
import { reachOf } from '#domain/address-guard/guard.ts'
import { jsonBody, slackBody } from '#domain/alerts.ts'
import { DELIVERY_HEADER } from '#domain/delivery/outgoing-headers.ts'
import { outcomeSentence } from '#domain/outcome.ts'
import type { Channel, ChannelResult } from '../channel.ts'

const TIMEOUT_MS = 10_000

export interface WebhookTarget {
  readonly url: string
  readonly format: 'slack' | 'json'
  readonly local: boolean
}

/**
 * Posts alerts to a URL, by the sender that Deliveries use: the same guard checks the literal and every address of DNS, and nothing
 * follows a redirect. @param target as it is set now; null = there is none
 */
export function webhookChannel(sender: Sender, target: () => Promise<WebhookTarget | null>, ending: AbortSignal): Channel {
  return {
    async send(alert) {
      const to = await target()
      if (!to) return { ok: false, message: 'No URL is set.', again: false }
      const { origin, pathname, search, hostname } = new URL(to.url)
      // Ours by its header: an alert that is posted to a Source of this very Hookbench is marked as a loop and goes no further.
      const headers = ['Content-Type', 'application/json', 'User-Agent', 'Hookbench', DELIVERY_HEADER, alert.id]
      const body = new TextEncoder().encode(to.format === 'slack' ? slackBody(alert) : jsonBody(alert))
      const reach = reachOf(hostname.replace(/^\[|\]$/g, ''), { local: to.local, callerTrusted: true })
      const request = { method: 'POST', origin, path: pathname + search, headers, body }
      const sent = await sender.send(request, { timeoutMs: TIMEOUT_MS, reach, signal: ending })
      if (!sent) return { ok: false, message: 'Hookbench is shutting down.', again: false }
      const { outcome } = sent
      if (outcome.kind !== 'response') {
        return {
          ok: false,
          message: outcomeSentence(outcome, 'alerts') ?? 'It did not respond.',
          again: outcome.kind !== 'refused-address',
        }
      }
      return answered(outcome.status, new TextDecoder().decode(sent.body.subarray(0, 120)).trim())
    },
  }
}

function answered(status: number, text: string): ChannelResult {
  const said = text === '' ? `${status}` : `${status}: ${text}`
  if (status >= 200 && status < 300) return { ok: true, message: `It answered ${said}.` }
  return {
    ok: false,
    message: `It answered ${said}. Check the URL; you may have to create a new one.`,
    again: status === 429 || status >= 500,
  }
}
