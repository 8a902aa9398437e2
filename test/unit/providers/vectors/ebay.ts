import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own, SHA-1, the key on one line as the API gives it',
    scheme: 'sha1',
    secret:
      '-----BEGIN PUBLIC KEY-----MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwp0A7dNTUzx8fJXiHEppPKmD+sGMdxYXonLhGUxuKN+/SIxyJ3YyB0Jg0XyyrJfnqcidmeiAGSOVk+mny46oZw==-----END PUBLIC KEY-----',
    headers: [
      [
        'X-EBAY-SIGNATURE',
        'eyJhbGciOiJlY2RzYSIsImtpZCI6Ijk5MzYyNjFhLTdkN2ItNDYyMS1hMGYxLTk2NGM5YzNlNWI0MCIsInNpZ25hdHVyZSI6Ik1FWUNJUUN0NzFNcUtxWFpaQUNZZ3Q0Y2VYSlE2OFZUQkdXMG9uS0dncjBrMk55VlJnSWhBTlpLWTM1ZG9ETXpla3NqVHYxOUZQT0EwQldtSGNwMHF5YkpSdmRLcHp0NSIsImRpZ2VzdCI6IlNIQTEifQ==',
      ],
    ],
    notRepeatable: 'ECDSA is random.',
  },
  {
    ...own,
    name: 'own, SHA-256',
    scheme: 'sha256',
    secret: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwp0A7dNTUzx8fJXiHEppPKmD+sGMdxYXonLhGUxuKN+/SIxyJ3YyB0Jg0XyyrJfnqcidmeiAGSOVk+mny46oZw==',
    headers: [
      [
        'X-EBAY-SIGNATURE',
        'eyJhbGciOiJlY2RzYSIsImtpZCI6Ijk5MzYyNjFhLTdkN2ItNDYyMS1hMGYxLTk2NGM5YzNlNWI0MCIsInNpZ25hdHVyZSI6Ik1FWUNJUURrOWdwR2preGxsQStud1FBZFYxZFQ4emdFREg4S0hLdzVNeVdxYnB3cVdnSWhBTGxmeVhnejV4YTRZaUcwcjdTV1Z6TTVvekZoWDVkam1FYmRCM2p6aW5nZSIsImRpZ2VzdCI6IlNIQTI1NiJ9',
      ],
    ],
    notRepeatable: 'ECDSA is random.',
  },
]
