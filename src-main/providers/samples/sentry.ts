import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (
  resource: string,
  action: string,
  data: { readonly [name: string]: JsonTemplate },
): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: `${resource}.${action}`,
  headers: [
    ['Request-ID', '{{hex:32}}'],
    ['Sentry-Hook-Resource', resource],
    ['Sentry-Hook-Timestamp', '{{s}}'],
  ],
  body: { json: { action, installation: { uuid: '{{uuid}}' }, data, actor: { type: 'application', id: 'sentry', name: 'Sentry' } } },
})
const issue = {
  id: '{{number:10}}',
  shortId: 'MUGS-81',
  title: 'TypeError: mug is undefined',
  culprit: 'fill(kitchen)',
  level: 'error',
  platform: 'node',
}

export const sentry: readonly Sample[] = [
  {
    id: 'issue-created',
    title: 'New issue',
    failure: true,
    ...event('issue', 'created', { issue: { ...issue, status: 'unresolved', firstSeen: '{{iso:-1m}}' } }),
  },
  { id: 'issue-resolved', title: 'Issue resolved', ...event('issue', 'resolved', { issue: { ...issue, status: 'resolved' } }) },
  {
    id: 'error-created',
    title: 'Error',
    failure: true,
    ...event('error', 'created', {
      error: { event_id: '{{hex:32}}', level: 'error', message: 'mug is undefined', timestamp: '{{s}}', project: 1042 },
    }),
  },
  {
    id: 'metric-alert-critical',
    title: 'Metric alert: critical',
    failure: true,
    ...event('metric_alert', 'critical', {
      description_title: 'Critical: too many errors',
      description_text: '120 errors in the last 10 minutes',
      metric_alert: { id: '{{number:6}}', status: 20, date_started: '{{iso}}' },
    }),
  },
]
