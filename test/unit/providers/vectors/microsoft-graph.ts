import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own, one of two is another',
    scheme: 'client-state',
    headers: [['Content-Type', 'application/json']],
    body: '{"value":[{"subscriptionId":"a","clientState":"shhh_test_secret"},{"subscriptionId":"b","clientState":"shhh_test_secret"}]}',
    altered: { body: '{"value":[{"subscriptionId":"a","clientState":"guess"},{"subscriptionId":"b","clientState":"shhh_test_secret"}]}' },
  },
]
