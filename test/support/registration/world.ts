import { GITHUB_TOKEN, githubStandIn } from './github.ts'
import { GITLAB_TOKEN, gitlabStandIn } from './gitlab.ts'
import { LINEAR_KEY, linearStandIn, SHOPIFY_TOKEN, shopifyStandIn } from './graphql.ts'
import { SVIX_TOKEN, svixStandIn, TELEGRAM_TOKEN, telegramStandIn } from './others.ts'
import { type ApiServer, openApiServer } from './server.ts'
import { STRIPE_KEY, stripeStandIn } from './stripe.ts'

/** What the six have in common for a test: how one connects there, and what is there then. */
export interface Place {
  readonly api: string
  readonly kind: string
  readonly target: string
  readonly token: string
  readonly events: readonly string[]
  /** URLs of all hooks there. */
  urls(): string[]
  /** Somebody else's hook. */
  plant(url: string): Promise<void> | void
  /** Somebody removes all of them there. */
  clear(): void
}

/** All providers behind one server. */
export async function openWorld() {
  const github = githubStandIn()
  const gitlab = gitlabStandIn()
  const stripe = stripeStandIn()
  const shopify = shopifyStandIn()
  const linear = linearStandIn()
  const telegram = telegramStandIn()
  const svixEndpoint = { url: '', key: `whsec_${Buffer.alloc(24, 7).toString('base64')}` }
  const svix = svixStandIn(svixEndpoint)
  const server: ApiServer = await openApiServer({
    'api.github.com': github.provider,
    'gitlab.com': gitlab.provider,
    'api.stripe.com': stripe.provider,
    '*.myshopify.com': shopify.provider,
    'api.linear.app': linear.provider,
    'api.telegram.org': telegram.provider,
    'api.svix.com': svix.provider,
  })
  const created_at = new Date(0).toISOString()
  const places: readonly Place[] = [
    {
      api: 'github',
      kind: 'repository',
      target: 'octocat/hello-world',
      token: GITHUB_TOKEN,
      events: ['push'],
      urls: () => github.hooks.map(hook => hook.config['url'] ?? ''),
      plant: url => void github.hooks.push({ id: 1, owner: 'repos/octocat/hello-world', config: { url }, events: ['*'], created_at }),
      clear: () => void github.hooks.splice(0),
    },
    {
      api: 'gitlab',
      kind: 'project',
      target: 'flightjs/flight',
      token: GITLAB_TOKEN,
      events: ['push_events'],
      urls: () => gitlab.hooks.map(hook => String(hook['url'])),
      plant: url => void gitlab.hooks.push({ id: 1, owner: 'projects/flightjs%2Fflight', created_at, url }),
      clear: () => void gitlab.hooks.splice(0),
    },
    {
      api: 'stripe',
      kind: 'account',
      target: '',
      token: STRIPE_KEY,
      events: ['*'],
      urls: () => stripe.endpoints.map(({ url }) => url),
      plant: url =>
        void stripe.endpoints.push({ id: 'we_other', url, enabled_events: ['*'], metadata: {}, created: 1, secret: 'whsec_other' }),
      clear: () => void stripe.endpoints.splice(0),
    },
    {
      api: 'shopify',
      kind: 'shop',
      target: 'example.myshopify.com',
      token: SHOPIFY_TOKEN,
      events: ['ORDERS_CREATE', 'ORDERS_PAID', 'APP_UNINSTALLED'],
      urls: () => shopify.subscriptions.map(({ uri }) => uri),
      plant: uri => void shopify.subscriptions.push({ id: 'gid://other', topic: 'ORDERS_CREATE', uri, name: null, createdAt: created_at }),
      clear: () => void shopify.subscriptions.splice(0),
    },
    {
      api: 'linear',
      kind: 'workspace',
      target: '',
      token: LINEAR_KEY,
      events: ['Issue'],
      urls: () => linear.webhooks.map(({ url }) => url),
      plant: url =>
        void linear.webhooks.push({
          id: 'other',
          url,
          label: 'other',
          createdAt: created_at,
          secret: 'x',
          resourceTypes: ['Issue'],
          teamId: null,
        }),
      clear: () => void linear.webhooks.splice(0),
    },
    {
      api: 'telegram',
      kind: 'bot',
      target: '',
      token: TELEGRAM_TOKEN,
      events: ['message'],
      urls: () => (telegram.bot.webhook ? [telegram.bot.webhook.url] : []),
      plant: url => {
        telegram.bot.webhook = { url, secret_token: null, allowed_updates: [] }
      },
      clear: () => {
        telegram.bot.webhook = null
      },
    },
  ]
  return { server, places, github, gitlab, stripe, shopify, linear, telegram, svix, svixEndpoint, svixToken: SVIX_TOKEN }
}
export type World = Awaited<ReturnType<typeof openWorld>>
