import type { Sample } from '#domain/samples.ts'
import { adyen } from './adyen.ts'
import { asana } from './asana.ts'
import { awsSns } from './aws-sns.ts'
import { azureEventGrid } from './azure-event-grid.ts'
import { bitbucket } from './bitbucket.ts'
import { box } from './box.ts'
import { buildkite } from './buildkite.ts'
import { calendly } from './calendly.ts'
import { circleci } from './circleci.ts'
import { clerk } from './clerk.ts'
import { cloudevents } from './cloudevents.ts'
import { contentful } from './contentful.ts'
import { discord } from './discord.ts'
import { docusign } from './docusign.ts'
import { easypost } from './easypost.ts'
import { expo } from './expo.ts'
import { generic } from './generic.ts'
import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { gocardless } from './gocardless.ts'
import { heroku } from './heroku.ts'
import { hubspot } from './hubspot.ts'
import { intercom } from './intercom.ts'
import { jira } from './jira.ts'
import { launchdarkly } from './launchdarkly.ts'
import { lemonSqueezy } from './lemon-squeezy.ts'
import { line } from './line.ts'
import { linear } from './linear.ts'
import { mailgun } from './mailgun.ts'
import { microsoftGraph } from './microsoft-graph.ts'
import { mux } from './mux.ts'
import { notion } from './notion.ts'
import { okta } from './okta.ts'
import { openai } from './openai.ts'
import { paddle } from './paddle.ts'
import { pagerduty } from './pagerduty.ts'
import { paypal } from './paypal.ts'
import { paystack } from './paystack.ts'
import { plaid } from './plaid.ts'
import { polar } from './polar.ts'
import { razorpay } from './razorpay.ts'
import { render } from './render.ts'
import { resend } from './resend.ts'
import { sanity } from './sanity.ts'
import { sendgrid } from './sendgrid.ts'
import { sentry } from './sentry.ts'
import { shopify } from './shopify.ts'
import { slack } from './slack.ts'
import { square } from './square.ts'
import { standardWebhooks } from './standard-webhooks.ts'
import { stripe } from './stripe.ts'
import { telegram } from './telegram.ts'
import { trello } from './trello.ts'
import { twilio } from './twilio.ts'
import { twitch } from './twitch.ts'
import { typeform } from './typeform.ts'
import { vercel } from './vercel.ts'
import { whatsapp } from './whatsapp.ts'
import { woocommerce } from './woocommerce.ts'
import { xero } from './xero.ts'
import { zendesk } from './zendesk.ts'
import { zoom } from './zoom.ts'

/** Where the samples stand that are for Sources of any provider. No provider's id. */
export const GENERIC = 'hookbench'

/** Kept apart from the providers, so that the threads which take Requests in never load it. */
const byProvider: ReadonlyMap<string, readonly Sample[]> = new Map([
  ['adyen', adyen],
  ['asana', asana],
  ['aws-sns', awsSns],
  ['azure-event-grid', azureEventGrid],
  ['bitbucket', bitbucket],
  ['box', box],
  ['buildkite', buildkite],
  ['calendly', calendly],
  ['circleci', circleci],
  ['clerk', clerk],
  ['cloudevents', cloudevents],
  ['contentful', contentful],
  ['discord', discord],
  ['docusign', docusign],
  ['easypost', easypost],
  ['expo', expo],
  ['github', github],
  ['gitlab', gitlab],
  ['gocardless', gocardless],
  ['heroku', heroku],
  ['hubspot', hubspot],
  ['intercom', intercom],
  ['jira', jira],
  ['launchdarkly', launchdarkly],
  ['lemon-squeezy', lemonSqueezy],
  ['line', line],
  ['linear', linear],
  ['mailgun', mailgun],
  ['microsoft-graph', microsoftGraph],
  ['mux', mux],
  ['notion', notion],
  ['okta', okta],
  ['openai', openai],
  ['paddle', paddle],
  ['pagerduty', pagerduty],
  ['paypal', paypal],
  ['paystack', paystack],
  ['plaid', plaid],
  ['polar', polar],
  ['razorpay', razorpay],
  ['render', render],
  ['resend', resend],
  ['sanity', sanity],
  ['sendgrid', sendgrid],
  ['sentry', sentry],
  ['shopify', shopify],
  ['slack', slack],
  ['square', square],
  ['standard-webhooks', standardWebhooks],
  ['stripe', stripe],
  ['telegram', telegram],
  ['trello', trello],
  ['twilio', twilio],
  ['twitch', twitch],
  ['typeform', typeform],
  ['vercel', vercel],
  ['whatsapp', whatsapp],
  ['woocommerce', woocommerce],
  ['xero', xero],
  ['zendesk', zendesk],
  ['zoom', zoom],
  [GENERIC, generic],
])

/** Ids of the providers that have samples, and `GENERIC` last. */
export const sampledProviders: readonly string[] = [...byProvider.keys()]

/** Samples of a provider, the first being the one to show first; none for a provider that has none. */
export function samplesOf(provider: string): readonly Sample[] {
  return byProvider.get(provider) ?? []
}
