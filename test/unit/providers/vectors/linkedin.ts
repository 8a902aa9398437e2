import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    headers: [['X-LI-Signature', 'fe365ad3e7173b40ee84fe5422dc89fd41d50256e43e5de4994350df510907db']],
  },
]
