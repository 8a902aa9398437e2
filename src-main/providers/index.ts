import type { Provider } from '#domain/provider.ts'
import { adyen } from './adyen.ts'
import { airtable } from './airtable.ts'
import { alchemy } from './alchemy.ts'
import { anthropic } from './anthropic.ts'
import { asana } from './asana.ts'
import { ashby } from './ashby.ts'
import { attio } from './attio.ts'
import { awsSns } from './aws-sns.ts'
import { azureEventGrid } from './azure-event-grid.ts'
import { bigcommerce } from './bigcommerce.ts'
import { bitbucket } from './bitbucket.ts'
import { box } from './box.ts'
import { brex } from './brex.ts'
import { buildkite } from './buildkite.ts'
import { calCom } from './cal-com.ts'
import { calendly } from './calendly.ts'
import { checkoutCom } from './checkout-com.ts'
import { circleci } from './circleci.ts'
import { clerk } from './clerk.ts'
import { clickup } from './clickup.ts'
import { cloudevents } from './cloudevents.ts'
import { coinbaseCommerce } from './coinbase-commerce.ts'
import { contentful } from './contentful.ts'
import { convoy } from './convoy.ts'
import { ownProvider, ownProviders } from './custom/registry.ts'
import { customerIo } from './customer-io.ts'
import { discord } from './discord.ts'
import { docusign } from './docusign.ts'
import { dodoPayments } from './dodo-payments.ts'
import { dropbox } from './dropbox.ts'
import { dwolla } from './dwolla.ts'
import { easypost } from './easypost.ts'
import { ebay } from './ebay.ts'
import { elevenlabs } from './elevenlabs.ts'
import { expo } from './expo.ts'
import { facebook } from './facebook.ts'
import { fingerprint } from './fingerprint.ts'
import { front } from './front.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { gocardless } from './gocardless.ts'
import { greenhouse } from './greenhouse.ts'
import { heroku } from './heroku.ts'
import { hookdeck } from './hookdeck.ts'
import { hubspot } from './hubspot.ts'
import { instagram } from './instagram.ts'
import { intercom } from './intercom.ts'
import { jira } from './jira.ts'
import { knock } from './knock.ts'
import { launchdarkly } from './launchdarkly.ts'
import { lemonSqueezy } from './lemon-squeezy.ts'
import { line } from './line.ts'
import { linear } from './linear.ts'
import { linkedin } from './linkedin.ts'
import { lithic } from './lithic.ts'
import { liveblocks } from './liveblocks.ts'
import { logto } from './logto.ts'
import { mailgun } from './mailgun.ts'
import { microsoftGraph } from './microsoft-graph.ts'
import { modernTreasury } from './modern-treasury.ts'
import { monday } from './monday.ts'
import { mux } from './mux.ts'
import { nango } from './nango.ts'
import { notion } from './notion.ts'
import { nylas } from './nylas.ts'
import { okta } from './okta.ts'
import { onfido } from './onfido.ts'
import { openai } from './openai.ts'
import { paddle } from './paddle.ts'
import { paddleClassic } from './paddle-classic.ts'
import { pagerduty } from './pagerduty.ts'
import { paypal } from './paypal.ts'
import { paystack } from './paystack.ts'
import { plaid } from './plaid.ts'
import { polar } from './polar.ts'
import { pusher } from './pusher.ts'
import { quickbooks } from './quickbooks.ts'
import { quicknode } from './quicknode.ts'
import { razorpay } from './razorpay.ts'
import { recallAi } from './recall-ai.ts'
import { recharge } from './recharge.ts'
import { render } from './render.ts'
import { replicate } from './replicate.ts'
import { resend } from './resend.ts'
import { revolut } from './revolut.ts'
import { ringcentral } from './ringcentral.ts'
import { sanity } from './sanity.ts'
import { segment } from './segment.ts'
import { sendgrid } from './sendgrid.ts'
import { sentry } from './sentry.ts'
import { shopify } from './shopify.ts'
import { slack } from './slack.ts'
import { square } from './square.ts'
import { standardWebhooks } from './standard-webhooks.ts'
import { strava } from './strava.ts'
import { stripe } from './stripe.ts'
import { supabaseAuth } from './supabase-auth.ts'
import { tally } from './tally.ts'
import { teamsOutgoing } from './teams-outgoing.ts'
import { telegram } from './telegram.ts'
import { telnyx } from './telnyx.ts'
import { trello } from './trello.ts'
import { twilio } from './twilio.ts'
import { twitch } from './twitch.ts'
import { typeform } from './typeform.ts'
import { vercel } from './vercel.ts'
import { webflow } from './webflow.ts'
import { whatsapp } from './whatsapp.ts'
import { woocommerce } from './woocommerce.ts'
import { workos } from './workos.ts'
import { x } from './x.ts'
import { xendit } from './xendit.ts'
import { xero } from './xero.ts'
import { zendesk } from './zendesk.ts'
import { zoom } from './zoom.ts'

/** All providers, by name. */
export const providers: readonly Provider[] = [
  ebay,
  adyen,
  airtable,
  alchemy,
  anthropic,
  asana,
  ashby,
  attio,
  awsSns,
  azureEventGrid,
  bigcommerce,
  bitbucket,
  box,
  brex,
  buildkite,
  calCom,
  calendly,
  checkoutCom,
  circleci,
  clerk,
  clickup,
  cloudevents,
  coinbaseCommerce,
  contentful,
  convoy,
  customerIo,
  discord,
  docusign,
  dodoPayments,
  dropbox,
  dwolla,
  easypost,
  elevenlabs,
  expo,
  facebook,
  fingerprint,
  front,
  github,
  gitlab,
  gocardless,
  greenhouse,
  heroku,
  hookdeck,
  hubspot,
  instagram,
  intercom,
  jira,
  knock,
  launchdarkly,
  lemonSqueezy,
  line,
  linear,
  linkedin,
  lithic,
  liveblocks,
  logto,
  mailgun,
  microsoftGraph,
  modernTreasury,
  monday,
  mux,
  nango,
  notion,
  nylas,
  okta,
  onfido,
  openai,
  paddle,
  paddleClassic,
  pagerduty,
  paypal,
  paystack,
  plaid,
  polar,
  pusher,
  quickbooks,
  quicknode,
  razorpay,
  recallAi,
  recharge,
  render,
  replicate,
  resend,
  revolut,
  ringcentral,
  sanity,
  segment,
  sendgrid,
  sentry,
  shopify,
  slack,
  square,
  standardWebhooks,
  strava,
  stripe,
  supabaseAuth,
  tally,
  teamsOutgoing,
  telegram,
  telnyx,
  trello,
  twilio,
  twitch,
  typeform,
  vercel,
  webflow,
  whatsapp,
  woocommerce,
  workos,
  x,
  xendit,
  xero,
  zendesk,
  zoom,
].sort((a, b) => a.name.localeCompare(b.name))

const byId = new Map(providers.map(provider => [provider.id, provider]))

/** A provider by its id, one that a person has described among them; null when there is none of that id, or no id. */
export function providerById(id: string | null): Provider | null {
  return id === null ? null : (byId.get(id) ?? ownProvider(id) ?? null)
}

let together: { readonly own: readonly Provider[]; readonly all: readonly Provider[] } = { own: [], all: providers }

/** Those of this folder and those that a person has described. The same array until the latter change. */
export function knownProviders(): readonly Provider[] {
  const own = ownProviders()
  if (own.length === 0) return providers
  if (together.own !== own) together = { own, all: [...providers, ...own] }
  return together.all
}

/** `github/sha256`, or `github` for its first scheme; null when there is no such provider or scheme. */
export function resolveScheme(text: string): { provider: Provider; scheme: string } | null {
  const at = text.indexOf('/')
  const provider = providerById(at < 0 ? text : text.slice(0, at))
  const scheme = at < 0 ? provider?.schemes[0] : provider?.schemes.find(candidate => candidate.id === text.slice(at + 1))
  return provider && scheme ? { provider, scheme: scheme.id } : null
}
