import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'json',
    messageId: 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0',
    headers: [['Content-Type', 'application/json']],
    body: '{"signature":{"timestamp":"1614265330","token":"a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0","signature":"1de1f0f2ea343910807b71afb6d62091cc5b5dc180ca2fa1978dc1b57aca6b61"},"event-data":{"id":"ev_1","event":"opened"}}',
    altered: {
      body: '{"signature":{"timestamp":"1614265330","token":"a8cf0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0","signature":"1de1f0f2ea343910807b71afb6d62091cc5b5dc180ca2fa1978dc1b57aca6b61"},"event-data":{"id":"ev_1","event":"opened"}}',
    },
  },
  {
    ...own,
    name: 'own, form',
    scheme: 'form',
    messageId: 'a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0',
    headers: [['Content-Type', 'application/x-www-form-urlencoded']],
    body: 'timestamp=1614265330&token=a8ce0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0&signature=1de1f0f2ea343910807b71afb6d62091cc5b5dc180ca2fa1978dc1b57aca6b61&event=opened',
    altered: {
      body: 'timestamp=1614265330&token=a8cf0edb2dd8301dee6c2405235584e45aa91d1e9f979f3de0&signature=1de1f0f2ea343910807b71afb6d62091cc5b5dc180ca2fa1978dc1b57aca6b61&event=opened',
    },
  },
]
