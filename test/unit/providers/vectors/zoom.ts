import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'v0',
    headers: [
      ['x-zm-request-timestamp', '1614265330'],
      ['x-zm-signature', 'v0=40fbe5088ccbc84ea5832e055a047b42b6dce76a1c09f29b9580ced7fc5f5698'],
    ],
  },
]
