import type { Framework } from './topic.ts'

export const laravel: Framework = {
  id: 'laravel',
  name: 'Laravel',
  fixes: {
    'raw-body': {
      text: 'Use the content and not the input, in routes/api.php, where no CSRF token is asked for.',
      code: `Route::post('/webhooks', function (Request $request) {
    $body = $request->getContent(); // verify this, then json_decode($body, true)
});`,
    },
    verify: {
      text: 'Compute the HMAC over the content and compare in constant time.',
      code: `$expected = hash_hmac('sha256', $body, config('services.webhook.secret'));
abort_unless(hash_equals($expected, (string) $request->header('X-Signature')), 400);`,
    },
    timestamp: {
      text: 'Sign the timestamp together with the body, and refuse what is more than five minutes off, either way.',
      code: `$expected = hash_hmac('sha256', "$timestamp.$body", $secret);
abort_if(abs(time() - (int) $timestamp) > 300, 400);`,
    },
    idempotency: {
      text: 'A unique column for the event’s id, the claim and the work in one transaction.',
      code: `DB::transaction(function () use ($event) {
    if (DB::table('webhook_events')->insertOrIgnore(['id' => $event['id']]) === 1) {
        work($event);
    }
});`,
    },
    queue: {
      text: 'Store the event and answer; a queued job does the rest.',
      code: `HandleWebhook::dispatch($event); // implements ShouldQueue, ShouldBeUnique
return response()->noContent(202);`,
    },
    status: {
      text: 'Say what was wrong by the status, never by the text; APP_DEBUG=false in production.',
      code: `$event = json_decode($body, true) ?? abort(422);
if (! isset($handlers[$event['type'] ?? ''])) {
    return response()->noContent(200); // not ours, and no reason to send it again
}`,
    },
    'body-limit': {
      text: 'The limits are PHP’s and the proxy’s.',
      code: `post_max_size = 25M          ; php.ini
client_max_body_size 25m;    # nginx`,
    },
  },
}
