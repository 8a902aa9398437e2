import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'hs256',
    headers: [
      [
        'Authorization',
        'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhY2NvdW50SWQiOjE4MjU1MjksInVzZXJJZCI6NDAxMjY4OSwiYXVkIjoiaHR0cHM6Ly9leGFtcGxlLnRlc3QvaG9vayIsImV4cCI6MTYxNDI2NTYzMCwiaWF0IjoxNjE0MjY1MzMwfQ.NJOtsuHJMl9P8aiAgafo5CJiZWxS695RobBIZDfmr3w',
      ],
    ],
    altered: {
      headers: [
        [
          'Authorization',
          'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhY2NvdW50SWQiOjE4MjU1MjksInVzZXJJZCI6NDAxMjY4OSwiYXVkIjoiaHR0cHM6Ly9leGFtcGxlLnRlc3QvaG9vayIsImV4cCI6MTYxNDI2NTYzMCwiaWF0IjoxNjE0MjY1MzMwfQ.hgXadZTfzpr1UmcGeeYaoQo3gJjSGEORqUBqVL7EIRk',
        ],
      ],
    },
    notRepeatable: 'A token of monday’s own has claims that ours has not.',
  },
]
