import type { Framework } from './topic.ts'

export const laravel: Framework = {
  id: 'laravel',
  name: 'Laravel',
  fixes: {
    'raw-body': {
      text: 'Use the content, not the input, in routes/api.php, where no CSRF token is required.',
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
      text: 'Include the timestamp in the signed content, and refuse anything more than five minutes off in either direction.',
      code: `$expected = hash_hmac('sha256', "$timestamp.$body", $secret);
abort_if(abs(time() - (int) $timestamp) > 300, 400);`,
    },
    idempotency: {
      text: 'Use a unique column for the event’s id, and one transaction for the claim and the work.',
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
      text: 'Report what was wrong with the status, never with the text; set APP_DEBUG=false in production.',
      code: `$event = json_decode($body, true) ?? abort(422);
if (! isset($handlers[$event['type'] ?? ''])) {
    return response()->noContent(200); // not ours, but no reason to send it again
}`,
    },
    'body-limit': {
      text: 'The limits are set by PHP and by the proxy.',
      code: `post_max_size = 25M          ; php.ini
client_max_body_size 25m;    # nginx`,
    },
  },
}
