import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha1',
    headers: [['X-Signature', '492fc82bd40731e3f1e4a767c70b1e5a83821e93']],
  },
]
