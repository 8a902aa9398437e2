import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'ed25519',
    secret: '79b5562e8fe654f94078b112e8a98ba7901f853ae695bed7e0e3910bad049664',
    signingSecret: '0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20',
    headers: [
      ['X-Signature-Timestamp', '1614265330'],
      [
        'X-Signature-Ed25519',
        'ee9075453fa57dce8256129ff5306c8b4c5d25b418f5fd9ad044ef62ac5bafdf93a01ae3867abb9aff8978c101d57f162d195f5ac1a964edd9af6bd07c5ede00',
      ],
    ],
  },
]
