import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own, agreed with the SDK',
    scheme: 'v1',
    at: 1577862000,
    headers: [
      ['BOX-SIGNATURE-VERSION', '1'],
      ['BOX-SIGNATURE-ALGORITHM', 'HmacSHA256'],
      ['BOX-DELIVERY-TIMESTAMP', '2020-01-01T00:00:00-07:00'],
      ['BOX-SIGNATURE-PRIMARY', 'TXCzL8mojTMxx9S+7VoBSwB6azBhMjrahD089Kw3WYY='],
    ],
    notRepeatable: 'We write the time in UTC.',
  },
  {
    ...own,
    name: 'own',
    scheme: 'v1',
    headers: [
      ['BOX-SIGNATURE-VERSION', '1'],
      ['BOX-SIGNATURE-ALGORITHM', 'HmacSHA256'],
      ['BOX-DELIVERY-TIMESTAMP', '2021-02-25T15:02:10.000Z'],
      ['BOX-SIGNATURE-PRIMARY', '3UJV3OoEBd84JmQgiVjAMsMSP+YjGgs9euYmt6BZZoc='],
    ],
  },
  {
    ...own,
    name: 'own, the secondary key',
    scheme: 'v1',
    headers: [
      ['BOX-SIGNATURE-VERSION', '1'],
      ['BOX-SIGNATURE-ALGORITHM', 'HmacSHA256'],
      ['BOX-DELIVERY-TIMESTAMP', '2021-02-25T15:02:10.000Z'],
      ['BOX-SIGNATURE-PRIMARY', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA='],
      ['BOX-SIGNATURE-SECONDARY', '3UJV3OoEBd84JmQgiVjAMsMSP+YjGgs9euYmt6BZZoc='],
    ],
    notRepeatable: 'We sign with one key.',
  },
]
