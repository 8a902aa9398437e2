/**
 * What headers of providers mean beyond what their schemes and event rules say already. By provider id, then lower-case name; after each
 * vendor's own documentation of its webhooks.
 */
export const vendorHeaders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  github: {
    'x-github-hook-id': 'Id of the webhook at GitHub.',
    'x-github-hook-installation-target-type': 'Where the webhook is set up: repository, organization, app or similar.',
    'x-github-hook-installation-target-id': 'Id of the repository, organization or app where the webhook is set up.',
    'x-github-enterprise-host': 'Host of the GitHub Enterprise Server that sent it.',
    'x-github-enterprise-version': 'Version of the GitHub Enterprise Server that sent it.',
  },
  gitlab: {
    'x-gitlab-instance': 'The GitLab instance that sent it.',
    'x-gitlab-webhook-uuid': 'Id of the webhook at GitLab.',
    'x-gitlab-event-uuid': 'Id of the event; webhooks caused by the same event share it.',
  },
  slack: {
    'x-slack-retry-num': 'Which retry this is: 1, 2 or 3.',
    'x-slack-retry-reason': 'Why Slack is retrying, for example http_timeout, http_error or connection_failed.',
  },
  shopify: {
    'x-shopify-shop-domain': 'The shop the event is about.',
    'x-shopify-api-version': 'API version of the body.',
    'x-shopify-triggered-at': 'When the event happened, as opposed to when it was sent.',
    'x-shopify-name': 'Name of the subscription.',
    'x-shopify-sub-topic': 'A subdivision of the topic.',
  },
  twilio: {
    'i-twilio-idempotency-token': 'The same for every attempt at one callback.',
    'x-home-region': 'Twilio region that sent it.',
  },
  'aws-sns': {
    'x-amz-sns-message-type': 'SubscriptionConfirmation, Notification or UnsubscribeConfirmation.',
    'x-amz-sns-topic-arn': 'Topic the message was published to.',
    'x-amz-sns-subscription-arn': 'Subscription that delivered it.',
    'x-amz-sns-rawdelivery': 'The body is the bare message, without SNS’s envelope, and therefore not signed.',
  },
  linear: { 'linear-event': 'Type of the object that changed.' },
  woocommerce: {
    'x-wc-webhook-source': 'The shop that sent it.',
    'x-wc-webhook-resource': 'Type of the object the event is about.',
    'x-wc-webhook-event': 'What happened to the object.',
    'x-wc-webhook-id': 'Id of the webhook.',
  },
  paypal: {
    'paypal-cert-url': 'URL of the certificate that proves the signature. Only PayPal’s own hosts are trusted.',
    'paypal-auth-algo': 'Algorithm of the signature.',
    'correlation-id': 'Id to quote to PayPal’s support.',
  },
  twitch: {
    'twitch-eventsub-message-retry': 'Number of this attempt.',
    'twitch-eventsub-subscription-type': 'Event type subscribed to.',
    'twitch-eventsub-subscription-version': 'Version of the subscription type.',
  },
  zoom: { clientid: 'The Zoom app the event is for.' },
  sentry: { 'sentry-hook-resource': 'Type of the object the event is about.', 'request-id': 'Sentry’s id for this request.' },
  bitbucket: {
    'x-hook-uuid': 'Id of the webhook.',
    'x-attempt-number': 'Number of this attempt, starting at 1.',
  },
  box: {
    'box-delivery-timestamp': 'When Box sent it. Part of the signed content.',
    'box-signature-version': 'Version of Box’s signature scheme.',
  },
  intercom: { 'intercom-webhooks-delivery-attempt': 'Number of this attempt.' },
  xero: { 'x-xero-tenant-id': 'Organisation the event is about.' },
  jira: {
    'x-atlassian-webhook-retry': 'Number of this retry.',
    'x-atlassian-webhook-flow': 'Primary or secondary: how urgently it is delivered.',
  },
}
