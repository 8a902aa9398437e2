import type { JsonTemplate, Sample } from '#domain/samples.ts'

const event = (type: string, data: { readonly [name: string]: JsonTemplate }): Pick<Sample, 'eventType' | 'headers' | 'body'> => ({
  eventType: type,
  headers: [
    ['User-Agent', 'Svix-Webhooks/1.4'],
    ['svix-id', 'msg_{{alnum:27}}'],
  ],
  body: { json: { type, object: 'event', timestamp: '{{ms}}', data } },
})
const user = {
  id: 'user_{{alnum:27}}',
  object: 'user',
  first_name: 'Ada',
  last_name: 'Example',
  email_addresses: [{ id: 'idn_{{alnum:27}}', email_address: 'ada@example.com' }],
}

export const clerk: readonly Sample[] = [
  { id: 'user-created', title: 'User created', ...event('user.created', { ...user, created_at: '{{ms:-1s}}' }) },
  {
    id: 'user-deleted',
    title: 'User deleted',
    failure: true,
    ...event('user.deleted', { id: 'user_{{alnum:27}}', object: 'user', deleted: true }),
  },
  {
    id: 'session-revoked',
    title: 'Session revoked',
    failure: true,
    ...event('session.revoked', { id: 'sess_{{alnum:27}}', object: 'session', status: 'revoked', user_id: 'user_{{alnum:27}}' }),
  },
  {
    id: 'organization-created',
    title: 'Organization created',
    ...event('organization.created', { id: 'org_{{alnum:27}}', object: 'organization', name: 'Example', slug: 'example' }),
  },
]
