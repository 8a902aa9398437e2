import { createRequire } from 'node:module'

/**
 * The vendors' SDKs, by hand-written outlines of the few functions that are used. Their own types are not imported: the type check
 * must pass on a machine that has not installed them.
 */
const require = createRequire(import.meta.url)

interface Stripe {
  readonly webhooks: {
    constructEvent(
      body: Buffer | string,
      header: string,
      secret: string,
      tolerance?: number,
      crypto?: undefined,
      receivedAt?: number,
    ): { id: string }
    generateTestHeaderString(options: { payload: string; secret: string; timestamp: number }): string
  }
}
interface Octokit {
  sign(secret: string, payload: string): Promise<string>
  verify(secret: string, payload: string, signature: string): Promise<boolean>
}
interface Bolt {
  isValidSlackRequest(options: {
    signingSecret: string
    body: string
    headers: { 'x-slack-signature': string; 'x-slack-request-timestamp': number }
    nowMilliseconds: number
  }): boolean
}
/** Both libraries of the specification have this shape. */
export interface WebhookLibrary {
  new (
    secret: string,
  ): {
    sign(id: string, timestamp: Date, payload: string): string
    verify(payload: string, headers: Record<string, string>): unknown
  }
}
interface Shopify {
  readonly webhooks: {
    validate(request: { rawBody: string; rawRequest: unknown; rawResponse: unknown }): Promise<{ valid: boolean; reason?: string }>
  }
}

export const stripe = new (require('stripe') as new (key: string) => Stripe)('sk_test_unused')
// This one is an ES module without a `require` entry. The name is a variable so that the type check does not look for it.
const octokitName = '@octokit/webhooks-methods'
export const octokit = (await import(octokitName)) as Octokit
export const bolt = require('@slack/bolt') as Bolt
export const StandardWebhook = (require('standardwebhooks') as { Webhook: WebhookLibrary }).Webhook
export const SvixWebhook = (require('svix') as { Webhook: WebhookLibrary }).Webhook

/** Shopify's library keeps the secret in its configuration. */
export function shopify(apiSecretKey: string): Shopify {
  require('@shopify/shopify-api/adapters/node')
  const { shopifyApi, LogSeverity } = require('@shopify/shopify-api') as {
    shopifyApi(config: Record<string, unknown>): Shopify
    LogSeverity: { Error: number }
  }
  return shopifyApi({
    apiKey: 'unused',
    apiSecretKey,
    apiVersion: '2026-01',
    hostName: 'shop.test',
    isEmbeddedApp: false,
    logger: { level: LogSeverity.Error },
  })
}
