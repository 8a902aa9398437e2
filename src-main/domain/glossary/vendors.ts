/**
 * What headers of providers mean beyond what their schemes and event rules say already. By provider id, then lower-case name; after each
 * vendor's own documentation of its webhooks.
 */
export const vendorHeaders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  github: {
    'x-github-hook-id': 'Id of the webhook as it is set up at GitHub.',
    'x-github-hook-installation-target-type': 'Where the webhook is set up: repository, organization, app ..',
    'x-github-hook-installation-target-id': 'Id of the repository, organization or app where the webhook is set up.',
    'x-github-enterprise-host': 'Host of the GitHub Enterprise Server that sent it.',
    'x-github-enterprise-version': 'Version of the GitHub Enterprise Server that sent it.',
  },
  gitlab: {
    'x-gitlab-instance': 'The GitLab that sent it.',
    'x-gitlab-webhook-uuid': 'Id of the webhook as it is set up at GitLab.',
    'x-gitlab-event-uuid': 'Id of the event; webhooks that were caused by the same event share it.',
  },
  slack: {
    'x-slack-retry-num': 'Which retry this is: 1, 2 or 3.',
    'x-slack-retry-reason': 'Why Slack tries again: http_timeout, http_error, connection_failed ..',
  },
  shopify: {
    'x-shopify-shop-domain': 'The shop that it is about.',
    'x-shopify-api-version': 'Version of the API that the body is written in.',
    'x-shopify-triggered-at': 'When the event happened, as opposed to when it was sent.',
    'x-shopify-name': 'Name of the subscription.',
    'x-shopify-sub-topic': 'A finer kind of the topic.',
  },
  twilio: {
    'i-twilio-idempotency-token': 'The same for every try of one callback.',
    'x-home-region': 'Region of Twilio’s that sent it.',
  },
  'aws-sns': {
    'x-amz-sns-message-type': 'SubscriptionConfirmation, Notification or UnsubscribeConfirmation.',
    'x-amz-sns-topic-arn': 'Topic that it was published to.',
    'x-amz-sns-subscription-arn': 'Subscription by which it came.',
    'x-amz-sns-rawdelivery': 'The body is the message alone, without SNS’s envelope; it is not signed then.',
  },
  linear: { 'linear-event': 'Kind of thing that changed.' },
  woocommerce: {
    'x-wc-webhook-source': 'The shop that sent it.',
    'x-wc-webhook-resource': 'Kind of thing that it is about.',
    'x-wc-webhook-event': 'What happened to it.',
    'x-wc-webhook-id': 'Id of the webhook as it is set up.',
  },
  paypal: {
    'paypal-cert-url': 'Where the certificate is that proves the signature. Only PayPal’s own hosts are believed.',
    'paypal-auth-algo': 'Algorithm of the signature.',
    'correlation-id': 'PayPal’s id for its support.',
  },
  twitch: {
    'twitch-eventsub-message-retry': 'Which try this is.',
    'twitch-eventsub-subscription-type': 'Kind of events that are subscribed to.',
    'twitch-eventsub-subscription-version': 'Version of the subscription’s kind.',
  },
  zoom: { clientid: 'The Zoom app that it is for.' },
  sentry: { 'sentry-hook-resource': 'Kind of thing that it is about.', 'request-id': 'Sentry’s id of this request.' },
  bitbucket: {
    'x-hook-uuid': 'Id of the webhook as it is set up.',
    'x-attempt-number': 'Which try this is, from 1.',
  },
  box: { 'box-delivery-timestamp': 'When Box sent it; signed.', 'box-signature-version': 'Version of Box’s way to sign.' },
  intercom: { 'intercom-webhooks-delivery-attempt': 'Which try this is.' },
  xero: { 'x-xero-tenant-id': 'Organisation that it is about.' },
  jira: {
    'x-atlassian-webhook-retry': 'Which retry this is.',
    'x-atlassian-webhook-flow': 'Primary or secondary: how soon it has to come.',
  },
}
