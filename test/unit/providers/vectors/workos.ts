import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'v1',
    headers: [['WorkOS-Signature', 't=1614265330000, v1=8cf1b8326fad059bd2047a170b82261198226ca3b912fb6fac656d22b2f456b1']],
  },
]
