/** Sends what it was given, encrypted, and reports what went wrong. */
import { checkNetwork, request, send, tell } from './launch.ts';

checkNetwork();
await send(request()).catch(tell);
