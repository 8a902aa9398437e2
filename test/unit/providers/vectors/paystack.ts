import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'sha512',
    secret: 'sk_test_shhh_test_secret',
    headers: [
      [
        'x-paystack-signature',
        '64c03c97f3a301c2fed86a5d0d49a0a3dbcf3b45b7fe622e004038ab0e93503f8636db7257786ae1773e859f27d3725a070ede8613aa566f190eb225a03008cf',
      ],
    ],
  },
]
