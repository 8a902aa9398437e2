import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own, sha1',
    scheme: 'sha1',
    url: 'https://example.test/trello?board=1',
    headers: [['X-Trello-Webhook', 'WQsjuuOueVNo97O373iZh529Gkk=']],
  },
  {
    ...own,
    name: 'own, another URL',
    scheme: 'sha1',
    url: 'https://example.test/trello?board=1',
    headers: [['X-Trello-Webhook', 'WQsjuuOueVNo97O373iZh529Gkk=']],
    altered: { url: 'https://example.test/trello?board=2' },
  },
]
