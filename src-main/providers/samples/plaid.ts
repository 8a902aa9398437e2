import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, code: string, rest: { readonly [name: string]: JsonTemplate } = {}): Pick<Sample, 'eventType' | 'body'> => ({
  eventType: `${type}.${code}`,
  body: { json: { webhook_type: type, webhook_code: code, item_id: '{{alnum:37}}', environment: 'sandbox', ...rest } },
})

export const plaid: readonly Sample[] = [
  {
    id: 'sync-updates',
    title: 'New transactions to sync',
    ...event('TRANSACTIONS', 'SYNC_UPDATES_AVAILABLE', { initial_update_complete: true, historical_update_complete: true }),
  },
  {
    id: 'item-error',
    title: 'Login required',
    failure: true,
    ...event('ITEM', 'ERROR', {
      error: { error_type: 'ITEM_ERROR', error_code: 'ITEM_LOGIN_REQUIRED', error_message: 'The user has to log in again.' },
    }),
  },
  {
    id: 'pending-expiration',
    title: 'Consent about to expire',
    failure: true,
    ...event('ITEM', 'PENDING_EXPIRATION', { consent_expiration_time: '{{iso:+7d}}' }),
  },
]
