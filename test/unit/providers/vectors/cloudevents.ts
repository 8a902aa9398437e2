import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'bearer',
    headers: [['Authorization', 'Bearer shhh_test_secret']],
    altered: { headers: [['Authorization', 'Bearer guess']] },
  },
  {
    ...own,
    name: 'own, in the URL',
    scheme: 'query',
    url: 'https://example.test/hook?access_token=shhh_test_secret',
    headers: [],
    altered: { url: 'https://example.test/hook?access_token=guess' },
  },
]
