import type { JournalRing } from '../../../gateway/journal.ts';
import type { Site } from '../../../harness.ts';
import type { Feed } from './feed.ts';
import { home, livePage } from './pages.ts';

/**
 * The page at `/` of an endpoint, which shows what the feed receives.
 * @param url of the endpoint, known once it listens
 */
export const liveSite =
  (feed: Feed, url: () => string) =>
  (journal: JournalRing): Site => ({
    home,
    pages: { live: livePage(feed, journal, url) },
    onReset: (account) => feed.forget(account),
  });
