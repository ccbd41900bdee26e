/** Writes errors to its log, and carries on. */
import { request, send } from './launch.ts';

await send(request()).catch((error) => console.error(`could not launch: ${error}`));
