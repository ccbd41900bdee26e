import { DeleteTags$, type DeleteTagsInput } from '@aws-sdk/client-sagemaker';
import type { Operation } from '../operation.ts';
import { checkTaggable } from './taggable.ts';

export const deleteTags: Operation<DeleteTagsInput, Record<never, never>> = {
  schema: DeleteTags$,
  handle({ ResourceArn = '', TagKeys = [] }, { state }) {
    checkTaggable(state, ResourceArn);
    state.tags.remove(ResourceArn, TagKeys);
    return {};
  },
};
