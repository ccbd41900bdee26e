import { ListTags$, type ListTagsInput, type ListTagsOutput } from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { page } from '../store/listing.ts';
import { checkTaggable } from './taggable.ts';

/** The smallest that the API lets a request ask for. */
const DEFAULT_PAGE = 50;

export const listTags: Operation<ListTagsInput, ListTagsOutput> = {
  schema: ListTags$,
  async handle(input, { state }) {
    const { ResourceArn = '' } = input;
    checkTaggable(state, ResourceArn);
    const tags = state.tags.list(ResourceArn);
    const { items, nextToken } = await page({
      request: input,
      // In order of their keys, which do not change: a page needs no memory of how things were.
      revision: 0,
      entriesAfter: async (_, after, limit) =>
        tags
          .map((tag) => ({ item: tag, key: tag.Key ?? '', sequence: 0 }))
          .filter(({ key }) => after === undefined || key > after.key)
          .sort((a, b) => (a.key < b.key ? -1 : 1))
          .slice(0, limit),
      defaultSize: DEFAULT_PAGE,
    });
    return { Tags: [...items], NextToken: nextToken };
  },
};
