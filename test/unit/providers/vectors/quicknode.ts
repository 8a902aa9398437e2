import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha256',
    messageId: 'nonce-1',
    headers: [
      ['X-QN-Nonce', 'nonce-1'],
      ['X-QN-Timestamp', '1614265330'],
      ['X-QN-Signature', 'bbabb454ac8b79fc2b2fc5d55be643c6e903145c2db913152d58d22a2d77ff70'],
    ],
  },
]
