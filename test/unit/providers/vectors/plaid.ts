import { own, type Vector } from '../vector.ts'

export const vectors: readonly Vector[] = [
  {
    ...own,
    name: 'own',
    scheme: 'es256',
    secret:
      '{"kty":"EC","x":"jwiEC7E94BHeS4T-8CWfP_k7BuWt9jTIVebrCaJ01CU","y":"QCJj-e-m-5-2Iu_DtY3wYH1ufIjPkCAHa386OQvdyAM","crv":"P-256","alg":"ES256","kid":"bfbd5111-8e33-4643-8ced-b2e642a72f3c","use":"sig"}',
    headers: [
      [
        'Plaid-Verification',
        'eyJhbGciOiJFUzI1NiIsImtpZCI6ImJmYmQ1MTExLThlMzMtNDY0My04Y2VkLWIyZTY0MmE3MmYzYyIsInR5cCI6IkpXVCJ9.eyJpYXQiOjE2MTQyNjUzMzAsInJlcXVlc3RfYm9keV9zaGEyNTYiOiI4Yjc3ZjIzYThkM2YyMTdiMjBkODdjNTBkOWRiYmMzZTg0ZGRlOGE4Y2M2Y2I3Zjg4NTgwMzU4ZDE2NTQzZTlhIn0.Vt1fYLdtstV_8Y6Kj16EuMi8ooRK091L96bMXX613dRwZu7CaiGc_kdFVgrVkAKUT-dohfWoCL2m2AtPV5bc2g',
      ],
    ],
    alteredCode: 'body_altered',
    notRepeatable: 'ECDSA is random.',
  },
]
