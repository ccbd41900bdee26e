/** Turned off the retries of its SDK. */
import { request, send, tell } from './launch.ts';

await send(request(), { maxAttempts: 1 }).catch(tell);
